"""`espoir backup data|keys|apart --to DIR`: a copy that can be put back.

Data and keys never lie in the same folder: together they can be read by whoever finds them. Copies of the keys, and of
what is kept apart, are destroyed after 30 days, each time the next one is made: that is what makes an erasure real.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from espoir import clock
from espoir.apart.keeper import store_path
from espoir.logbook import anchors, ledger
from espoir.logbook.ledger import HORIZON
from espoir.organisations.models import Organisation
from espoir.records.commands import Refused, answer, answer_json, say
from espoir.vault import keys

STAMP = "%Y%m%dT%H%M%SZ"
KINDS = ("data", "keys", "apart")


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir backup", description=__doc__)
    parser.add_argument("what", choices=KINDS)
    parser.add_argument("--to", metavar="DIR", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    made = {"data": back_up_data, "keys": back_up_keys, "apart": back_up_apart}[options.what](options.to.resolve())
    if options.json:
        answer_json({"made": str(made)})
    else:
        answer(f"Made {made}")
    return 0


def back_up_data(folder: Path) -> Path:
    """The whole database, with the anchors and the erasure ledger of this moment."""
    _make_room(folder, "data")
    for organisation in Organisation.objects.order_by("pk"):
        anchors.anchor(organisation)
    ending = "sqlite3" if connection.vendor == "sqlite" else "dump"
    path = folder / f"data-{_now()}.{ending}"
    part = path.with_name(f".part-{path.name}")
    part.unlink(missing_ok=True)
    say(f"Copying the database to {path} …")
    if connection.vendor == "sqlite":
        _vacuum_into(Path(str(connection.settings_dict["NAME"])), part)
    else:
        _pg("pg_dump", "--format=custom", "--file", str(part))
    part.chmod(0o600)
    part.replace(path)
    anchors.copy_out(folder)
    return path


def back_up_keys(folder: Path) -> Path:
    """The store of keys and every key file; the root key too, unless the operator keeps it elsewhere."""
    _make_room(folder, "keys")
    destroy_what_is_past(folder, "keys")
    path = folder / f"keys-{_now()}"
    part = _empty_part(path)
    keys.recover()
    anchors.signer()
    ledger.key()  # both made now if nothing asked for them yet: data copied later will need them
    _copy_store(keys.store_path(), part / "keys.sqlite3")
    for file in sorted(Path(settings.KEYS).glob("*.key")):
        _copy_file(file, part / file.name)
    part.replace(path)
    anchors.copy_out(folder)
    return path


def back_up_apart(folder: Path) -> Path:
    """The keeper's own store, without its key (that one goes with the keys)."""
    if settings.KEEPER_SOCKET and not store_path().exists():
        raise Refused("The keeper runs under an account of its own: make this copy under that one (docs/operate).")
    _make_room(folder, "apart")
    destroy_what_is_past(folder, "apart")
    path = folder / f"apart-{_now()}"
    part = _empty_part(path)
    source = store_path()
    if source.exists():  # the keeper may be writing meanwhile: the copy is of one moment
        _vacuum_into(source, part / source.name, mode="rw")  # it undoes what a killed keeper had begun
        (part / source.name).chmod(0o600)
    part.replace(path)
    anchors.copy_out(folder)
    return path


def destroy_what_is_past(folder: Path, kind: str) -> list[Path]:
    """Copies older than the horizon: written over in place, then removed."""
    tomorrow = clock.now() + timedelta(days=1)  # the next copy may be made a day from now: never later than promised
    past = [path for path in sorted(folder.glob(f"{kind}-*")) if tomorrow - made_at(path) >= HORIZON]
    for path in past:
        for file in path.iterdir():
            keys.overwrite(file)
        path.rmdir()
        say(f"Destroyed {path.name}: it was more than {HORIZON.days} days old.")
    return past


def made_at(path: Path) -> datetime:
    """From its name: a file that was copied around has another date on the disk."""
    try:
        stamp = path.name.split("-", 1)[1].split(".")[0]
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except (IndexError, ValueError) as unknown:
        raise Refused(f"{path.name} does not carry the name that `espoir backup` gave it.") from unknown


def is_past(path: Path) -> bool:
    return clock.now() - made_at(path) >= HORIZON


def _now() -> str:
    return clock.now().astimezone(UTC).strftime(STAMP)


def _make_room(folder: Path, kind: str) -> None:
    if folder.is_relative_to(settings.DATA) or folder.is_relative_to(settings.KEYS):
        raise Refused(f"{folder} lies within the data itself. Choose a folder elsewhere, best on another machine.")
    others = {"data": ("keys", "apart"), "keys": ("data", "apart"), "apart": ("data", "keys")}[kind]
    if any(next(folder.glob(f"{other}-*"), None) for other in others):
        raise Refused(
            f"{folder} already holds another kind of copy. Each kind has a folder of its own: choose another."
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _empty_part(path: Path) -> Path:
    part = path.with_name(f".part-{path.name}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    return part


def _vacuum_into(source: Path, target: Path, *, mode: str = "ro") -> None:
    """Only what is alive: nothing that was deleted comes along."""
    with sqlite3.connect(f"file:{source}?mode={mode}", uri=True, timeout=20) as here:
        here.execute("VACUUM INTO ?", (str(target),))
    here.close()
    _flush(target)


def _copy_store(source: Path, target: Path) -> None:
    keys.subjects(keys.HOUSE)  # make the store if it is not there yet
    _vacuum_into(source, target)
    target.chmod(0o600)


def _copy_file(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600)
    _flush(target)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _pg(program: str, *arguments: str) -> None:
    """PostgreSQL's own tool, for this database."""
    found = shutil.which(program) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        raise Refused(f"{program} is not here. Install the client programs of PostgreSQL.")
    there = connection.settings_dict
    where = ["--host", there["HOST"] or "", "--port", str(there["PORT"] or 5432), "--username", there["USER"] or ""]
    environment = {**os.environ, "PGPASSWORD": there["PASSWORD"] or ""}
    command = [found, *where, "--dbname", str(there["NAME"]), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Refused(f"{program} stopped: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
