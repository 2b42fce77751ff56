"""A line of her own, a sheet that waits for a word, and a relationship that two must look at together."""

from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.apart import actions, keeper, paper_actions, paper_queries, queries
from espoir.organisations.models import Person
from espoir.people import actions as people

LINE = {"kind": "person", "words": "Ortie", "first": None, "last": None}


def objects(cast) -> dict[str, str]:
    people.see_limits(by=cast.mesange)
    people.see_limits(by=cast.lou)
    actions.veto_name(by=cast.mesange, name="Ronce")
    return {
        "line": queries.shown_to(cast.mesange)[0].slot,
        "sheet": a_sheet(by=cast.sacha, person=cast.lou, second=cast.kim),
        "matter": a_matter(cast.noroit, cast.jo),
    }


def a_sheet(*, by: Person, person: Person, second: Person) -> str:
    paper_actions.copy_line(by=by, person=person, second=second, line=LINE, mode="sealed")
    paper_actions.copied(by=by, person=person, second=second)
    return paper_queries.written_by(by)[0].id


def a_matter(one: Person, other: Person, *, kind: str = "relationship", key: str = "2b2b2b2b2b2b") -> str:
    """A tie of these two, touched by what the first one wrote."""
    keeper.write(queries.someone(one), kind=keeper.VETO, words=other.chosen_name, people=(other.pk,))
    tie = keeper.Tie(kind, key, (queries.someone(one), queries.someone(other)))
    keeper.look(one.organisation_id, [tie])
    return next(row.id for row in keeper.matters(one.organisation_id) if row.key == key)


def four_days_later():
    return clock.at(clock.now() + timedelta(days=4))
