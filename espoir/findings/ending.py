"""The end of a study's raw material: destroyed by its keys and its rows, looked for afterwards, and certified.

The promise is on the disk before anything is destroyed (`logbook/ledger.py`): a stop, or an older backup put back,
does not bring anything back (`finish`).
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.coding.models import Memo, Passage, Step
from espoir.coding.queries import codes_of, themes
from espoir.consultations import withdrawing
from espoir.consultations.models import Consent, Contribution, Departure, Identity, Participant
from espoir.findings.models import Certificate, Kept, Quotation
from espoir.logbook import anchors, ledger
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Person
from espoir.research import actions as research
from espoir.research.models import Study
from espoir.sources.queries import all_sources
from espoir.transcripts import raw
from espoir.transcripts.models import Document, RawFile, WordList
from espoir.vault import keys
from espoir.vault.boxes import seal_bytes, unseal_bytes
from espoir.vault.sweeping import empty_the_write_ahead_log

DESTROYED = verb("findings.destroyed", _lazy("destroyed the raw material of a study"))
PIECE, SAMPLE = 24, 12  # bytes of a sealed box to look for, and of how many rows of each table
A_BLOCK = 8_000_000
WAITS = (0, 1, 2, 4)  # seconds before PostgreSQL is asked to forget, again while others still look


@dataclass(frozen=True)
class Promised:
    """What is said of an end in the ledger, sealed: its certificate, and what to look for, can be made again."""

    destroyed: dict[str, int]
    kept: dict[str, int]
    marks: list[str]  # as hexadecimal: pieces of sealed boxes, and the word that was planted; nobody's words


@transaction.atomic
def destroy(study: Study, *, by: Person | None) -> Certificate:
    """Everything raw goes, for good; what is looked for afterwards is planted first. Moves the study to its end."""
    organisation = study.organisation
    planted = _plant(study)
    plain = _words_of(study)
    promised = _promised(study) or Promised(*_count(study), [mark.hex() for mark in [*planted, *_pieces_of(study)]])
    subjects = _subjects_of(study)
    marks = [_mark(study), *(ledger.mark(organisation.pk, subject) for subject in subjects)]
    ledger.promise(marks, beside=_sealed(study, promised))
    _destroy(study)
    research.end(study, by=by)
    certificate = _certify(study, promised)
    record(DESTROYED, by=by, what=study, organisation=organisation)
    transaction.on_commit(partial(_look, certificate, plain, subjects))
    return certificate


def _subjects_of(study: Study) -> list[str]:
    """Under whose keys the raw material lies."""
    place = study.organisation
    people = Participant.objects.of(place).filter(study=study).select_related("organisation", "study")
    files = RawFile.objects.of(place).filter(participant__study=study).values_list("pk", flat=True)
    lists = WordList.objects.of(place).filter(study=study).values_list("pk", flat=True)
    return [*(subject for row in people for subject in withdrawing.subjects_of(row)), *files, *lists]


def _sealed(study: Study, promised: Promised) -> bytes:
    place = study.organisation_id
    return seal_bytes(place, place, _mark(study), json.dumps(asdict(promised)).encode())


def _promised(study: Study) -> Promised | None:
    """What the ledger says of this end, if it was promised."""
    line = ledger.promise_with(_mark(study)) or {}
    if not line.get("beside"):
        return None
    place = study.organisation_id
    return Promised(**json.loads(unseal_bytes(place, place, _mark(study), bytes.fromhex(str(line["beside"])))))


def _certify(study: Study, promised: Promised) -> Certificate:
    certificate = Certificate(organisation=study.organisation, study=study, on=study.ended_on or clock.today())
    certificate.destroyed, certificate.kept = promised.destroyed, promised.kept
    certificate.save()
    return certificate


def _mark(study: Study) -> str:
    return ledger.mark(study.organisation_id, f"end|{study.pk}")


def _destroy(study: Study) -> None:
    """May be run again at any moment."""
    raw.destroy_all(study, by=None)
    Memo.objects.of(study.organisation).filter(study=study).delete()
    Step.objects.of(study.organisation).filter(passage__document__participant__study=study).delete()
    rows = Participant.objects.of(study.organisation).filter(study=study)
    for person in rows.select_related("organisation", "study"):
        withdrawing.let_go(person)


def finish(organisation: Organisation) -> int:
    """What a stop left, or an older backup brought back, of a study that had ended goes again."""
    marks = ledger.marks()
    again = [study for study in Study.objects.of(organisation) if marks and _mark(study) in marks]
    return sum(_finish_one(study) for study in again)


def _finish_one(study: Study) -> int:
    promised = ledger.promise_with(_mark(study)) or {}
    left = Departure.objects.of(study.organisation).filter(study=study, receipt=str(promised.get("receipt", "")))
    left.delete()  # nobody left: the study ended
    people = Participant.objects.of(study.organisation).filter(study=study)
    undone = people.exists() or study.state != Study.State.ENDED
    if undone:
        _destroy(study)
        study.state = Study.State.ENDED
        study.ended_on = study.ended_on or clock.local_day(datetime.fromisoformat(str(promised["at"])))
        study.save(update_fields=["state", "ended_on"])
    said = _promised(study)
    if said is not None and not Certificate.objects.of(study.organisation).filter(study=study).exists():
        _certify(study, said)
    return int(undone)


def look_where_nobody_has(organisation: Organisation) -> None:
    """A stop came between the destruction and the search, or an older backup came back: what is left is done now."""
    for certificate in Certificate.objects.of(organisation).filter(looked_on=None).select_related("study"):
        transaction.on_commit(partial(_look, certificate))


# What there was, and what stays.


def _count(study: Study) -> tuple[dict[str, int], dict[str, int]]:
    place = study.organisation
    people = Participant.objects.of(place).filter(study=study)
    consents = Consent.objects.of(place).filter(participant__study=study, stopped_on=None)
    rows = list(consents)
    keys.fetch(place.pk, {row.participant_id for row in rows})
    destroyed = {
        "people": people.count() - 1,  # without the one planted
        "texts": Document.objects.of(place).filter(participant__study=study).count() - 1,
        "files": RawFile.objects.of(place).filter(participant__study=study).count() - 1,
        "passages": Passage.objects.of(place).filter(document__participant__study=study).count(),
        "memos": Memo.objects.of(place).filter(study=study).count(),
        "quotations": Quotation.objects.of(place).filter(participant__study=study).count(),
    }
    kept = {
        "editions": Kept.objects.of(place).filter(study=study).count(),
        "codes": codes_of(study).count(),
        "sources": all_sources(study).count(),
        "themes": sum(1 for branch in themes(study) if branch.passages),
        "consents": len(rows),
        "transcription": sum(1 for row in rows if row.transcription),
        "agreed_to_be_quoted": sum(1 for row in rows if row.quotations),
    }
    return destroyed, kept


# Planting, and looking.


def _plant(study: Study) -> list[bytes]:
    """Someone who never was, with a text, a file and a name in words that stand nowhere else."""
    audience = study.audiences.first()
    if audience is None:
        return []
    word = f"canary-{secrets.token_hex(16)}"
    person = Participant(
        organisation=study.organisation, study=study, audience=audience, number=0, code=secrets.token_hex(32)
    )
    person.save()
    identity = Identity(organisation=study.organisation, participant=person)
    identity.name = identity.way = word
    identity.save()
    document = Document(organisation=study.organisation, participant=person, kind=Document.Kind.NOTES)
    document.text = word
    document.save()
    file = RawFile(organisation=study.organisation, document=document, participant=person, form=RawFile.Form.TXT)
    file.put(word.encode())
    file.save()
    return [word.encode()]


def _pieces_of(study: Study) -> list[bytes]:
    """Bytes of sealed rows, as they stand in the database now and nowhere else."""
    boxes = (
        bytes(row.sealed if isinstance(row, RawFile) else row.__dict__["box"] or b"") for row in _sealed_rows(study)
    )
    return list(dict.fromkeys(box[PIECE : 2 * PIECE] for box in boxes if len(box) >= 2 * PIECE))


def _words_of(study: Study) -> list[bytes]:
    """What is said in them, to look for in the clear: never written down, so that only this process looks for it."""
    found: list[bytes] = []
    for row in _sealed_rows(study):
        if isinstance(row, Document) and len(row.text.strip()) >= 2 * PIECE:
            found.append(row.text.strip()[-2 * PIECE :].encode())
        if isinstance(row, Identity) and len(row.name) >= SAMPLE:
            found.append(row.name.encode())
    return list(dict.fromkeys(found))


def _sealed_rows(study: Study) -> Iterator[Participant | Identity | Document | RawFile | Contribution]:
    place = study.organisation
    yield from Participant.objects.of(place).filter(study=study).order_by("number")[:SAMPLE]
    for table in (Identity, Document, RawFile, Contribution):
        rows = table.objects.of(place).filter(participant__study=study).order_by("participant__number")
        yield from rows[:SAMPLE]


def _look(certificate: Certificate, plain: Sequence[bytes] = (), subjects: Sequence[str] = ()) -> None:
    """After the transaction: let the database forget, then read all that is on the disk. May be run again."""
    promised = _promised(certificate.study)
    marks = [*plain, *(bytes.fromhex(mark) for mark in (promised.marks if promised else []))]
    limits = ["backups"]
    if connection.vendor == "sqlite":
        empty_the_write_ahead_log()
        if not connection.in_atomic_block:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("VACUUM")  # someone else is writing: what was deleted is overwritten in any case
            empty_the_write_ahead_log()
    else:
        limits += _postgresql_forgets()
    looked, found = _scan(marks)
    found += sum(keys.exists(certificate.organisation_id, subject) for subject in subjects)
    with inside(certificate.organisation, writing=True):
        certificate.refresh_from_db()
        certificate.looked, certificate.found, certificate.limits = looked, found, limits
        certificate.marks = len(marks)
        certificate.looked_on = clock.today()
        certificate.save()
    anchors.anchor(certificate.organisation)


def _postgresql_forgets() -> list[str]:
    """VACUUM FULL and a checkpoint as far as our role may; its own files cannot be read from here.

    Rows that someone else's transaction may still see stay in the tables, so it is done again once those are over.
    """
    if not connection.in_atomic_block:
        for seconds in WAITS:
            time.sleep(seconds)
            alone = _nobody_else_looks()
            if _did("VACUUM FULL") and alone:
                break
        _did("CHECKPOINT")
    return ["server"]


def _did(statement: str) -> bool:
    """False for a role that may not, or where someone stands in the way."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return False
    return True


