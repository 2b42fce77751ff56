"""What helps her work, talking with someone outside, someone who stands by her."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.pauses import rules
from espoir.pauses import support_queries as queries
from espoir.pauses.actions import CHOICES
from espoir.pauses.models import Accommodation, Counselling, Need, Outsider, Sessions, StandBy
from espoir.pauses.queries import who_looks_after

ANSWERED = verb("pauses.answered_help", _("answered what would help you work"))
OPENED = verb("pauses.opened_help", _("opened what helps you work"))
SET_TERMS = verb("pauses.counselling", _("said how talking with someone outside works"))
KEPT_LIST = verb("pauses.outsiders", _("changed the list of people outside"))
FOUND = verb("pauses.found", _("found someone to stand by you"))


# What helps her work.


@transaction.atomic
def ask(*, by: Person, need: str, words: str, is_shared: bool = False) -> Accommodation:
    row = Accommodation(organisation=by.organisation, person=by, is_shared=is_shared)
    row.need, row.words = Need(need).value, words
    row.owner = who_looks_after(by)
    row.due = clock.today() + rules.DAYS_TO_ANSWER
    row.save()
    record(CHOICES, by=by, about=[by], what=row)
    if row.owner is not None:
        tell(row.owner)
    return row


@transaction.atomic
def answer(row: Accommodation, *, by: Person, state: str, words: str, until: date | None = None) -> None:
    """Yes, another way, or not now with a reason. A yes stands until its day, and is looked at again before."""
    if by != queries.who_answers(row):
        raise rules.IllegalMove("left to someone else")
    wanted = Accommodation.State(state)
    rules.answer(row, wanted)
    row.answer, row.until = words, until if wanted in Accommodation.STANDS else None
    row.due = rules.look_again(row.until) if wanted in Accommodation.STANDS else None
    row.ended_on = None if wanted in Accommodation.STANDS else clock.today()
    row.save()
    record(ANSWERED, by=by, about=[row.person], what=row)
    tell(row.person)


@transaction.atomic
def no_longer_needed(row: Accommodation, *, by: Person) -> None:
    if by != row.person:
        raise rules.IllegalMove("hers")
    rules.answer(row, Accommodation.State.OVER)
    row.due, row.ended_on = None, clock.today()
    row.save(update_fields=["state", "due", "ended_on"])
    record(CHOICES, by=by, about=[by], what=row)


@transaction.atomic
def share(row: Accommodation, *, by: Person, is_shared: bool) -> None:
    """With her supervisor, or no longer."""
    if by != row.person:
        raise rules.IllegalMove("hers")
    row.is_shared = is_shared
    row.save(update_fields=["is_shared"])
    record(CHOICES, by=by, about=[by], what=row)


# Talking with someone outside.


@transaction.atomic
def set_terms(*, by: Person, values: Mapping[str, Any]) -> Counselling:
    terms = queries.counselling_of(by.organisation) or Counselling(organisation=by.organisation)
    before = terms.budget
    for name in ("sessions", "how_fr", "how_en", "budget", "price"):
        setattr(terms, name, values[name])
    if not terms.said or terms.budget - before >= queries.one_more_for_each(terms):
        enough = terms.budget >= queries.one_more_for_each(terms)  # it looks at no talk that took place
        terms.said = {"month": _this_month(), "enough": enough}
    terms.save()
    record(SET_TERMS, by=by, what=terms)
    return terms


def _this_month() -> str:
    return f"{clock.today():%Y-%m}"


@transaction.atomic
def say_if_enough(organisation: Organisation) -> None:
    """Once a month: is there enough for one more talk for everyone?"""
    terms = queries.counselling_of(organisation)
    if terms is not None and terms.said.get("month") != _this_month():
        left = terms.budget - queries.spent_this_year(terms)
        terms.said = {"month": _this_month(), "enough": left >= queries.one_more_for_each(terms)}
        terms.save(update_fields=["box"])


@transaction.atomic
def used_one(*, by: Person) -> Sessions:
    """One tap, today. Under her key: nobody else reads how many."""
    row = queries.sessions_of(by)
    row.days = [*row.days, clock.today().isoformat()]
    row.save()
    record(CHOICES, by=by, about=[by])
    return row


@transaction.atomic
def take_one_out(*, by: Person) -> None:
    """The latest, pressed by mistake."""
    row = queries.sessions_of(by)
    if row.days:
        row.days = row.days[:-1]
        row.save()
        record(CHOICES, by=by, about=[by])


# Someone who stands by her.


@transaction.atomic
def keep_outsider(row: Outsider | None = None, *, by: Person, values: Mapping[str, Any]) -> Outsider:
    row = row or Outsider(organisation=by.organisation)
    for name in ("name", "words_fr", "words_en", "reach"):
        setattr(row, name, values[name])
    row.save()
    record(KEPT_LIST, by=by, what=row)
    return row


@transaction.atomic
def take_off_the_list(row: Outsider, *, by: Person) -> None:
    """Whoever had this person beside her is owed someone else."""
    row.is_here = False
    row.save(update_fields=["is_here"])
    record(KEPT_LIST, by=by, what=row)
    beside = StandBy.objects.of(by.organisation).filter(outsider=row, state=StandBy.State.FOUND)
    for each in beside.select_related("person", "organisation"):
        _look(each)


@transaction.atomic
def ask_for_someone(*, by: Person) -> StandBy:
    """Also for someone else than the one found before. Pressed twice, it is one."""
    row = queries.stand_by_of(by) or StandBy(organisation=by.organisation, person=by)
    if row.due is None:
        _look(row)
        record(CHOICES, by=by, about=[by])
    return row


def _look(row: StandBy) -> None:
    row.state, row.outsider, row.owner = StandBy.State.ASKED, None, who_looks_after(row.person)
    row.due = clock.today() + rules.DAYS_TO_FIND
    row.save()
    if row.owner is not None:
        tell(row.owner)


@transaction.atomic
def found(row: StandBy, *, by: Person, outsider: Outsider, words: str = "") -> None:
    if by != queries.who_answers(row) or row.state != StandBy.State.ASKED:
        raise rules.IllegalMove("nothing is owed")
    row.state, row.outsider, row.words, row.due = StandBy.State.FOUND, outsider, words, None
    row.save()
    record(FOUND, by=by, about=[row.person])
    tell(row.person)


@transaction.atomic
def still_looking(row: StandBy, *, by: Person) -> None:
    """Nobody yet: she reads the new day, and that it is ours."""
    if by != queries.who_answers(row) or row.state != StandBy.State.ASKED:
        raise rules.IllegalMove("nothing is owed")
    row.due = max(row.due or clock.today(), clock.today()) + timedelta(days=7)
    row.save(update_fields=["due"])
    tell(row.person)


@transaction.atomic
def let_go(row: StandBy, *, by: Person) -> None:
    if by != row.person:
        raise rules.IllegalMove("hers")
    row.state, row.due = StandBy.State.OVER, None
    row.save(update_fields=["state", "due"])
    record(CHOICES, by=by, about=[by])
