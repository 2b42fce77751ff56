"""Rule 9 from end to end, in a process of its own on real files: `python -m tests.erasure_drill FOLDER`.

It prints what was found at each step; `test_rule_9.py` says what should have been.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from espoir import clock  # noqa: E402
from espoir.apart import actions as apart  # noqa: E402
from espoir.apart import keeper  # noqa: E402
from espoir.consultations.models import Departure, Participant  # noqa: E402
from espoir.consultations.tests import scenes  # noqa: E402
from espoir.demo import cast as demo  # noqa: E402
from espoir.logbook import ledger  # noqa: E402
from espoir.logbook.actions import record  # noqa: E402
from espoir.logbook.verification import verify  # noqa: E402
from espoir.organisations.models import Person  # noqa: E402
from espoir.records import actions, upkeep  # noqa: E402
from espoir.records.commands import backup, restore  # noqa: E402
from espoir.vault import keys  # noqa: E402
from tests import planting  # noqa: E402

PAGES = {
    "kim": ["", "q/", "q/v/", "b/"], "alize": ["", "q/", "q/v/", "k/", "j/"], "dominique": ["", "m/"],
    "camille": ["", "p/"], "sacha": ["", "d/"], "noroit": ["", "k/"],
}  # fmt: skip


def drill(home: Path) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    people = demo.found("sentier", "Le Sentier", ["fr", "en"], demo.SENTIER)
    her = people["mesange"]
    taking_part, words = someone_takes_part(people)
    said: dict[str, Any] = {"planted": sorted({*planting.plant(her), *planting.plant_for(taking_part)})}
    actions.prepare_copy(by=her)
    apart.veto_name(by=her, name=f"{planting.CANARY} à éviter")
    record(actions.PREPARED, by=people["kim"], about=[her])
    pieces = [*pieces_of(her), *pieces_of_a_participant(taking_part)]
    live = [Path(settings.KEYS)]
    data, data_copy, keys_copy, apart_copy = Path(settings.DATA), *copies(home)

    said["before"] = found(planting.rows_here(), live)
    said["files_before"] = planting.bytes_left(data, pieces)

    receipt = erased_through_the_door(her) and left_through_her_page(words)
    upkeep.sweep()

    said["receipt_is_ours"] = receipt
    said["after"] = found(planting.rows_here(), live)
    said["files_after"] = planting.bytes_left(data, pieces)
    said["open_after"] = open_pages(people)
    said["with_old_keys"] = found_in_copy(data_copy, [*live, keys_copy])

    with clock.at(clock.now() + timedelta(days=5)):
        said["keys_put_back"] = restore.run(["--from", str(keys_copy), str(apart_copy)])
        said["her_key_is_back"] = any(keys.exists(her.organisation_id, pk) for pk in (her.pk, taking_part.pk))
        said["apart_after"] = len(keeper.lines_of(keeper.Someone(her.pk, her.organisation_id, "")))

    with clock.at(clock.now() + timedelta(days=30)):
        backup.back_up_keys(keys_copy.parent)
        backup.back_up_apart(apart_copy.parent)
        remaining = [*live, *keys_copy.parent.glob("keys-*")]
        said["key_copies_left"] = len(remaining) - 1
        said["past_the_horizon"] = found_in_copy(data_copy, remaining)
        said["key_files_past"] = planting.bytes_left(keys_copy.parent, pieces)

        said["restored"] = restore.run(["--from", str(data_copy)])
        said["after_restore"] = found(planting.rows_here(), remaining)
        said["files_after_restore"] = planting.bytes_left(data, pieces)
        state = Person.objects.of(her.organisation).get(pk=her.pk).state
        said["state_after_restore"] = state
        said["taking_part_after_restore"] = Participant.objects.of(her.organisation).count()
        said["departures_after_restore"] = Departure.objects.of(her.organisation).count()
        said["logbook"] = [str(problem) for problem in verify(her.organisation)]
        said["open_after_restore"] = open_pages(people)
    return said


def someone_takes_part(people: dict[str, Person]) -> tuple[Participant, str]:
    """In a study of Le Sentier; her code has opened a session on a device of hers."""
    study = scenes.open_study(SimpleNamespace(**people))
    participant, words = scenes.takes_part(study)
    scenes.goes_far(participant)
    scenes.her_door(words)
    return participant, words


def left_through_her_page(words: str) -> bool:
    page = scenes.her_door(words).post("/z/p/x/").content.decode()
    return ledger.erased_on(scenes.code_on(page)) is not None


def pieces_of_a_participant(participant: Participant) -> list[bytes]:
    """Her words, her boxes, her two keys, also as they were wrapped, and the digest of her code."""
    subjects = (participant.pk, participant.identity.pk)
    store = keys._store()
    wrapped = store.execute("SELECT wrapped FROM subject WHERE subject IN (?, ?)", subjects).fetchall()
    own = [keys.subject_key(participant.organisation_id, pk) for pk in subjects]
    boxes = planting.boxes_of_a_participant(participant)
    return [participant.code.encode(), *own, *(row[0] for row in wrapped), *boxes]


def pieces_of(her: Person) -> list[bytes]:
    """What must not be found anywhere afterwards: her canaries, her boxes, her keys, also as they were wrapped."""
    store = keys._store()
    assert her.account_id
    wrapped = store.execute("SELECT wrapped FROM subject WHERE subject IN (?, ?)", (her.pk, her.account_id)).fetchall()
    own = [keys.subject_key(her.organisation_id, her.pk), keys.subject_key(keys.HOUSE, her.account_id)]
    return [planting.CANARY.encode(), *own, *(row[0] for row in wrapped), *planting.boxes_under(her)]


def copies(home: Path) -> tuple[Path, Path, Path]:
    return (
        backup.back_up_data(home / "copies-of-data"),
        backup.back_up_keys(home / "copies-of-keys"),
        backup.back_up_apart(home / "copies-of-apart"),
    )


def found(rows: planting.Rows, stores: list[Path]) -> list[str]:
    return sorted(planting.canaries_in_rows(rows, planting.every_key(stores)))


def found_in_copy(copy: Path, stores: list[Path]) -> list[str] | None:
    return found(planting.rows_of_copy(copy), stores) if connection.vendor == "sqlite" else None


def erased_through_the_door(her: Person) -> bool:
    client = Client()
    client.force_login(her.account)
    page = client.post("/sentier/q/f/").content.decode()
    codes = [word for word in page.replace("<", " ").replace(">", " ").split() if word.count("-") == 2]
    return any(ledger.erased_on(code) for code in codes)


def open_pages(people: dict[str, Person]) -> dict[str, int]:
    answers = {}
    for name, paths in PAGES.items():
        client = Client()
        client.force_login(people[name].account)
        for path in paths:
            answers[f"{name} /{path}"] = client.get(f"/sentier/{path}").status_code
    return answers


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.stdout.write("\n" + json.dumps(drill(Path(sys.argv[1]))) + "\n")
