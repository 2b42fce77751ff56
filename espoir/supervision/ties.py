from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.organisations.models import Organisation, Person
from espoir.supervision import actions, arranging, gatherings, together
from espoir.supervision.models import Consultant, Gathering, Rhythm, Supervision

SECOND = "-2"
IT_ENDS = _lazy("This supervision ends today, with the dates to come. Someone else takes over, or we owe another.")

SOMEONE_ELSE_IS_NAMED = _lazy("Nobody is named for this supervision any more, from today. We owe another name.")
A_CHAIR_IS_FREED = _lazy("One of them has no place at this date any more. Whoever leads it stays.")


@ties
def rhythms(organisation: Organisation) -> Iterator[Tie]:
    """Who supervises a supporter, and who else when life is hard: one tie each."""
    rows = Rhythm.objects.of(organisation).select_related("supporter", "supervisor", "second").order_by("pk")
    for row in rows:
        for person, key in ((row.supervisor, row.pk), (row.second, f"{row.pk}{SECOND}")):
            if person is not None:
                both = (row.supporter, person)
                part = partial(_let_go, row, person)
                words = _lazy("A supervision")
                yield Tie(Kind.SUPERVISOR, key, both, words, part, since=row.since, change=IT_ENDS)


def _let_go(rhythm: Rhythm, person: Person, by: Person, among: Sequence[Person] = ()) -> None:
    actions.let_go_of(person, rhythm, by=by)


@ties
def consultants(organisation: Organisation) -> Iterator[Tie]:
    """Someone of the house who is named as knowing the role from the inside, with each of the two."""
    rows = Consultant.objects.of(organisation).filter(person__isnull=False).order_by("pk")
    for row in rows.select_related("rhythm__supporter", "rhythm__supervisor", "person"):
        for one, key in ((row.rhythm.supporter, row.pk), (row.rhythm.supervisor, f"{row.pk}{SECOND}")):
            if row.person is not None and row.person != one:
                words, part = _lazy("Someone to turn to about supervision"), partial(_name_someone_else, row.rhythm)
                both = (one, row.person)
                yield Tie(Kind.SUPERVISOR, key, both, words, part, since=row.since, change=SOMEONE_ELSE_IS_NAMED)


def _name_someone_else(rhythm: Rhythm, by: Person, among: Sequence[Person] = ()) -> None:
    arranging.take_consultant_out(rhythm, by=by, owed=True)


@ties
def dates_together(organisation: Organisation) -> Iterator[Tie]:
    """Everyone who will be there, at each date to come with several."""
    rows = Gathering.objects.of(organisation).filter(state=Supervision.State.PLANNED).select_related("supervisor")
    for row in rows.order_by("pk"):
        people = tuple(gatherings.who_is_in(row))
        if len(people) > 1:
            part, words = partial(_free_a_chair, row), _lazy("Supervision together")
            yield Tie(Kind.GROUP, row.pk, people, words, part, change=A_CHAIR_IS_FREED)


def _free_a_chair(gathering: Gathering, by: Person, among: Sequence[Person] = ()) -> None:
    together.let_one_of_them_go(gathering, by=by, among=among)
