"""References: files in and out, duplicates, counts, the flow of a review, citations.

`read(content) -> Reading` takes RIS, Web of Science, BibTeX and CSV; nothing of a file is lost in silence.
`duplicates(records)` proposes. `tally`, `by_year`, `by_period` add up or raise. `Flow` follows PRISMA 2020: `doubts`,
`as_csv`, `svg`. `reference_list`, `mention`, `note` write in APA and Université de Montréal. `as_ris` writes back.
"""

from espoir.cores.bibliography.citing import (
    Piece,
    Reference,
    Style,
    letters_of,
    mention,
    named_shortly,
    note,
    reference_list,
)
from espoir.cores.bibliography.counts import (
    NotASum,
    Period,
    WrongPeriods,
    by_period,
    by_year,
    check_periods,
    checked,
    named,
    tally,
)
from espoir.cores.bibliography.diagram import Labels, bars, svg, told
from espoir.cores.bibliography.duplicates import Group, Why, bare, duplicates
from espoir.cores.bibliography.flow import KEYS, Doubt, Flow, as_csv, doubts
from espoir.cores.bibliography.places import doi_in
from espoir.cores.bibliography.reading import read
from espoir.cores.bibliography.records import Author, Fault, Problem, Reading, Record
from espoir.cores.bibliography.writing import as_ris

__all__ = [
    "KEYS",
    "Author",
    "Doubt",
    "Fault",
    "Flow",
    "Group",
    "Labels",
    "NotASum",
    "Period",
    "Piece",
    "Problem",
    "Reading",
    "Record",
    "Reference",
    "Style",
    "Why",
    "WrongPeriods",
    "as_csv",
    "as_ris",
    "bare",
    "bars",
    "by_period",
    "by_year",
    "check_periods",
    "checked",
    "doi_in",
    "doubts",
    "duplicates",
    "letters_of",
    "mention",
    "named",
    "named_shortly",
    "note",
    "read",
    "reference_list",
    "svg",
    "tally",
    "told",
]
