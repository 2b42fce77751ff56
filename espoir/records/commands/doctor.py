"""`espoir doctor`: is everything as it should be? Says each thing that is not, and what to do about it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from espoir.apart import keeper
from espoir.logbook import anchors
from espoir.logbook.verification import verify
from espoir.organisations.chores import CHORES
from espoir.organisations.inside import inside
from espoir.organisations.models import Clock, Organisation, Person
from espoir.organisations.promises import open_promises
from espoir.records import erasing
from espoir.records.commands import answer, answer_json, is_in_use, say
from espoir.records.rules import boxes_of, rows_of, tables
from espoir.vault import keys
from espoir.vault.boxes import unseal


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir doctor", description=__doc__)
    parser.add_argument("--json", action="store_true")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    organisations = list(Organisation.objects.order_by("slug"))
    counts = keeper_counts()
    problems = [*of_the_database(), *of_the_keys(), *of_the_copies(), *of_the_keeper(counts)]
    for organisation in organisations:
        say(f"Looking at {organisation.slug} …")
        with inside(organisation, writing=False):
            problems += of_the_organisation(organisation)
    if options.json:
        answer_json({"organisations": [one.slug for one in organisations], "problems": problems, "keeper": counts})
    else:
        answer("\n".join(problems) or "All is well.")
    return 1 if problems else 0


def of_the_database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        wanted = {"journal_mode": "wal", "secure_delete": 1}
        for name, value in wanted.items():
            with connection.cursor() as cursor:
                found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            if found != value:
                yield f"The database has {name} = {found}, not {value}: start it with our settings."
        if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
            yield "Writers do not wait for each other (transaction_mode is not IMMEDIATE)."
    elif connection.vendor == "postgresql" and connection.pg_version < 150000:  # type: ignore[attr-defined]
        yield "PostgreSQL is older than 15: bring it up to date."
    if not CHORES:
        yield "The worker has nothing to do: a room did not register its chores."


def of_the_keys() -> Iterator[str]:
    try:
        keys.root()
        for scope in keys.scopes():
            keys.scope_key(scope)
    except keys.RootIsMissing as missing:
        yield str(missing)
    if keys.next_path().exists():
        yield "A rotation of the keys was cut short. Start `espoir serve` or `espoir keys rotate`: it is finished then."
    for path in (keys.store_path(), keys.root_path()):
        if path.exists() and path.stat().st_mode & 0o077:
            yield f"Others can read {path}. Run: chmod go-rwx {path}"


def of_the_copies() -> Iterator[str]:
    try:
        if settings.COPIES and anchors.is_behind(Path(settings.COPIES)):
            yield f"{settings.COPIES} lacks anchors that are here. Is it reachable? The worker catches up at night."
    except OSError as error:
        yield f"{settings.COPIES} cannot be read: {error.strerror}."


def keeper_counts() -> dict[str, int] | None:
    """What the keeper says of itself: counts only. None when it does not answer."""
    try:
        return keeper.stats()
    except keeper.KeeperAway:
        return None


def of_the_keeper(counts: dict[str, int] | None) -> Iterator[str]:
    if counts is not None:
        say(f"The keeper answers ({counts['blocks']} blocks).")
    elif is_in_use():
        yield "The keeper does not answer: nobody is placed. Start `espoir serve`, or `espoir keeper` if it is apart."
    else:
        say("Nothing is running here, the keeper neither.")


def of_the_organisation(organisation: Organisation) -> Iterator[str]:
    slug = organisation.slug
    for promise in open_promises(organisation):
        if promise.owner is None or promise.due is None or promise.owner.state != Person.State.HERE:
            yield f"{slug}: a promise has nobody who keeps it, or no date ({promise.words})."
    for name in Clock.values:
        if int(organisation.clocks.get(name, 0)) <= 0:
            yield f"{slug}: the clock “{Clock(name).label}” is not set. Set it in Settings."
    for person in Person.objects.of(organisation).exclude(state=Person.State.ERASED):
        if not keys.exists(organisation.pk, person.pk):
            yield f"{slug}: the key of {person.pk} is gone, unasked. Put back the latest backup of the keys."
    unreadable = sum(1 for _ in unreadable_boxes(organisation))
    if unreadable:
        yield f"{slug}: {unreadable} sealed records do not open. They were moved or damaged: put back a backup."
    if erasing.promised_and_not_done(organisation):
        yield f"{slug}: an erasure waits to be finished. Start `espoir worker`."
    for problem in verify(organisation):
        yield str(problem)


def unreadable_boxes(organisation: Organisation) -> Iterator[str]:
    """Boxes whose key is there and does not open them."""
    for table in tables():
        for box in boxes_of(table):
            for row in rows_of(table, organisation).exclude(**{box.name: b""}).iterator():
                try:
                    unseal(*box.place(row), bytes(row.__dict__[box.attname]))
                except keys.WrongKey:
                    yield f"{table._meta.label} {row.pk}"
                except keys.Gone:
                    continue
