"""`espoir serve`: the site, its worker and its keeper, ready to open. Ctrl+C, or a TERM signal, stops all cleanly."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from django.conf import settings
from django.core.management import call_command

from espoir.apart.keeper import client as keeper
from espoir.organisations.models import Organisation
from espoir.records import erasing
from espoir.records.commands import Refused, say, while_in_use
from espoir.vault import keys

FIRST_STEPS = """Nobody is here yet. To open an organization, in another window:

    espoir new "Name of the organization" --data {data}

It prints a link that opens once, for the first person."""
WORKERS = 2  # processes that answer
PATIENCE = 10  # seconds for a child to stop by itself
KEEPER_PATIENCE = 20  # seconds for the keeper to answer first
REST, LONGEST_REST = 0.5, 60.0  # seconds before a keeper that stopped is started again: longer each time
STEADY = 30.0  # seconds after which it had been well


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere (`espoir worker`)")
    parser.add_argument("--no-keeper", action="store_true", help="the keeper runs elsewhere (`espoir keeper`)")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    with while_in_use():
        prepare()
        if not Organisation.objects.exists():
            say(FIRST_STEPS.format(data=settings.DATA))
        say(f"Open http://localhost:{options.port}")
        parts = [Part(site(options.host, options.port))]
        if not options.no_worker:
            parts.append(Part([sys.executable, "-m", "espoir", "worker"]))
        if not (options.no_keeper or settings.KEEPER_SOCKET):
            parts.insert(0, Part(_keeper(), again=True))
        return _together(parts)


def prepare() -> None:
    """Everything that must be true before the first page opens; doing it again changes nothing."""
    keys.recover()
    call_command("migrate", verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)
    erasing.shred_promised_keys()


def site(host: str, port: int, *, workers: int = WORKERS) -> list[str]:
    """The command that answers requests."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "1", "--respawn-failed-workers", "--no-ws",
        "--workers-kill-timeout", "5", "--log-level", "warning", "espoir.wsgi:application",
    ]  # fmt: skip


def _keeper() -> list[str]:
    return [sys.executable, "-m", "espoir", "keeper", "--with-parent", str(os.getpid())]


@dataclass
class Part:
    """One of the processes that `serve` starts."""

    command: list[str]
    again: bool = False  # start it again when it ends; what needs it waits, and nobody is placed meanwhile
    child: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    ended_at: float | None = None
    rest: float = REST

    def start(self) -> None:
        environment = {**os.environ, "ESPOIR_DATA": str(settings.DATA)}
        self.started_at = time.monotonic()
        self.child = subprocess.Popen(self.command, env=environment, start_new_session=True)  # noqa: S603

    def status(self) -> int | None:
        """None while all is well."""
        status = self.child.poll() if self.child else None
        if status is None or not self.again:
            return status
        now = time.monotonic()
        if self.ended_at is None:
            say("The keeper stopped: nobody is placed until it answers again. Starting it again …")
            self.ended_at = now
            self.rest = REST if now - self.started_at > STEADY else min(2 * self.rest, LONGEST_REST)
        elif now - self.ended_at >= self.rest:
            self.start()
            self.ended_at = None
        return None

    def stop(self) -> None:
        if self.child is None:
            return
        if self.child.poll() is None:
            self.child.terminate()
        try:
            self.child.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def _together(parts: list[Part]) -> int:
    """Run them until one ends or we are told to stop; then stop the others, the first one last."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    for part in parts:
        part.start()
        if part.again:
            _wait_for_the_keeper(part, until_told=lambda: stopping)
    ended: list[int] = []
    while not stopping and not ended:
        time.sleep(0.2)
        ended = [status for status in (part.status() for part in parts) if status is not None]
    for part in reversed(parts):
        part.stop()
    if not stopping:
        raise Refused(f"A part of the site stopped by itself (status {ended[0]}). Is the port free?")
    return 0


def _wait_for_the_keeper(part: Part, *, until_told: Callable[[], bool]) -> None:
    """The site opens without it too, if it must: help is there, nobody is placed, and the keeper is tried again."""
    last = time.monotonic() + KEEPER_PATIENCE
    while time.monotonic() < last and not until_told() and part.child and part.child.poll() is None:
        if keeper.answers():
            return
        time.sleep(0.1)
