"""Verbs of paper: a sheet is copied by one of the team and confirmed by another who was there; only then it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from espoir.apart import keeper, queries
from espoir.apart.actions import people_called
from espoir.apart.codes import What
from espoir.apart.paper_queries import Sheet
from espoir.logbook.actions import record
from espoir.notices.actions import PREFERENCES, tell
from espoir.organisations.models import Person
from espoir.people.rules import check_limits_seen


def copy_line(*, by: Person, person: Person, second: Person, line: Mapping[str, Any], mode: str) -> None:
    """Keep one line of her sheet. It waits for `second`, who was there, and neither of them can read it back."""
    check_limits_seen(person)
    keeper.write(
        queries.someone(person),
        kind=line["kind"],
        words=line["words"],
        first=line["first"],
        last=line["last"],
        mode=keeper.Mode(mode),
        people=people_called(person, line["words"]) if line["kind"] == What.PERSON else (),
        witness=by.pk,
        second=second.pk,
    )


def copied(*, by: Person, person: Person, second: Person, then: str = "") -> None:
    """The whole sheet is copied: she reads that in her logbook, and whoever was there is asked.

    `then`: her answer on the sheet, only where she has none here yet.
    """
    if then:
        keeper.choose_then(queries.someone(person), keeper.Then(then))
    record(PREFERENCES, by=by, about=[person])
    tell(second)


def confirm(sheet: Sheet, *, by: Person) -> None:
    """They were there. The three days begin now."""
    for slot in sheet.slots:
        keeper.confirm(sheet.person.organisation_id, slot, by=by.pk)
    record(PREFERENCES, by=by, about=[sheet.person])


def refuse(sheet: Sheet, *, by: Person) -> None:
    """They were not there, or it was not so: it is out."""
    for slot in sheet.slots:
        keeper.take_out(queries.someone(sheet.person), slot)
    record(PREFERENCES, by=by, about=[sheet.person])
