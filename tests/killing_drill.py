"""Rule 16: writers that are killed at any moment. `python -m tests.killing_drill KILLS FOLDER`.

Each child is forked from a ready house and does real actions until it is killed with -9; it says what it has done only
once that is saved. Afterwards everything that was said must be there, readable, and the logbook whole.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from espoir.demo import cast as demo  # noqa: E402
from espoir.logbook.verification import verify  # noqa: E402
from espoir.organisations.inside import inside  # noqa: E402
from espoir.organisations.models import Organisation, Person  # noqa: E402
from espoir.records import actions, erasing  # noqa: E402
from espoir.records.commands import doctor  # noqa: E402
from espoir.records.models import Query  # noqa: E402
from espoir.vault import keys  # noqa: E402

Say = Callable[[str], None]
WORDS = ("wrote", "welcomed", "erased")


def here() -> Organisation:
    return Organisation.objects.get(slug="sentier")


def called(name: str) -> Person:
    people = Person.objects.of(here()).here().select_related("organisation", "account")
    return next(person for person in people if person.chosen_name == name)


def writes(say: Say) -> None:
    asker, owner = called("Mésange"), called("Andrée")
    turn = 0
    while True:
        turn += 1
        words = f"{os.getpid()} {turn}"
        with inside(asker.organisation, writing=True):
            row = actions.ask(by=asker, kind=Query.Kind.CORRECT, owner=owner, topic="Nom", words=words)
        say(f"wrote {row.pk} {words}")
        time.sleep(0.004)  # let the others write too


def welcomes(say: Say) -> None:
    organisation = here()
    turn = 0
    while True:
        turn += 1
        with inside(organisation, writing=True):
            person = Person(organisation=organisation)
            person.chosen_name = f"Invitée {os.getpid()} {turn}"
            person.save()
        say(f"welcomed {person.pk} {person.chosen_name}")
        time.sleep(0.02)


def rotates(say: Say) -> None:
    while True:
        keys.rotate()
        time.sleep(0.05)


def erases(say: Say) -> None:
    by = called("Kim")
    while True:
        leaver = Person.objects.of(here()).here().filter(account=None).order_by("pk").first()
        if leaver is None:
            time.sleep(0.01)
            continue
        say(f"erasing {leaver.pk}")
        with inside(by.organisation, writing=True):
            actions.erase(leaver, by=by)
        say(f"erased {leaver.pk}")


def child(does: Callable[[Say], None], notes: Path) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        with notes.open("a") as file:

            def say(line: str) -> None:
                file.write(line + "\n")
                file.flush()

            does(say)
    except BaseException as error:
        with notes.open("a") as file:
            file.write(f"broke {type(error).__name__} {error}\n".replace("\n", " ") + "\n")
    finally:
        os._exit(1)


def drill(kills: int, home: Path) -> dict[str, object]:
    call_command("migrate", verbosity=0)
    demo.found("sentier", "Le Sentier", ["fr", "en"], demo.SENTIER)
    connections.close_all()
    keys.close()
    chance = random.Random(16)
    notes: list[Path] = []
    together = (writes, writes, welcomes, rotates, erases)
    rounds = -(-kills // len(together))
    for turn in range(4 * rounds):
        if turn >= rounds and all(any(note.exists() and word in note.read_text() for note in notes) for word in WORDS):
            break  # on a slow machine a few more rounds, until each kind of write was acknowledged at least once
        notes += [home / f"{turn}-{number}" for number in range(len(together))]
        children = [child(does, notes[number - len(together)]) for number, does in enumerate(together)]
        time.sleep(0.4 + chance.random() * 0.8)
        for pid in children:
            time.sleep(chance.random() * 0.02)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return what_is_left(notes)


def what_is_left(notes: list[Path]) -> dict[str, object]:
    keys.recover()
    organisation = here()
    with inside(organisation, writing=True):
        actions.finish_erasures(organisation)
    erasing.shred_promised_keys()
    # A line that a kill cut in the middle was not said.
    said = [line for note in notes if note.exists() for line in note.read_text().splitlines(keepends=True)]
    lines = [line.split(maxsplit=2) for line in said if line.endswith("\n")]
    rows = {row.pk: row.words for row in Query.objects.of(organisation)}
    people = {person.pk: person for person in Person.objects.of(organisation)}
    wrote = [(pk, words.strip()) for what, pk, words in (line for line in lines if line[0] == "wrote")]
    erased = {line[1].strip() for line in lines if line[0] == "erased"}
    tried = erased | {line[1].strip() for line in lines if line[0] == "erasing"}
    welcomed = [(line[1], line[2].strip()) for line in lines if line[0] == "welcomed"]
    return {
        "kills": len(notes),
        "broke": [" ".join(line) for line in lines if line[0] == "broke"],
        "wrote": len(wrote),
        "lost": [pk for pk, words in wrote if rows.get(pk) != words],
        "welcomed": len(welcomed),
        "lost_people": [
            pk for pk, name in welcomed if pk not in people or (pk not in tried and people[pk].chosen_name != name)
        ],
        "erased": len(erased),
        "still_there": [pk for pk in erased if people[pk].state != "erased" or keys.exists(organisation.pk, pk)],
        "half_erased": [
            pk for pk in tried if (people[pk].state == "erased") == keys.exists(organisation.pk, pk)
        ],
        "logbook": [str(problem) for problem in verify(organisation)],
        "doctor": [*doctor.of_the_database(), *doctor.of_the_keys(), *doctor.of_the_organisation(organisation)],
        "next_root": (Path(settings.KEYS) / "root.next").exists(),
    }  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(drill(int(sys.argv[1]), Path(sys.argv[2]))) + "\n")
