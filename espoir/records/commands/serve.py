"""`espoir serve`: the site and its worker, ready to open. Ctrl+C, or a TERM signal, stops both cleanly."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings
from django.core.management import call_command

from espoir.organisations.models import Organisation
from espoir.records import erasing
from espoir.records.commands import Refused, say, while_in_use
from espoir.vault import keys

FIRST_STEPS = """Nobody is here yet. To open an organization, in another window:

    espoir new "Name of the organization" --data {data}

It prints a link that opens once, for the first person."""
PATIENCE = 10  # seconds for a child to stop by itself


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere (`espoir worker`)")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    with while_in_use():
        prepare()
        if not Organisation.objects.exists():
            say(FIRST_STEPS.format(data=settings.DATA))
        say(f"Open http://localhost:{options.port}")
        commands = [_site(options.host, options.port)]
        if not options.no_worker:
            commands.append([sys.executable, "-m", "espoir", "worker"])
        return _together(commands)


def prepare() -> None:
    """Everything that must be true before the first page opens; doing it again changes nothing."""
    keys.recover()
    call_command("migrate", verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)
    erasing.shred_promised_keys()


def _site(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers", "--no-ws",
        "--workers-kill-timeout", "5", "--log-level", "warning", "espoir.wsgi:application",
    ]  # fmt: skip


def _together(commands: list[list[str]]) -> int:
    """Run them until one ends or we are told to stop; then stop the others."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    environment = {**os.environ, "ESPOIR_DATA": str(settings.DATA)}
    children = [subprocess.Popen(command, env=environment, start_new_session=True) for command in commands]  # noqa: S603
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    ended = [child.returncode for child in children if child.returncode is not None]
    for child in children:
        _stop(child)
    if not stopping:
        raise Refused(f"A part of the site stopped by itself (status {ended[0]}). Is the port free?")
    return 0


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
