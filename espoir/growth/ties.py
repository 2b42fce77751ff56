from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.growth import actions, queries
from espoir.growth.models import Circle
from espoir.organisations.models import Organisation, Person

ONE_MOVES = _lazy("One of them is no longer in the circle, from today: first, whoever wrote it.")


@ties
def circles(organisation: Organisation) -> Iterator[Tie]:
    """Everyone who comes to a circle that is still to come."""
    for circle in queries.circles_to_come(organisation):
        people = tuple(queries.who_comes(circle))
        if len(people) > 1:
            part = partial(_make_room, circle)
            words = _lazy("A circle of support people")
            yield Tie(Kind.GROUP, circle.pk, people, words, part, change=ONE_MOVES)


def _make_room(circle: Circle, by: Person, among: Sequence[Person] = ()) -> None:
    actions.let_one_of_them_go(circle, by=by, among=among)
