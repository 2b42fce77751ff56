"""RIS as programmes write it, and as hands have changed it: every line ends in a record or in a sentence.

RIS: two capitals or a capital and a digit, two spaces, a dash, a space, a value; TY begins a record, ER ends it.
Tags are those of `rispy` (MIT), whose reader drops a repeated tag, a missing end and what stands outside records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rispy.config import TAG_KEY_MAPPING

from espoir.cores.bibliography import years
from espoir.cores.bibliography.persons import author
from espoir.cores.bibliography.places import doi_in, said_of_us
from espoir.cores.bibliography.records import Author, Fault, Problem, Reading, Record

STRICT = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|)$")
LOOSE = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9])([ \t\u00a0]*)[-–—‑−]+[ \t\u00a0]*(.*)$")
NUMBERING = re.compile(r"\s*(\d+\.|<\d+>)?\s*$")  # “12.” before a record, as some databases write
ALSO = {"ED", "PP", "BT", "CT", "L3", "JF", "PA", "PMID", "LK", "DI", "N3", "A5", "AV", "CR", "ID", "U1", "U2", "U3"}
TAGS = (set(TAG_KEY_MAPPING) | ALSO) - {"UK"}

FORMS = {
    "JOUR": "article-journal", "JFULL": "article-journal", "EJOUR": "article-journal", "ABST": "article-journal",
    "INPR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "book", "WHOLE": "book", "CLSWK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "DICT": "entry-dictionary", "ENCYC": "entry-encyclopedia", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "STAND": "report", "ELEC": "webpage", "WEB": "webpage",
    "BLOG": "post-weblog", "UNPB": "manuscript", "MANSCPT": "manuscript", "DATA": "dataset", "DBASE": "dataset",
    "AGGR": "dataset", "GEN": "document", "BILL": "bill", "CASE": "legal_case", "LEGAL": "legislation",
    "STAT": "legislation", "UNBILL": "bill", "MAP": "map", "PAT": "patent", "PCOMM": "personal_communication",
    "SLIDE": "speech", "SOUND": "song", "VIDEO": "motion_picture", "MPCT": "motion_picture", "ADVS": "motion_picture",
    "MULTI": "webpage", "PAMP": "pamphlet", "SER": "book", "COMP": "software", "HEAR": "hearing", "ICOMM": "document",
    "ANCIENT": "document", "ART": "graphic", "CHART": "figure", "EQUA": "figure", "FIGURE": "figure",
    "CTLG": "document", "GRANT": "document", "MUSIC": "musical_score",
    "JOURNAL ARTICLE": "article-journal", "BOOK SECTION": "chapter", "BOOK CHAPTER": "chapter", "THESIS": "thesis",
    "REPORT": "report", "WEB PAGE": "webpage", "CONFERENCE PAPER": "paper-conference", "JOURNAL": "article-journal",
}  # fmt: skip
ONCE = ("TI", "T1", "DO")  # twice: two records may have run together


@dataclass
class Field:
    line: int
    tag: str
    value: str
    more: list[str] = field(default_factory=list)  # lines that go on without a tag, until the record is closed


@dataclass
class _Open:
    line: int
    type: str | None  # None: no TY
    fields: list[Field] = field(default_factory=list)


def read(text: str) -> Reading:
    """Records in the order of the file. Lines are counted from 1."""
    return _Reader().read(re.split(r"\r\n|\r|\n", text))


class _Reader:
    def __init__(self) -> None:
        self.reading = Reading()
        self.current: _Open | None = None
        self.outside: list[tuple[int, str]] = []
        self.just_ended = False
        self.unknown: dict[str, int] = {}

    def read(self, lines: list[str]) -> Reading:
        for number, line in enumerate(lines, 1):
            self._line(number, line)
        if self.current:
            self._say(self.current.line, Fault.NO_LAST_END)
            self._close()
        self._flush()
        for tag, first in self.unknown.items():
            self._say(first, Fault.UNKNOWN_TAG, tag)
        self.reading.problems.sort(key=lambda problem: problem.line)
        return self.reading

    def _say(self, line: int, fault: Fault, said: str = "", *, other: int = 0, lost: int = 0) -> None:
        self.reading.problems.append(Problem(line, fault, said, other, lost))

    def _line(self, number: int, line: str) -> None:
        tagged = _strict(line) or self._loose(number, line)
        if tagged is None:
            self._untagged(number, line)
        elif tagged[0] == "TY":
            self._begin(number, tagged[1])
        elif tagged[0] == "ER":
            self._end(number, line, tagged[1])
        else:
            self._field(number, *tagged)

    def _loose(self, number: int, line: str) -> tuple[str, str] | None:
        found = LOOSE.match(line)
        if not found or not _is_meant(*found.groups()):
            return None
        self._say(number, Fault.DASH, line)
        return found[1].upper(), found[3].strip()

    def _untagged(self, number: int, line: str) -> None:
        if self.current and self.current.fields and line.strip():
            self.current.fields[-1].more.append(line.strip())
        elif self.current and line.strip():
            self.current.fields.append(Field(number, "TY", line.strip()))
        elif not self.current and not NUMBERING.match(line):
            self.outside.append((number, line))

    def _begin(self, number: int, value: str) -> None:
        if self.current:
            self._say(self.current.line, Fault.NO_END, other=number)
            self._close()
        self._flush()
        kind, _, rest = value.partition(" ")
        if kind.upper() not in FORMS or value.upper() in FORMS:  # “Journal Article”
            kind, rest = value, ""
        self.current = _Open(number, kind.upper())
        if rest.strip():
            tagged = self._loose(number, rest.strip())
            self.current.fields.append(Field(number, *(tagged or ("TY", rest.strip()))))

    def _field(self, number: int, tag: str, value: str) -> None:
        if self.current is None and tag not in WORTH:
            self.outside.append((number, f"{tag}  - {value}"))
            return
        if self.current is None:
            self._flush()
            self.current = _Open(number, None)
        self.current.fields.append(Field(number, tag, value))

    def _end(self, number: int, line: str, value: str) -> None:
        if self.current is None:
            empty = self.just_ended and not self.outside
            self._flush()
            self._say(number, Fault.END_TWICE if empty else Fault.END_ALONE, line, lost=0 if empty else 1)
            return
        if value:
            self.current.fields.append(Field(number, "ER", value))
        self._close()

    def _close(self) -> None:
        record, self.current = self.current, None
        assert record is not None
        self.just_ended = True
        for each in record.fields:
            each.value, each.more = "\n".join(filter(None, [each.value, *each.more])), []
        if not any(field.value for field in record.fields):
            self._say(record.line, Fault.EMPTY, lost=1)
        else:
            self._keep(record)

    def _keep(self, record: _Open) -> None:
        if record.type is None:
            self._say(record.line, Fault.NO_BEGINNING)
        elif record.type not in FORMS:
            self._say(record.line, Fault.UNKNOWN_TYPE, record.type)
        for field_ in record.fields:
            if field_.tag not in TAGS and field_.tag not in ("TY", "ER"):
                self.unknown.setdefault(field_.tag, field_.line)
        made, problems = _record(record)
        self.reading.problems += problems
        self.reading.records.append(made)

    def _flush(self) -> None:
        """Say what stood outside records, a block of lines at a time."""
        if self.outside:
            said = " ".join(line for _, line in self.outside)
            self._say(self.outside[0][0], Fault.OUTSIDE, said, other=self.outside[-1][0])
        self.outside = []
        self.just_ended = self.just_ended and not self.outside


WORTH = {"TI", "T1", "AU", "A1", "DO", "UR", "T2", "JF", "JO", "PY", "Y1", "AB", "N2"}


def _strict(line: str) -> tuple[str, str] | None:
    found = STRICT.match(line)
    return (found[1], (found[2] or "").strip()) if found else None


def _is_meant(tag: str, gap: str, value: str) -> bool:
    """A tag with its dash badly written, and not the beginning of a sentence (“T1-weighted images”)."""
    if tag.upper() == "TY":
        return value.split(" ")[0].upper() in FORMS
    if tag.upper() == "ER":
        return not value
    if not gap:
        return False
    return tag in TAGS or (tag.upper() in TAGS and len(gap) > 1)


# -- from tags to a record --------------------------------------------------------------------------------------------


class _Taking:
    """Hands out what the tags hold; what nobody took is left over."""

    def __init__(self, fields: list[Field]) -> None:
        self.left = list(fields)

    def first(self, *tags: str) -> str:
        for tag in tags:
            for one in self.left:
                if one.tag == tag and one.value:
                    self.left.remove(one)
                    return _joined(one.value)
        return ""

    def every(self, *tags: str) -> list[str]:
        taken = [one for one in self.left if one.tag in tags and one.value]
        self.left = [one for one in self.left if not (one.tag in tags and one.value)]
        return [one.value for one in taken]


def _joined(value: str) -> str:
    return " ".join(value.split())


def _record(opened: _Open) -> tuple[Record, list[Problem]]:
    take = _Taking(opened.fields)
    problems = list(_run_together(opened))
    form = FORMS.get(opened.type or "", "document")
    title = take.first("TI", "T1", "BT", "CT")
    year_said = take.first("PY", "Y1", "DA")
    year, doubts = years.read(year_said, _line_of(opened, year_said))
    url = take.first("UR", "LK")
    doi = doi_in(take.first("DO", "DI")) or doi_in(url, only=True)
    own = said_of_us(take.left)
    take.left = [one for one in take.left if one not in own.used]
    genre = take.first("M3")
    made = Record(
        form="article" if form == "manuscript" and "print" in genre.lower() else form,
        title=title,
        authors=_names(take, "AU", "A1"),
        editors=_names(take, "A2", "ED"),
        year=year,
        year_said=year_said,
        container=take.first("T2", "JF", "JO", "JA", "J2"),
        publisher=take.first("PB"),
        place=take.first("CY", "PP"),
        volume=take.first("VL"),
        issue=take.first("IS"),
        pages=_pages(take.first("SP"), take.first("EP")),
        edition=take.first("ET"),
        genre=genre,
        doi=doi,
        url=url,
        abstract=take.first("AB", "N2"),
        language=take.first("LA"),
        keywords=tuple(word for value in take.every("KW") for word in _words(value)),
        notes=tuple(take.every("N1")),
        kind=own.kind,
        studied_in=own.studied_in,
        sector=own.sector,
        raw=_left(opened, take),
        line=opened.line,
    )
    if not title:
        problems.append(Problem(opened.line, Fault.NO_TITLE))
    return made, [*problems, *doubts]


def _left(opened: _Open, take: _Taking) -> tuple[tuple[str, str], ...]:
    untold = [("TY", opened.type)] if opened.type and opened.type not in FORMS else []
    return (*untold, *((one.tag, one.value) for one in take.left if one.value))


def _names(take: _Taking, *tags: str) -> tuple[Author, ...]:
    return tuple(author(name) for value in take.every(*tags) for name in value.split("\n"))


def _words(value: str) -> list[str]:
    return [word for line in value.split("\n") if (word := line.strip())]


def _pages(first: str, last: str) -> str:
    return f"{first}–{last}" if first and last and last != first else (first or last).replace("-", "–")


def _line_of(opened: _Open, said: str) -> int:
    return next((one.line for one in opened.fields if said and _joined(one.value) == said), opened.line)


def _run_together(opened: _Open) -> Iterator[Problem]:
    for tag in ONCE:
        same = [one for one in opened.fields if one.tag == tag and one.value]
        if len({_joined(one.value) for one in same}) > 1:
            yield Problem(same[1].line, Fault.RUN_TOGETHER, tag)
