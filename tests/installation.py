"""A real installation in a folder of its own (and a database of its own on PostgreSQL), driven by its command line."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connection

from tests import tables

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Installation:
    home: Path
    environment: dict[str, str]
    link: str = ""

    @property
    def data(self) -> Path:
        return self.home / "data"

    def espoir(self, *words: str, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "espoir", *words, "--data", str(self.data)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, timeout=120)
        assert status is None or done.returncode == status, done.stdout + done.stderr
        return done

    def json(self, *words: str, status: int | None = 0) -> dict:
        found: dict = json.loads(self.espoir(*words, "--json", status=status).stdout)
        return found

    def python(self, program: str, *words: str) -> str:
        """Run a program within it, as the house's own code would run."""
        done = subprocess.run(
            [sys.executable, "-c", program, *words], capture_output=True, text=True, env=self.environment, timeout=180
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def drill(self, name: str, *words: str) -> dict:
        """Play one of the drills within it, and hear what it found."""
        program = f"import runpy; runpy.run_module('tests.{name}', run_name='__main__')"
        found: dict = json.loads(self.python(program, *words).splitlines()[-1])
        return found

    def start(self, program: str, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", program, *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self.environment)

    @contextmanager
    def keeper(self) -> Iterator[subprocess.Popen[bytes]]:
        """Its keeper in a process of its own, as long as this lasts; whoever kills it may start another."""
        process = self.start_keeper()
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=20)

    def start_keeper(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "espoir", "keeper", "--data", str(self.data)]
        process = subprocess.Popen(command, env=self.environment)
        until = time.monotonic() + 30
        while not is_answered(self.data / "apart" / "keeper.sock"):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        return process


def is_answered(path: Path) -> bool:
    """Does someone listen there? (What a killed process left behind does not.)"""
    with socket.socket(socket.AF_UNIX) as one:
        try:
            one.connect(str(path))
        except OSError:
            return False
    return True


@contextmanager
def installation(home: Path, *, empty: bool = False) -> Iterator[Installation]:
    """On the database that the tests run on, with its tables laid, or `empty` as when it is unpacked."""
    environment = {
        **os.environ,
        "ESPOIR_DATA": str(home / "data"),
        "DJANGO_SETTINGS_MODULE": "espoir.settings",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DATABASE_URL", None)
    for left in (
        "ESPOIR_KEEPER",
        "ESPOIR_KEEPER_SOCKET",
        "ESPOIR_KEEPER_ALLOWS",
        "ESPOIR_KEYS",
        "ESPOIR_COPIES",
        "ESPOIR_ROOT_KEY_FILE",
    ):
        environment.pop(left, None)
    if connection.vendor == "sqlite":
        if not empty:
            tables.lay_in(home / "data")
        yield Installation(home, environment)
        return
    with postgres(empty=empty) as url:
        yield Installation(home, {**environment, "DATABASE_URL": url})


@contextmanager
def postgres(*, empty: bool) -> Iterator[str]:
    there = connection.settings_dict
    where = f"{there['USER']}:{there['PASSWORD']}@{there['HOST'] or 'localhost'}:{there['PORT'] or 5432}"
    server, name = f"postgresql://{where}", f"espoir_{secrets.token_hex(6)}"
    if empty:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as there_is:
            there_is.execute(f"CREATE DATABASE {name}".encode())
    else:
        tables.lay_on(server, name)
    try:
        yield f"{server}/{name}"
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as there_is:
            there_is.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
