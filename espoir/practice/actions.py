from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.practice import queries, rules
from espoir.practice.codes import Place, Way, What, When
from espoir.practice.models import Noted, Question
from espoir.supervision import queries as supervision

ASKED = verb("practice.asked", _("asked the team who takes care of something"))
TAKEN_BACK = verb("practice.taken_back", _("took back a question to the team"))
ANSWERED = verb("practice.answered", _("answered a question to the team"))
OPENED = verb("practice.opened", _("opened your question to the team"))


# What she notes for herself. No line goes into the logbook: a line an evening would be a timesheet.


@transaction.atomic
def note(*, by: Person, kind: str, minutes: int, on: date, place: str = Place.OUTSIDE) -> Noted:
    """Something she was asked to do. `kind`: a usual kind, or a line of the charter (`queries.from_the_charter`)."""
    choice = queries.choice(by.organisation, kind)
    row = _row(by, What.TIME, on)
    row.kind, row.fr, row.en = choice.code, choice.fr, choice.en
    row.minutes, row.place = minutes, Place(place).value
    row.save()
    return row


@transaction.atomic
def note_contact(*, by: Person, when: str, way: str, is_answered: bool, on: date) -> Noted:
    """She was reached outside her hours. Nobody is named."""
    row = _row(by, What.CONTACT, on)
    row.when, row.way, row.is_answered = When(when).value, Way(way).value, is_answered
    row.save()
    return row


@transaction.atomic
def note_always(*, by: Person, on: date) -> Noted:
    """She felt that she had to be there all the time."""
    row = _row(by, What.ALWAYS, on)
    row.save()
    return row


def _row(by: Person, what: What, on: date) -> Noted:
    row = Noted(organisation=by.organisation, person=by)
    row.what, row.day = what.value, on.isoformat()
    return row


@transaction.atomic
def change(row: Noted, *, by: Person, values: Mapping[str, Any]) -> None:
    """Put right what she noted: a length, where it stands, a day."""
    if row.person_id != by.pk:
        raise rules.NotHers
    row.day = values["on"].isoformat()
    for name in {"minutes", "place", "way", "is_answered"} & set(values):
        setattr(row, name, values[name])
    row.save()


@transaction.atomic
def take_out(row: Noted, *, by: Person) -> None:
    queries.noted_by(by).filter(pk=row.pk).delete()


# A question to the team: only what she ticked, in words.


@transaction.atomic
def ask_the_team(
    *, by: Person, kinds: Collection[str] = (), with_share: bool = False, with_contacts: bool = False,
    with_always: bool = False,
) -> Question:  # fmt: skip
    """Ask who takes care of it. What is kept is a copy in words; what she notes later changes nothing in it."""
    owner = queries.who_would_answer(by)
    if owner is None:
        raise rules.NobodyToAnswer
    seen = queries.picture(by)
    chosen = [row for row in seen.kinds if row.kind in kinds]
    question = Question(organisation=by.organisation, person=by, owner=owner, due=queries.due())
    question.kinds = [{"kind": row.kind, "fr": row.fr, "en": row.en} for row in chosen]
    question.share = seen.in_words if with_share else ""
    question.says_contacts = with_contacts and bool(seen.contacts)
    question.says_always = with_always and bool(seen.always)
    if not (question.kinds or question.says_contacts or question.says_always):
        raise rules.NothingToAsk
    question.save()
    record(ASKED, by=by, about=[by], what=question)
    for reader in {owner, *supervision.supervisors_of(by)} - {by}:
        tell(reader)
    return question


@transaction.atomic
def take_back(question: Question, *, by: Person) -> None:
    """It is gone for everyone, with its answer."""
    record(TAKEN_BACK, by=by, about=[by])
    question.delete()


@transaction.atomic
def answer(question: Question, *, by: Person, outcome: str, words: str) -> None:
    """The organisation's answer. Whoever may read the question reads it too."""
    rules.check_open(question)
    question.state, question.answered_on, question.owner = Question.State.ANSWERED, clock.today(), by
    question.outcome, question.answer = outcome, words
    question.save()
    record(ANSWERED, by=by, about=[question.person], what=question)
    tell(question.person)
