"""`espoir demo`: the demonstration network, on a folder of its own, with everyone's way in printed."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from espoir import clock
from espoir.accounts import demonstration
from espoir.demo import cast, life
from espoir.organisations.models import Organisation, Person
from espoir.vault import keys


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    if options.code:
        print(demonstration.code_now(options.code))
        return 0
    if (problem := _not_ours()) is not None:
        print(problem, file=sys.stderr)
        return 2
    if options.reset:
        _empty()
    call_command("migrate", verbosity=0)
    if not Organisation.objects.exists():
        _live_through_it(options.today)
    print(ways_in())
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="espoir demo", description="Three invented organisations, 26 weeks of life, a way in for every role."
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", metavar="DIR", help="where everything is kept (default: $ESPOIR_DATA, else ./var)")
    parser.add_argument("--reset", action="store_true", help="forget the demonstration and live it again")
    parser.add_argument("--no-serve", action="store_true", help="make it and print the ways in, without serving it")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="DATE", help="the day on which the 26 weeks end (default: today)"
    )
    parser.add_argument("--code", metavar="LOGIN", help="print the six digits that a colleague's sign-in asks for now")
    return parser


def _not_ours() -> str | None:
    """A demonstration never touches the data of real people."""
    if "organisations_organisation" not in connection.introspection.table_names():
        return None
    if Organisation.objects.filter(is_demonstration=False).exists():
        return f"{settings.DATA} holds a real organization. Choose another folder for the demonstration: --data DIR"
    return None


def _empty() -> None:
    if connection.vendor == "sqlite":
        connection.close()
        for path in Path(settings.DATA).glob("espoir.sqlite3*"):
            path.unlink()
    else:
        call_command("flush", verbosity=0, interactive=False)
    keys.close()
    for folder in ("keys", "apart"):
        shutil.rmtree(Path(settings.DATA) / folder, ignore_errors=True)
    for file in ("erasures.jsonl", "anchors.jsonl"):
        (Path(settings.DATA) / file).unlink(missing_ok=True)


def _live_through_it(today: date | None) -> None:
    started = time.monotonic()
    last = today or clock.today()

    def progress(week: int) -> None:
        print(f"\rLiving through 26 weeks: {week} …", end="", file=sys.stderr, flush=True)

    life.live(last, progress)
    print(f"\rThe 26 weeks are lived, in {time.monotonic() - started:.0f} s.   ", file=sys.stderr)


def ways_in() -> str:
    """The table of everyone who can sign in. Two spaces or more between columns."""
    rows = [("organization", "role", "three words", "passphrase", "code")]
    for slug, characters in cast.NETWORK.items():
        for character in characters:
            person = Person.objects.of(Organisation.objects.get(slug=slug)).get(
                account__login=cast.login_of(slug, character)
            )
            code = demonstration.code_now(cast.login_of(slug, character)) if person.is_staff_here else "–"
            roles = "+".join(character.roles)
            rows.append((slug, roles, cast.login_of(slug, character), cast.PASSPHRASE, code))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.append("A code is good for a minute or so; `espoir demo --code LOGIN` prints a fresh one.")
    return "\n".join(lines)
