"""Where a measure runs: an empty installation of its own, and processes of its own in it."""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from espoir.bench.cluster import free_port
from espoir.bench.waiting import SECONDS
from espoir.records.commands.serve import site

TO_START, TO_STOP = 60.0, 15.0  # seconds
SETTINGS_OF_OTHERS = {
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "ESPOIR_KEYS",
    "ESPOIR_ROOT_KEY_FILE",
    "ESPOIR_DEBUG",
    "ESPOIR_HTTPS",
    "ESPOIR_KEEPER",
    "ESPOIR_KEEPER_SOCKET",
    "ESPOIR_KEEPER_ALLOWS",
}


@contextmanager
def empty(more: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """An empty installation."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ours = {name: value for name, value in os.environ.items() if name not in SETTINGS_OF_OTHERS}
        yield {**ours, "ESPOIR_DATA": str(Path(folder) / "data"), **more}


def child(measure: str, wanted: argparse.Namespace, place: Mapping[str, str]) -> Any:
    """What `espoir.bench.child` measures there."""
    options = ["--scale", wanted.scale, "--times", str(wanted.times), "--seconds", str(SECONDS)]
    options += ["--seeds", str(wanted.seeds), "--people", str(wanted.people)]
    options += ["--documents", str(wanted.documents), "--words", str(wanted.words), "--passages", str(wanted.passages)]
    command = [sys.executable, "-m", "espoir.bench.child", measure, *options]
    done = subprocess.run(command, env=dict(place), check=True, stdout=subprocess.PIPE)  # noqa: S603
    return json.loads(done.stdout)


@contextmanager
def served(place: Mapping[str, str], *, workers: int) -> Iterator[int]:
    """The site as `espoir serve` starts it, with so many processes that answer; its port."""
    port = free_port()
    command = site("127.0.0.1", port, workers=workers)
    server = subprocess.Popen(command, env=dict(place), stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_for(port)
        yield port
    finally:
        stop(server)


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask it to stop, and do not wait for ever."""
    child.terminate()
    try:
        child.wait(timeout=TO_STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + TO_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
