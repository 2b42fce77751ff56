"""What this room knows of what is here already, and how a spreadsheet on its way in is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from espoir import clock
from espoir.meetings.models import Meeting
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.roster.headings import Columns, What, best_sheet, columns_of
from espoir.roster.models import Import, ImportQuerySet
from espoir.roster.reading import Cell, Kind, Line, Sheet
from espoir.roster.recognising import fold
from espoir.roster.rows import Choices, State, Verdict, counted, judge
from espoir.roster.values import Known, Someone
from espoir.vault import keys

AT_ONCE = 500


def imports_of(organisation: Organisation) -> ImportQuerySet:
    return Import.objects.of(organisation).select_related("by").order_by("-at", "pk")


def known_to(organisation: Organisation, what: What) -> Known:
    """What a row is compared with: the people here by name and, for meetings, those that are noted."""
    everyone = list(Person.objects.of(organisation).here().prefetch_related("hats"))
    for start in range(0, len(everyone), AT_ONCE):
        keys.fetch(organisation.pk, [person.pk for person in everyone[start : start + AT_ONCE]])
    return Known(
        peers=_by_name(person for person in everyone if Role.PEER in person.roles),
        supporters=_by_name(person for person in everyone if Role.SUPPORTER in person.roles),
        meetings=_noted(organisation) if what is What.MEETINGS else {},
        french=speaks_french(organisation),
    )


def speaks_french(organisation: Organisation) -> bool:
    return str(next(iter(organisation.languages), "fr")).startswith("fr")


def _by_name(people: Iterable[Person]) -> dict[str, list[Someone]]:
    found: dict[str, list[Someone]] = {}
    for person in people:
        found.setdefault(fold(person.name), []).append(Someone(person.pk, person.name, person.since))
    return found


@read_by_nobody(because="a meeting that is brought in twice would count twice")
def _noted(organisation: Organisation) -> dict[tuple[date, str, str], list[tuple[int, str]]]:
    rows = Meeting.objects.of(organisation).exclude(peer=None).exclude(supporter=None)
    noted: dict[tuple[date, str, str], list[tuple[int, str]]] = {}
    for on, peer, supporter, minutes, way in rows.values_list("on", "peer_id", "supporter_id", "minutes", "way"):
        noted.setdefault((on, peer or "", supporter or ""), []).append((minutes, way))
    return noted


# -- a file that waits for its answers --------------------------------------------------------------------------------


def packed(sheets: list[Sheet]) -> list[object]:
    return [
        [sheet.name, [[line.number, [[cell.text, cell.kind.value] for cell in line.cells]] for line in sheet.lines]]
        for sheet in sheets
    ]


def sheets_of(brought: Import) -> list[Sheet]:
    return [
        Sheet(
            name, tuple(Line(number, tuple(Cell(text, Kind(kind)) for text, kind in cells)) for number, cells in lines)
        )
        for name, lines in brought.sheets
    ]


def choices_of(brought: Import) -> Choices:
    return Choices(**brought.choices)


@dataclass(frozen=True)
class Judged:
    """A sheet as it stands: its columns, and a verdict for each of its rows."""

    names: list[str]
    sheet: Sheet
    columns: Columns
    verdicts: list[Verdict]

    @property
    def counts(self) -> dict[State, int]:
        return counted(self.verdicts)


def judged(brought: Import) -> Judged:
    return judge_sheets(
        brought.organisation, sheets_of(brought), What(brought.what), choices=choices_of(brought), name=brought.sheet
    )


def judge_sheets(
    organisation: Organisation,
    sheets: list[Sheet],
    what: What,
    *,
    choices: Choices,
    name: str = "",
    progress: Callable[[int], None] = lambda done: None,
) -> Judged:
    sheet = next((each for each in sheets if each.name == name), None) or best_sheet(sheets, what)
    columns = columns_of(sheet, what, choices.columns)
    verdicts = judge(
        sheet,
        columns,
        what,
        known=known_to(organisation, what),
        choices=choices,
        today=clock.today(),
        progress=progress,
    )
    return Judged([each.name for each in sheets], sheet, columns, verdicts)
