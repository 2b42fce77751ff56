"""The tables as the migrations lay them, laid once and then copied: laying them anew takes eight seconds."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "tables"


def lay_in(data: Path) -> None:
    """A new file of the database in the folder of an installation."""
    with _one_at_a_time():
        kept = KEPT / f"{_as_the_migrations_are()}.sqlite3"
        if not kept.exists():
            shutil.rmtree(KEPT)
            KEPT.mkdir()
            _lay_once(kept)
    data.mkdir(mode=0o700, parents=True)
    shutil.copy(kept, data / "espoir.sqlite3")


def lay_on(server: str, name: str) -> None:
    """A new database on a server of PostgreSQL, which is there for one run only."""
    with _one_at_a_time(), psycopg.connect(f"{server}/postgres", autocommit=True) as there:
        kept = f"tables_{_as_the_migrations_are()}"
        if not there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept]).fetchone():
            there.execute(SQL("CREATE DATABASE {}").format(Identifier(kept)))
            with tempfile.TemporaryDirectory() as home:
                _migrate({"ESPOIR_DATA": home, "DATABASE_URL": f"{server}/{kept}"})
        there.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(kept)))


def _lay_once(kept: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        _migrate({"ESPOIR_DATA": home})
        shutil.copy(Path(home) / "espoir.sqlite3", kept.with_suffix(".part"))
    kept.with_suffix(".part").replace(kept)


def _migrate(said: dict[str, str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | said
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], env=environment, cwd=ROOT, check=True)


def _as_the_migrations_are() -> str:
    mark = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(ROOT.glob("espoir/*/migrations/*.py")):
        mark.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return mark.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT.parent / "tables.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
