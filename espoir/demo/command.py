"""`espoir demo`: the demonstration network, on a folder of its own, with everyone's way in printed."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from espoir import clock
from espoir.accounts import factors
from espoir.apart import keeper
from espoir.demo import cast, consultations, life
from espoir.organisations.models import Account, Organisation
from espoir.records.commands import Refused, serve
from espoir.vault import keys


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    settings.DEMONSTRATION, os.environ["ESPOIR_DEMO"] = True, "True"  # also for the processes that serve it
    _refuse_real_organisations()
    if options.code:
        return _print_code(options.code)
    if options.reset:
        _empty()
    serve.prepare()
    if not Organisation.objects.exists():
        with keeper.inside_if_alone():
            _live_through_it(options.today)
    print(ways_in(), flush=True)
    return 0 if options.no_serve else serve.run(["--port", str(options.port)])


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


def _refuse_real_organisations() -> None:
    """A demonstration never touches the data of real people."""
    if "organisations_organisation" not in connection.introspection.table_names():
        return
    if Organisation.objects.filter(is_demonstration=False).exists():
        raise Refused(f"{settings.DATA} holds a real organization. Choose another folder: --data DIR")


def _print_code(login: str) -> int:
    code = _code(Account.objects.filter(login=login).first())
    if code is None:
        raise Refused(f"Nobody of the demonstration signs in with {login} and six digits.")
    print(code)
    return 0


def _code(account: Account | None) -> str | None:
    return factors.demonstration_code(account) if account else None


def _empty() -> None:
    if connection.vendor == "sqlite":
        connection.close()
        for path in Path(settings.DATA).glob("espoir.sqlite3*"):
            path.unlink()
    else:
        call_command("flush", verbosity=0, interactive=False)
    keys.close()
    keeper.close()
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
            login = cast.login_of(slug, character)
            account = Account.objects.get(login=login)
            rows.append((slug, "+".join(character.roles), login, cast.PASSPHRASE, _code(account) or "–"))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    if found := consultations.way_in():
        lines.append(found)
    lines.append("A code is good for a minute or so. A fresh one: espoir demo --code THREE.WORDS")
    return "\n".join(lines)
