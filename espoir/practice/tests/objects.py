from __future__ import annotations

from espoir import clock
from espoir.charter import actions as charters
from espoir.charter.texts import AT_FIRST
from espoir.practice import actions


def note_a_month(person):
    """A little of everything that she may note."""
    today = clock.today()
    actions.note_contact(by=person, when="evening", way="message", is_answered=False, on=today)
    actions.note_always(by=person, on=today)
    actions.note(by=person, kind="case", minutes=30, on=today, place="asked_first")
    return actions.note(by=person, kind="interpreting", minutes=60, on=today)


def objects(cast) -> dict[str, str]:
    noted = note_a_month(cast.alize)
    question = actions.ask_the_team(by=cast.alize, kinds=["interpreting"])
    return {"noted": noted.pk, "raised": question.pk}


def write_the_charter(cast):
    return charters.write(by=cast.kim, texts=AT_FIRST)
