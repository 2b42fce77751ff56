"""Things of this room in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from espoir.cores import bibliography
from espoir.cores.bibliography import Fault, Record, Style
from espoir.cores.bibliography.records import shortened
from espoir.organisations.models import Person
from espoir.research.models import Study
from espoir.sources import queries, works
from espoir.sources.models import Grid, Import, Source, called

FIRST = 10  # works of a file shown before it is kept

FAULTS = {
    Fault.READ_AS: _lazy("The file is not in UTF-8. It was read as {said}: look at the accents."),
    Fault.LETTERS_LOST: _lazy("Some letters cannot be read and were replaced: “{said}”."),
    Fault.NOTHING: _lazy("Nothing in this file looks like a reference."),
    Fault.NO_END: _lazy("This record has no end (ER). It was closed before line {other} and kept."),
    Fault.NO_LAST_END: _lazy("The last record has no end (ER). It was kept: look whether it is whole."),
    Fault.NO_BEGINNING: _lazy("These lines have no beginning (TY). They were kept as a record without a type."),
    Fault.END_ALONE: _lazy("A record ends here (ER) that never began (TY): nothing was kept of “{said}”."),
    Fault.END_TWICE: _lazy("A second end (ER) follows the first. There was nothing between them."),
    Fault.OUTSIDE: _lazy("Text outside any record was not kept, from this line to line {other}: “{said}”."),
    Fault.DASH: _lazy("“{said}” is not written as RIS asks. It was read as what it seems to be."),
    Fault.RUN_TOGETHER: _lazy("Two records may have run together here: {said} stands twice. They were kept as one."),
    Fault.EMPTY: _lazy("This record is empty. It was left out."),
    Fault.NO_TITLE: _lazy("This record has no title."),
    Fault.NO_YEAR_IN: _lazy("No year can be read in “{said}”."),
    Fault.YEARS: _lazy("More than one year can be read in “{said}”. The first was taken."),
    Fault.UNKNOWN_TAG: _lazy("“{said}” is not a tag we know. Its text was kept with the record."),
    Fault.UNKNOWN_TYPE: _lazy("“{said}” is not a type of work we know. It was kept as a document."),
    Fault.BROKEN_ENTRY: _lazy("This entry could not be read and was left out: “{said}”."),
    Fault.SAME_KEY: _lazy("Another entry already has the key “{said}”. Both were kept."),
    Fault.SAME_FIELD: _lazy(
        "“{said}” stands twice in this entry. The first counts; the other was kept with the record."
    ),
    Fault.BETWEEN: _lazy("Text between entries was not read, as BibTeX asks, to line {other}: “{said}”."),
    Fault.UNDEFINED: _lazy("“{said}” is an abbreviation that the file does not explain. It was kept as it is."),
    Fault.BROKEN_ROW: _lazy("This row could not be read and was left out: “{said}”."),
    Fault.EXTRA_CELLS: _lazy(
        "This row has more cells than the first line has names. They were kept with the record: “{said}”."
    ),
    Fault.FEW_CELLS: _lazy("This row has fewer cells than the first line has names."),
    Fault.LONG_ROW: _lazy("This row goes on to line {other}: a quotation mark may be missing."),
    Fault.MORE: _lazy("The same as on line {said}, on {other} more lines."),
    Fault.TOO_MANY: _lazy(
        "This file holds more than {other} references or {said} lines. Nothing of it was read: cut it in two."
    ),
    Fault.NAMELESS: _lazy("A column has no name. What it holds was kept with each record."),
}


def problems(brought: Import) -> list[tuple[int, str]]:
    """Line and sentence, in the reader's language."""
    return [
        (line, str(FAULTS[Fault[name]]).format(said=shortened(said), other=other))
        for line, name, said, other, _lost in brought.problems
    ]


def first_works(brought: Import) -> list[Record]:
    return [works.record(kept) for kept in brought.records[:FIRST]]


@dataclass(frozen=True)
class State:
    """Where the sources of a study stand: counts, and what waits for this reader."""

    sources: int
    doubles: int
    looked_at: int
    read: int
    cited: int
    to_say: int
    conflicts: int
    maybe_same: int
    searches: int


def state_of(study: Study, person: Person) -> State:
    rows = list(queries.all_sources(study))
    alone = [row for row in rows if not row.same_as_id]
    return State(
        sources=len(alone),
        doubles=len(rows) - len(alone),
        looked_at=sum(row.title_yes is not None or row.is_read for row in alone),
        read=sum(row.is_read for row in alone),
        cited=sum(row.cited_on is not None for row in alone),
        to_say=len(queries.to_say(study, person)),
        conflicts=len(queries.conflicts(study)),
        maybe_same=len(queries.doubles(study)),
        searches=queries.searches_of(person).filter(study=study).count(),
    )


def state_words(row: Source) -> str:
    if row.same_as_id:
        return _("the same as another one")
    if row.cited_on:
        return _("used in the report")
    if row.is_out:
        return pgettext("source", "left out")
    if row.text_yes:
        return _("read in full")
    return _("looked at by title") if row.title_yes else _("not looked at yet")


def of_work(row: Source, grid: Grid) -> dict[str, Any]:
    """What the page of one source shows besides the work."""
    (reference,) = bibliography.reference_list([row.work], Style.APA, works.tongue())
    return {
        "state": state_words(row),
        "why": called(grid.reasons, row.reason) if row.is_out else "",
        "votes": [(vote, called(grid.reasons, vote.reason)) for vote in queries.votes_shown(row, grid)],
        "reference": reference,
        "droppable": queries.can_be_dropped(row),
        "waits": queries.stage_of(row, grid),
        "link": row.work.url if row.work.url.startswith(("https://", "http://")) else "",
    }
