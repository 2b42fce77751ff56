"""`espoir restore --from COPY…`: put a backup back, then erase again whoever asked to be erased since.

Stop the site and the worker first. What is here now is kept beside the copy that is put back.
"""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from espoir.apart import keeper
from espoir.logbook import anchors, ledger
from espoir.logbook.verification import Problem, verify
from espoir.organisations.farewells import FAREWELLS
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Person
from espoir.records import actions, earlier, erasing, upkeep
from espoir.records.commands import Refused, answer, answer_json, backup, say, while_nobody_uses_it
from espoir.vault import keys

KEPT = ("ledger.key", "anchors.key", "sessions.key")  # these never go back in time


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir restore", description=__doc__)
    parser.add_argument("--from", dest="copies", metavar="COPY", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--lose", action="store_true", help="go back although keys made since the copy, and what they open, are lost"
    )
    parser.add_argument("--json", action="store_true")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    copies = [path.resolve() for path in options.copies]
    for path in copies:
        _check(path)
    with while_nobody_uses_it(), keeper.inside_if_alone():
        for path in sorted(copies, key=lambda path: backup.KINDS.index(_kind(path)), reverse=True):
            say(f"Putting back {path.name} …")
            _put_back(path, lose=options.lose)
        erased, problems = make_good(data_came_back=any(_kind(path) == "data" for path in copies))
    if options.json:
        answer_json({"erased_again": erased, "problems": [str(problem) for problem in problems]})
    else:
        answer(f"Put back. Erased again: {erased}.")
        for problem in problems:
            answer(str(problem))
    return 1 if problems else 0


def _kind(path: Path) -> str:
    kind = path.name.split("-")[0]
    if kind not in backup.KINDS:
        raise Refused(f"{path.name} is not a copy that `espoir backup` made.")
    return kind


def _check(path: Path) -> None:
    kind = _kind(path)
    if not path.exists():
        raise Refused(f"{path} is not there.")
    if kind != "data" and backup.is_past(path):
        raise Refused(
            f"{path.name} is past its {ledger.HORIZON.days} days and must not come back: that was promised. Destroy it."
        )
    if path.suffix == ".sqlite3" and not _is_whole(path):
        raise Refused(f"{path.name} is damaged. Try the copy before it.")
    if kind == "data" and (path.suffix == ".sqlite3") != (connection.vendor == "sqlite"):
        raise Refused(f"{path.name} was made by the other database. Check DATABASE_URL.")


def _is_whole(path: Path) -> bool:
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as there:
            return bool(there.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _put_back(path: Path, *, lose: bool) -> None:
    # The ledger and the anchors only ever grow: what was erased since the copy stays erased.
    for name in (anchors.NAME, anchors.LEDGER):
        anchors.merge(path.parent / name, Path(settings.DATA) / name)
    if _kind(path) == "data":
        _put_data_back(path)
    elif _kind(path) == "keys":
        _put_keys_back(path, lose=lose)
    else:
        _put_apart_back(path)


def _put_data_back(path: Path) -> None:
    if connection.vendor != "sqlite":
        backup._pg("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(path))
        return
    here = Path(str(connection.settings_dict["NAME"]))
    if here.exists() and "organisations_organisation" in connection.introspection.table_names():
        say(f"What was here is kept in {backup.back_up_data(path.parent)}")
    connection.close()
    for side in ("-wal", "-shm"):
        Path(f"{here}{side}").unlink(missing_ok=True)
    _replace(path, here)


def _put_keys_back(path: Path, *, lose: bool) -> None:
    lost, ours = _made_since(path / "keys.sqlite3"), _is_ours(path / "keys.sqlite3")
    if lost and not lose:
        raise Refused(
            f"{lost} keys here are not in this copy, and what they open would be lost. If you must, repeat with --lose."
        )
    keys.close()
    keeper.close()
    for file in sorted(path.iterdir()):
        target = keys.root_path() if file.name == "root.key" else Path(settings.KEYS) / file.name
        if not (ours and file.name in KEPT and target.exists()):
            _replace(file, target)
    keys.next_path().unlink(missing_ok=True)


def _put_apart_back(path: Path) -> None:
    keeper.close()
    journal = keeper.store_path().with_name("apart.sqlite3-journal")
    journal.unlink(missing_ok=True)  # of the file that goes: it must not be played into the one that comes
    _replace(path / "apart.sqlite3", keeper.store_path())


def _is_ours(copy: Path) -> bool:
    """Was it made by this installation, or does it come to a new machine?"""
    with sqlite3.connect(f"file:{copy}?mode=ro", uri=True) as there:
        known = {row[0] for row in there.execute("SELECT scope FROM scope")}
    return bool((known & set(keys.scopes())) - {keys.HOUSE})


def _made_since(copy: Path) -> int:
    with sqlite3.connect(f"file:{copy}?mode=ro", uri=True) as there:
        known = set(there.execute("SELECT scope, subject FROM subject"))
    here = {(scope, subject) for scope in keys.scopes() for subject in keys.subjects(scope)}
    marks = ledger.marks()
    return sum(ledger.mark(*pair) not in marks for pair in here - known)


def _replace(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = target.with_name(f".fresh-{target.name}")
        fresh.unlink(missing_ok=True)
        backup._copy_file(source, fresh)
        fresh.replace(target)


def make_good(*, data_came_back: bool) -> tuple[int, list[Problem]]:
    """After anything came back: what was erased is erased again, and the logbook is whole or says where it is not."""
    if not data_came_back and "organisations_organisation" not in connection.introspection.table_names():
        return 0, []  # the keeper's own folder: the worker tells the keeper who is no longer here
    call_command("migrate", verbosity=0)
    keys.recover()
    organisations = list(Organisation.objects.order_by("slug"))
    again = 0
    for organisation in organisations:
        if data_came_back:
            anchors.anchor(organisation, restored=True)
        with inside(organisation, writing=True):
            again += actions.finish_erasures(organisation) + earlier.finish(organisation)
            _say_farewell_again(organisation)
    erasing.shred_promised_keys()
    upkeep.sweep()
    return again, [problem for organisation in organisations for problem in verify(organisation)]


def _say_farewell_again(organisation: Organisation) -> None:
    """What lies outside the tables may have come back too."""
    for person in Person.objects.of(organisation).filter(state=Person.State.ERASED):
        for say_farewell in FAREWELLS:
            say_farewell(person)
