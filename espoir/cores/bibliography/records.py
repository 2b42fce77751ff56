"""What is known of one work, and what a file held that could not be read as such."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Author:
    """`given` is empty for an organisation and for a name that does not say which part is which."""

    family: str
    given: str = ""

    @property
    def whole(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


AND_OTHERS = Author("et al.")  # last among authors: the file does not name the others


@dataclass(frozen=True)
class Record:
    """One work. `form` is a word of CSL (article-journal, report, thesis …); `kind`, `studied_in`, `sector` are ours.

    `year` is what can be read in `year_said`. `raw` keeps, as (tag, value), all that has no place of its own.
    """

    form: str = "document"
    title: str = ""
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    year: int | None = None
    year_said: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""  # of the publisher
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    edition: str = ""
    genre: str = ""
    doi: str = ""
    url: str = ""
    abstract: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = ""  # academic, government, organization …
    studied_in: str = ""  # country of the study or of its authors
    sector: str = ""
    raw: tuple[tuple[str, str], ...] = ()
    file: str = ""
    line: int = 0


class Fault(StrEnum):
    """What can be wrong with a file. The value is the sentence; rooms translate it."""

    READ_AS = "The file is not in UTF-8. It was read as {said}: look at the accents."
    LETTERS_LOST = "Some letters cannot be read and were replaced: “{said}”."
    NOTHING = "Nothing in this file looks like a reference."
    NO_END = "This record has no end (ER). It was closed before line {other} and kept."
    NO_LAST_END = "The last record has no end (ER). It was kept: look whether it is whole."
    NO_BEGINNING = "These lines have no beginning (TY). They were kept as a record without a type."
    END_ALONE = "A record ends here (ER) that never began (TY): nothing was kept of “{said}”."
    END_TWICE = "A second end (ER) follows the first. There was nothing between them."
    OUTSIDE = "Text outside any record was not kept, from this line to line {other}: “{said}”."
    DASH = "“{said}” is not written as RIS asks. It was read as what it seems to be."
    RUN_TOGETHER = "Two records may have run together here: {said} stands twice. They were kept as one."
    EMPTY = "This record is empty. It was left out."
    NO_TITLE = "This record has no title."
    NO_YEAR_IN = "No year can be read in “{said}”."
    YEARS = "More than one year can be read in “{said}”. The first was taken."
    UNKNOWN_TAG = "“{said}” is not a tag we know. Its text was kept with the record."
    UNKNOWN_TYPE = "“{said}” is not a type of work we know. It was kept as a document."
    BROKEN_ENTRY = "This entry could not be read and was left out: “{said}”."
    SAME_KEY = "Another entry already has the key “{said}”. Both were kept."
    SAME_FIELD = "“{said}” stands twice in this entry. The first counts; the other was kept with the record."
    BETWEEN = "Text between entries was not read, as BibTeX asks, to line {other}: “{said}”."
    UNDEFINED = "“{said}” is an abbreviation that the file does not explain. It was kept as it is."
    BROKEN_ROW = "This row could not be read and was left out: “{said}”."
    EXTRA_CELLS = "This row has more cells than the first line has names. They were kept with the record: “{said}”."
    FEW_CELLS = "This row has fewer cells than the first line has names."
    LONG_ROW = "This row goes on to line {other}: a quotation mark may be missing."
    MORE = "The same as on line {said}, on {other} more lines."
    TOO_MANY = "This file holds more than {other} references or {said} lines. Nothing of it was read: cut it in two."
    NAMELESS = "A column has no name. What it holds was kept with each record."


@dataclass(frozen=True)
class Problem:
    """`lost`: how many records of the file this explains that are not among those read."""

    line: int
    fault: Fault
    said: str = ""
    other: int = 0
    lost: int = 0
    file: str = ""

    @property
    def reason(self) -> str:
        return self.fault.format(said=shortened(self.said), other=self.other)


@dataclass
class Reading:
    """What one file gave. `found` = len(records) + the records that problems explain."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def found(self) -> int:
        return len(self.records) + sum(problem.lost for problem in self.problems)


LONGEST = 80  # letters of a quotation in a sentence


def shortened(text: str) -> str:
    """One line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
