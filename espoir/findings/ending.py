"""The end of a study's raw material: destroyed by its keys and its rows, looked for afterwards, and certified.

The promise is on the disk before anything is destroyed (`logbook/ledger.py`): a stop, or an older backup put back,
does not bring anything back (`finish`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import suppress
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
from espoir.transcripts.models import Document, RawFile
from espoir.vault import keys
from espoir.vault.sweeping import empty_the_write_ahead_log

DESTROYED = verb("findings.destroyed", _lazy("destroyed the raw material of a study"))
UNKNOWN = -1  # of a count whose keys went before it could be made
PIECE, SAMPLE = 24, 12  # bytes of a sealed box to look for, and of how many rows of each table
A_BLOCK = 8_000_000


@transaction.atomic
def destroy(study: Study, *, by: Person | None) -> Certificate:
    """Everything raw goes, for good; what is looked for afterwards is planted first. Moves the study to its end."""
    organisation = study.organisation
    _plant(study)
    marked = (ledger.mark(organisation.pk, subject) for subject in _subjects_of(study))
    ledger.promise([_mark(study), *marked])
    certificate = _destroy_and_certify(study)
    research.end(study, by=by)
    record(DESTROYED, by=by, what=study, organisation=organisation)
    return certificate


def _subjects_of(study: Study) -> list[str]:
    people = Participant.objects.of(study.organisation).filter(study=study).select_related("organisation", "study")
    return [subject for row in people for subject in withdrawing.subjects_of(row)]


def _destroy_and_certify(study: Study) -> Certificate:
    marks, subjects = _pieces_of(study), _subjects_of(study)
    destroyed, kept = _count(study)
    _destroy(study)
    certificate = Certificate(organisation=study.organisation, study=study)
    certificate.destroyed, certificate.kept, certificate.marks = destroyed, kept, len(marks)
    certificate.save()
    transaction.on_commit(partial(_look, certificate, marks, subjects))
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
    """What an older backup brought back of a study that had ended goes again."""
    marks = ledger.marks()
    again = [study for study in Study.objects.of(organisation) if marks and _mark(study) in marks]
    done = 0
    for study in again:
        promised = ledger.promise_with(_mark(study)) or {}
        rows = Departure.objects.of(organisation).filter(study=study, receipt=str(promised.get("receipt", "")))
        rows.delete()  # nobody left: the study ended
        if Participant.objects.of(organisation).filter(study=study).exists() or study.state != Study.State.ENDED:
            _destroy_again(study)
            Study.objects.of(organisation).filter(pk=study.pk).update(
                state=Study.State.ENDED, ended_on=study.ended_on or clock.today()
            )
            done += 1
    return done


def _destroy_again(study: Study) -> None:
    """What was stopped halfway was never certified: it is now, with what is still known."""
    if Certificate.objects.of(study.organisation).filter(study=study).exists():
        _destroy(study)
        return
    _plant(study)
    _destroy_and_certify(study)


# What there was, and what stays.


def _count(study: Study) -> tuple[dict[str, int], dict[str, int]]:
    place = study.organisation
    people = Participant.objects.of(place).filter(study=study)
    consents = Consent.objects.of(place).filter(participant__study=study, stopped_on=None)
    rows = list(consents)
    keys.fetch(place.pk, {row.participant_id for row in rows})
    known = all(keys.exists(place.pk, row.participant_id) for row in rows)
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
        "transcription": sum(row.transcription for row in rows) if known else UNKNOWN,
        "agreed_to_be_quoted": sum(row.quotations for row in rows) if known else UNKNOWN,
    }
    return destroyed, kept


# Planting, and looking.


def _plant(study: Study) -> None:
    """Someone who never was, with a text, a file and a name in words that stand nowhere else."""
    audience = study.audiences.first()
    if audience is None:
        return
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


def _pieces_of(study: Study) -> list[bytes]:
    """Bytes that stand in the database now and nowhere else: of sealed rows, and the words in them."""
    found: list[bytes] = []
    for row in _sealed_rows(study):
        sealed = bytes(row.sealed if isinstance(row, RawFile) else row.__dict__.get("box") or b"")
        if len(sealed) >= 2 * PIECE:
            found.append(sealed[PIECE : 2 * PIECE])
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


def _look(certificate: Certificate, marks: list[bytes], subjects: list[str]) -> None:
    """After the transaction: let the database forget, then read all that is on the disk."""
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
        certificate.looked_on = clock.today()
        certificate.save()
    anchors.anchor(certificate.organisation)


def _postgresql_forgets() -> list[str]:
    """VACUUM FULL and a checkpoint as far as our role may; its own files cannot be read from here."""
    if not connection.in_atomic_block:
        for statement in ("VACUUM FULL", "CHECKPOINT"):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(statement)
            except Exception:  # noqa: S112  a role that may not: the certificate says so in any case
                continue
    return ["server"]


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
