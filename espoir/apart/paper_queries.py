"""Sheets copied for someone: whose, by whom, and whose word they wait for. Never what is on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from espoir import clock
from espoir.apart import keeper, rules
from espoir.apart.codes import How, Then, What
from espoir.apart.keeper.rules import PAPER_WAITS
from espoir.i18n import say
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.vault import keys

ROWS = 4  # lines on the sheet

# Who may have been there: the team, but nobody whose role is to be placed with people.
COULD_BE_THERE = (
    Role.SUPERVISOR, Role.COORDINATOR, Role.DIRECTOR, Role.SAFETY_LEAD, Role.ALLY, Role.COLLEAGUE,
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """The lines that one person copied for another in one sitting."""

    person: Person
    written_by: Person
    second: Person
    written_on: date
    lapses_on: date
    slots: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.slots[0]

    @property
    def has_lapsed(self) -> bool:
        return self.lapses_on < clock.today()

    @property
    def said(self) -> str:
        words = {"name": self.second.name, "day": say.day(self.lapses_on)}
        if self.has_lapsed:
            return _("%(name)s had until %(day)s to confirm it. It is gone; you can copy it again.") % words
        return _("It waits for %(name)s, until %(day)s.") % words


def blank_sheet() -> dict[str, Any]:
    """What the sheet to print is made of, here and in the pack."""
    return {"kinds": What.choices, "thens": Then.choices, "hows": How.choices, "rows": range(ROWS)}


def written_by(writer: Person) -> list[Sheet]:
    """What this person copied and nobody confirmed yet, or in time."""
    return [sheet for sheet in _sheets(writer.organisation) if sheet.written_by == writer]


def waiting_for(second: Person) -> list[Sheet]:
    """Those of which this person is asked whether they were there."""
    return [sheet for sheet in _sheets(second.organisation) if sheet.second == second and not sheet.has_lapsed]


def could_be_there(writer: Person) -> list[Person]:
    rows = Person.objects.of(writer.organisation).here().wearing(*COULD_BE_THERE).exclude(pk=writer.pk)
    found = list(rows.order_by("since", "pk"))
    keys.fetch(writer.organisation_id, [person.pk for person in found])
    return sorted(found, key=lambda person: rules.plain(person.name))


def could_have_been_there(person: Person) -> bool:
    return not person.roles.isdisjoint(COULD_BE_THERE)


def called(organisation: Organisation, name: str) -> list[Person]:
    """Who of those who can be placed goes by this name."""
    rows = Person.objects.of(organisation).here().wearing(Role.PEER, Role.SUPPORTER).order_by("since", "pk")
    everyone = list(rows)
    keys.fetch(organisation.pk, [person.pk for person in everyone])
    return [person for person in everyone if rules.plain(person.chosen_name) == rules.plain(name)]


def _sheets(organisation: Organisation) -> Iterator[Sheet]:
    papers = sorted(keeper.papers(organisation.pk), key=_one_sitting)
    named = {pk for paper in papers for pk in (paper.person, paper.written_by, paper.second)}
    people = {person.pk: person for person in Person.objects.of(organisation).filter(pk__in=named)} if named else {}
    for (person, writer, second, lapses_on), lines in groupby(papers, _one_sitting):
        if {person, writer, second} <= people.keys():
            slots = tuple(line.slot for line in lines)
            on = lapses_on - PAPER_WAITS
            yield Sheet(people[person], people[writer], people[second], on, lapses_on, slots)


def _one_sitting(paper: keeper.Paper) -> tuple[str, str, str, date]:
    return paper.person, paper.written_by, paper.second, paper.lapses_on
