"""A throw-away PostgreSQL: made as an unprivileged user, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoPostgres(Exception):
    """PostgreSQL's programs are not on this machine."""


def programs() -> Path:
    """The folder that holds `initdb`, of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: _version(path))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise NoPostgres
    return (found[-1] if found else Path(str(on_path))).parent


def _version(path: Path) -> float:
    name = path.parent.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


@contextmanager
def throw_away() -> Iterator[str]:
    """The address (DATABASE_URL) of a fresh database, while this lasts."""
    tools = programs()
    home = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        as_user = _unprivileged(home)
        port = free_port()
        _run([*as_user, tools / "initdb", "-D", home / "data", "-U", "bench", "--auth=trust", "-E", "UTF8"], home)
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {home} -c max_wal_size=4GB"
        start: list[str | Path] = [
            tools / "pg_ctl",
            "-D",
            home / "data",
            "-w",
            "-l",
            home / "log",
            "-o",
            options,
            "start",
        ]
        _run([*as_user, *start], home)
        try:
            _run([tools / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "bench", "bench"], home)
            yield f"postgres://bench@127.0.0.1:{port}/bench"
        finally:
            _run([*as_user, tools / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"], home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged(home: Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return []
    names = {user.pw_name: user for user in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(home, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: list[str | Path], folder: Path) -> None:
    subprocess.run([str(word) for word in command], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
