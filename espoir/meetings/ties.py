from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.meetings import group_actions, queries
from espoir.meetings.models import Group
from espoir.organisations.models import Organisation, Person

ONE_MOVES = _lazy("One of them no longer has a place in the group, from today: first, whoever wrote it.")


@ties
def rooms(organisation: Organisation) -> Iterator[Tie]:
    """One for each group: everyone in the room, or at its door."""
    for group in queries.open_groups(organisation):
        people = tuple(dict.fromkeys(queries.who_is_in(group)))
        if len(people) > 1:
            part, change = partial(_make_room, group), ONE_MOVES
            yield Tie(Kind.GROUP, group.pk, people, _lazy("A group"), part, since=group.since, change=change)


def _make_room(group: Group, by: Person, among: Sequence[Person] = ()) -> None:
    group_actions.let_one_of_them_go(group, by=by, among=among)