def _nobody_else_looks() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)"
        )
        return bool(cursor.fetchone()[0] == 0)


def _scan(marks: list[bytes]) -> tuple[dict[str, int], int]:
    """Every file of the installation: how many bytes of each kind were read, and how many marks were met."""
    looked: dict[str, int] = {}
    met: set[bytes] = set()
    for kind, path in _files():
        size, here = _marks_in(path, marks)
        looked[kind] = looked.get(kind, 0) + size
        met |= here
    return looked, len(met)


def _files() -> Iterator[tuple[str, Path]]:
    seen: set[Path] = set()
    for root in (Path(settings.DATA), Path(settings.KEYS)):
        for path in sorted(root.rglob("*")) if root.exists() else []:
            if path.is_file() and path not in seen:
                seen.add(path)
                yield _kind_of(path), path


def _kind_of(path: Path) -> str:
    if ".sqlite3" in path.name:
        return "wal" if path.name.endswith(("-wal", "-journal", "-shm")) else "databases"
    return "files"


def _marks_in(path: Path, marks: list[bytes]) -> tuple[int, set[bytes]]:
    found: set[bytes] = set()
    size, rest = 0, b""
    try:
        with path.open("rb") as file:
            while block := file.read(A_BLOCK):
                size += len(block)
                held = rest + block
                found |= {mark for mark in marks if mark not in found and mark in held}
                rest = held[-max(map(len, marks), default=1) :]
    except OSError:
        return size, found
    return size, found
