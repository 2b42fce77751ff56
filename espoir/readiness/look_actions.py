"""The organisation looks at itself: words, what it owes with a name and a date, and when it looks again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.readiness import queries, rules
from espoir.readiness.models import Look, Step

LOOKED = verb("readiness.look", _lazy("looked at where the organization stands"))
OWED = verb("readiness.step", _lazy("wrote what the organization owes itself"))


@transaction.atomic
def begin_look(*, by: Person) -> Look:
    """One at a time: asking twice is asking once. It begins with the words of the last one."""
    if (going_on := queries.open_look(by.organisation)) is not None:
        return going_on
    last = queries.last_look(by.organisation)
    look = Look(organisation=by.organisation, owner=by)
    look.notes = dict(last.notes) if last else {}
    look.save()
    queries.looks(by.organisation).filter(state=Look.State.KEPT).update(was_followed=True)
    record(LOOKED, by=by, what=look)
    return look


@transaction.atomic
def write_look(look: Look, *, by: Person, notes: Mapping[str, str]) -> None:
    rules.check(look.state == Look.State.OPEN, rules.IllegalMove(look.state))
    look.notes = {code: words.strip() for code, words in notes.items() if words.strip()}
    look.save(update_fields=["box"])
    record(LOOKED, by=by, what=look)


@transaction.atomic
def conclude(look: Look, *, by: Person, stand: str, words: str, owner: Person, look_again_on: date) -> None:
    """Say in words where we stand, who looks again, and on what day."""
    rules.check(look.state == Look.State.OPEN, rules.IllegalMove(look.state))
    look.stand, look.words, look.owner = stand, words, owner
    look.state, look.kept_on, look.look_again_on = Look.State.KEPT, clock.today(), look_again_on
    look.save()
    record(LOOKED, by=by, what=look)


@transaction.atomic
def owe(look: Look, *, by: Person, words: str, owner: Person, due: date) -> Step:
    step = Step(organisation=by.organisation, look=look, owner=owner, due=due)
    step.words = words
    step.save()
    record(OWED, by=by, what=step)
    if owner != by:
        tell(owner)
    return step


@transaction.atomic
def end_step(step: Step, *, by: Person, state: str) -> None:
    rules.check(step.state == Step.State.OWED and state != Step.State.OWED, rules.IllegalMove(step.state))
    step.state, step.ended_on = state, clock.today()
    step.save(update_fields=["state", "ended_on"])
    record(OWED, by=by, what=step)


@transaction.atomic
def new_day_for(step: Step, *, by: Person, owner: Person, due: date) -> None:
    rules.check(step.state == Step.State.OWED, rules.IllegalMove(step.state))
    step.owner, step.due = owner, due
    step.save(update_fields=["owner", "due"])
    record(OWED, by=by, what=step)
