"""The end of a study from end to end, in a process of its own on real files: `python -m tests.end_drill FOLDER`.

It prints what was found at each step; `test_the_end.py` says what should have been.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from espoir import clock  # noqa: E402
from espoir.coding import actions as coding  # noqa: E402
from espoir.coding.models import Code, Memo, Passage  # noqa: E402
from espoir.consultations.models import Departure, Participant  # noqa: E402
from espoir.consultations.tests import scenes  # noqa: E402
from espoir.demo import cast as demo  # noqa: E402
from espoir.findings import actions, certifying  # noqa: E402
from espoir.findings.models import Certificate, Kept  # noqa: E402
from espoir.logbook.verification import verify  # noqa: E402
from espoir.organisations.chores import run_all  # noqa: E402
from espoir.organisations.models import Person  # noqa: E402
from espoir.records.commands import backup, restore  # noqa: E402
from espoir.research import actions as research  # noqa: E402
from espoir.research.models import Study  # noqa: E402
from espoir.transcripts import words  # noqa: E402
from espoir.transcripts.models import Document, RawFile, WordList  # noqa: E402
from espoir.vault import keys  # noqa: E402
from tests import planting  # noqa: E402

KEPT = "temoin-7f3e"  # in the report and in the codebook: it stays
SUBJECTS = "SELECT wrapped FROM subject WHERE subject = ?"


def drill(home: Path) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    people = SimpleNamespace(**demo.found("sentier", "Le Sentier", ["fr", "en"], demo.SENTIER))
    study = scenes.open_study(people)
    planted = everything_raw(study, by=people.maxime)
    boxes, own = boxes_of(study), keys_of(study)
    raw = [planting.CANARY.encode(), *boxes, *own]
    data, live = Path(settings.DATA), [Path(settings.KEYS)]
    said: dict[str, Any] = {"planted": planted}

    said["before"] = found(live)
    said["files_before"] = planting.bytes_left(data, raw)
    said["server_before"] = on_the_server(boxes, own)

    with clock.at(timezone.make_aware(datetime.combine(study.take_out_until + timedelta(days=1), time(9)))):
        approved_through_the_door(people, study)
        data_copy, keys_copy = backup.back_up_data(home / "data-copies"), backup.back_up_keys(home / "keys-copies")
        said["answers"] = ended_through_the_door(people, study)
        said["after"] = found(live)
        said["raw_rows"] = raw_rows(study)
        said["keys_after"] = keys_left(study, own)
        said["files_after"] = planting.bytes_left(data, raw)
        said["server_after"] = on_the_server(boxes, own)
        said["certificate"] = certificate(study)
        said["kept"] = kept(study)

    with clock.at(timezone.make_aware(datetime.combine(study.take_out_until + timedelta(days=6), time(9)))):
        said["restored"] = restore.run(["--from", str(keys_copy), str(data_copy)])
        said["after_restore"] = found(live)
        said["raw_rows_after_restore"] = raw_rows(study)
        said["keys_after_restore"] = keys_left(study, own)
        said["files_after_restore"] = planting.bytes_left(data, raw)
        run_all(study.organisation)
        said["certificate_after_restore"] = certificate(study)
        said["kept_after_restore"] = kept(study)
        said["departures_after_restore"] = Departure.objects.of(study.organisation).count()
        said["logbook"] = [str(problem) for problem in verify(study.organisation)]
        said["page_after_restore"] = door(people.jo).get(at("end", study)).status_code
    return said


# Before.


def everything_raw(study: Study, *, by: Person) -> list[str]:
    """A canary in each sealed field of someone who takes part, in her file, in the word list and beside her words."""
    her, _code = scenes.takes_part(study)
    scenes.goes_far(her)
    planted = planting.plant_for(her)
    said = planting.CANARY
    file = RawFile.objects.of(study.organisation).get(participant=her)
    file.put(f"{said} a file as it came".encode())
    file.save()
    words.add(study, [(f"{said} a name to hide", "person")])
    document = Document.objects.of(study.organisation).filter(participant=her)[0]
    passage = Passage(organisation=study.organisation, document=document, start=0, end=len(said), by=by)
    passage.save()
    coding.write_memo(study, by=by, words=f"{said} beside her words", passage=passage)
    coding.write_memo(study, by=by, words=f"{said} beside the study")
    coding.add_code(study, by=by, name="Le temps", definition=KEPT)
    text = {"fr-ca": f"Le temps compte, {KEPT}.", "en-ca": f"Time matters, {KEPT}."}
    actions.write(study, by=by, heading={"fr-ca": "Ce qui aide", "en-ca": "What helps"}, text=text)
    return sorted({*planted, "transcripts.wordlist.box", "coding.memo.box"})


def boxes_of(study: Study) -> list[bytes]:
    """All sealed bytes of the raw material, as they lie."""
    place = study.organisation
    (her,) = Participant.objects.of(place).filter(study=study)
    rows = [*Memo.objects.of(place).filter(study=study), *WordList.objects.of(place).filter(study=study)]
    files = [bytes(file.sealed) for file in RawFile.objects.of(place).filter(participant=her)]
    return [*planting.boxes_of_a_participant(her), *(bytes(row.__dict__["box"]) for row in rows), *files]


def subjects_of(study: Study) -> list[str]:
    """Under whose keys it lies: hers, that of who she is, of her file, of the word list."""
    place = study.organisation
    (her,) = Participant.objects.of(place).filter(study=study)
    files = [file.pk for file in RawFile.objects.of(place).filter(participant=her)]
    return [her.pk, her.identity.pk, *files, *(row.pk for row in WordList.objects.of(place).filter(study=study))]


def keys_of(study: Study) -> list[bytes]:
    """In the clear, and as they are wrapped in the store of keys."""
    SUBJECTS_THERE.extend(subjects_of(study))
    own = [keys.subject_key(study.organisation_id, pk) for pk in SUBJECTS_THERE]
    return [*own, *(keys._store().execute(SUBJECTS, (pk,)).fetchone()[0] for pk in SUBJECTS_THERE)]


SUBJECTS_THERE: list[str] = []


# Through the door.


def at(name: str, study: Study) -> str:
    return reverse(f"findings:{name}", args=["sentier", study.pk])


def door(person: Person) -> Client:
    client = Client()
    client.force_login(person.account)
    return client


def approved_through_the_door(people: SimpleNamespace, study: Study) -> None:
    research.close(study, by=people.maxime)
    for person in (people.maxime, people.jo):
        door(person).get(at("docx", study) + "?l=fr-ca")
        read = actions.digest(actions.as_it_reads(study))
        door(person).post(at("approval", study), {"read": read})
    study.refresh_from_db()
    assert study.state == Study.State.APPROVED


def ended_through_the_door(people: SimpleNamespace, study: Study) -> list[str]:
    """The state after each yes."""
    states = []
    for person in (people.maxime, people.jo):
        assert door(person).post(at("end", study)).status_code == 302
        study.refresh_from_db()
        states.append(study.state)
    return states


# After.


def found(stores: list[Path]) -> list[str]:
    return sorted(planting.canaries_in_rows(planting.rows_here(), planting.every_key(stores)))


def raw_rows(study: Study) -> int:
    place = study.organisation
    return sum(table.objects.of(place).count() for table in (Participant, Document, RawFile, WordList, Memo))


def keys_left(study: Study, own: list[bytes]) -> list[str]:
    """Subjects that have a key still, and files of the keys in whose pages one lies."""
    there = [pk for pk in SUBJECTS_THERE if keys.exists(study.organisation_id, pk)]
    return [*there, *planting.bytes_left(Path(settings.KEYS), own)]


def certificate(study: Study) -> dict[str, Any]:
    row = Certificate.objects.of(study.organisation).get(study=study)
    said = {"destroyed": row.destroyed, "kept": row.kept, "found": row.found, "marks": row.marks}
    lines = {title: len(each) for title, each in certifying.lines(row).items()}
    looked = {place: size for place, size in row.looked.items() if size}
    return {**said, "lines": lines, "looked": sorted(looked), "limits": row.limits}


def kept(study: Study) -> dict[str, bool]:
    rows = Kept.objects.of(study.organisation).filter(study=study, form=Kept.Form.DOCX)
    editions = [zipfile.ZipFile(io.BytesIO(row.content())).read("word/document.xml").decode() for row in rows]
    codes = Code.objects.of(study.organisation).filter(study=study)
    return {
        "editions": len(editions) == 2 and all(KEPT in each for each in editions),
        "codebook": [code.definition for code in codes] == [KEPT],
    }


def on_the_server(boxes: list[bytes], own: list[bytes]) -> dict[str, int] | None:
    """In how many of the server's own files they lie, where these can be read (PostgreSQL on this machine)."""
    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname=current_database()"
        )
        home, number = cursor.fetchone()
    base, log = Path(home) / "base" / str(number), Path(home) / "pg_wal"
    try:
        plainly = [planting.CANARY.encode(), *own]
        return {
            "files": sum(1 for _path in base.iterdir()),
            "plain": len(planting.bytes_left(base, plainly)) + len(planting.bytes_left(log, plainly)),
            "boxes": len(planting.bytes_left(base, [box[-24:] for box in boxes if box])),
            "boxes_in_log": len(planting.bytes_left(log, [box[-24:] for box in boxes if box])),
        }
    except OSError:
        return None


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.stdout.write("\n" + json.dumps(drill(Path(sys.argv[1]))) + "\n")
