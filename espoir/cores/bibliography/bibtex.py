"""BibTeX by `bibtexparser` (MIT): a broken entry does not stop the rest, and stands in a sentence with its line."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
)

from espoir.cores.bibliography import years
from espoir.cores.bibliography.places import doi_in
from espoir.cores.bibliography.records import AND_OTHERS, Author, Fault, Problem, Reading, Record

FORMS = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "suppbook": "chapter", "collection": "book", "mvbook": "book", "inproceedings": "paper-conference",
    "conference": "paper-conference", "proceedings": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report", "manual": "report", "misc": "document",
    "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
    "dataset": "dataset", "software": "software", "patent": "patent", "standard": "standard",
    "periodical": "periodical",
    "legislation": "legislation", "video": "motion_picture", "preprint": "article",
}  # fmt: skip
GENRES = {"mastersthesis": "Master’s thesis", "phdthesis": "PhD thesis"}
STARTS = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", re.MULTILINE)
ASIDE = {"comment", "string", "preamble"}
WHOLE = re.compile(r"\{(.*)\}$", re.DOTALL)
SORTING = re.compile(r"\{?\\noopsort\s*\{[^{}]*\}\}?")  # a habit: it orders years and is not printed
COMMANDS = re.compile(r"[\\$%]")
MARKS = re.compile(r"---|--|``|''|[{}]")
PLAIN = {"---": "—", "--": "–", "``": "“", "''": "”", "{": "", "}": ""}
MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
WRITTEN_OUT = 1_000_000  # letters that all the abbreviations of a file may become
DEEPEST = 20  # abbreviations within abbreviations
INHERITED = {"booktitle": "title", "year": "year", "publisher": "publisher", "address": "address", "editor": "editor"}

_decoder = LatexDecodingMiddleware(keep_math_mode=False)
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it says of broken entries, we say
logging.getLogger("bibtexparser").propagate = False


def read(text: str) -> Reading:
    """Entries in the order of the file. Lines are counted from 1."""
    library = parse_string(text, parse_stack=[])
    return _Reader({string.key.lower(): string.value for string in library.strings}).read(text, library)


class _Reader:
    def __init__(self, strings: dict[str, str]) -> None:
        self.strings = _Abbreviations(strings)
        self.reading = Reading()
        self.values: list[tuple[Entry, dict[str, str]]] = []
        self.aside: list[Block] = []  # remarks may hold entries that are switched off

    def read(self, text: str, library: Library) -> Reading:
        for block in library.blocks:
            if isinstance(block, ExplicitComment):
                self.aside.append(block)
            entry = self._entry(block)
            if entry is not None:
                self.values.append((entry, self._plain(entry)))
        parents = {entry.key.lower(): values for entry, values in self.values}
        for entry, values in self.values:
            self._inherit(values, parents)
            made, problems = _record(entry, values)
            self.reading.records.append(made)
            self.reading.problems += problems
        self._unseen(text)
        self.reading.problems.sort(key=lambda problem: problem.line)
        return self.reading

    def _say(self, line: int | None, fault: Fault, said: str = "", *, other: int = 0, lost: int = 0) -> None:
        self.reading.problems.append(Problem((line or 0) + 1, fault, said, other, lost))

    def _entry(self, block: Block) -> Entry | None:
        match block:
            case Entry():
                return block
            case DuplicateBlockKeyBlock():
                inner = block.ignore_error_block
                if isinstance(inner, Entry):
                    self._say(block.start_line, Fault.SAME_KEY, inner.key)
                    return inner
                return None  # the same abbreviation twice
            case DuplicateFieldKeyBlock():
                inner = block.ignore_error_block
                self._say(block.start_line, Fault.SAME_FIELD, ", ".join(sorted(block.duplicate_keys)))
                return inner if isinstance(inner, Entry) else None
            case ParsingFailedBlock():
                self._say(block.start_line, Fault.BROKEN_ENTRY, block.raw or "", lost=int(_is_entry(block)))
            case ImplicitComment() if not _is_remark(block.comment):
                last = (block.start_line or 0) + 1 + block.comment.count("\n")
                self._say(block.start_line, Fault.BETWEEN, block.comment, other=last)
        return None

    def _plain(self, entry: Entry) -> dict[str, str]:
        """Values without enclosing, abbreviations written out. A repeated field goes under its name and “again”."""
        values: dict[str, str] = {}
        for field in entry.fields:
            name = field.key.lower()
            value, unexplained = self.strings.resolved(str(field.value))
            for word in unexplained:
                self._say(field.start_line, Fault.UNDEFINED, word)
            while name in values:
                name += " again"
            values[name] = value
        return values

    def _inherit(self, values: dict[str, str], parents: dict[str, dict[str, str]]) -> None:
        parent = parents.get(values.get("crossref", "").lower())
        for name, source in INHERITED.items() if parent else ():
            if name not in values and parent and source in parent:
                values[name] = parent[source]

    def _unseen(self, text: str) -> None:
        """Entries that the parser did not even see as such: their beginnings are counted apart."""
        seen = {(entry.start_line or 0) + 1 for entry, _ in self.values}
        seen |= {problem.line for problem in self.reading.problems if problem.lost}
        line, counted = 1, 0
        for found in STARTS.finditer(text):
            line, counted = line + text.count("\n", counted, found.start()), found.start()
            if found[1].lower() not in ASIDE and line not in seen and not self._inside(line):
                self._say(line - 1, Fault.BROKEN_ENTRY, text[found.start() :].split("\n", 1)[0], lost=1)

    def _inside(self, line: int) -> bool:
        """Within an entry that was read, or a remark: a line of its text that looks like a beginning."""
        blocks: list[Block] = [*(entry for entry, _ in self.values), *self.aside]
        spans = ((block.start_line or 0, (block.raw or "").count("\n")) for block in blocks)
        return any(start + 1 <= line <= start + 1 + length for start, length in spans)


def _is_entry(block: Block) -> bool:
    begun = STARTS.match(block.raw or "")
    return begun is None or begun[1].lower() not in ASIDE


def _is_remark(comment: str) -> bool:
    """Lines that start with % are remarks by everyone's habit; so are those of Emacs."""
    return all(line.lstrip().startswith("%") for line in comment.splitlines() if line.strip())


class _Abbreviations:
    """What `@string` says, written out. A file cannot make more of them than fits in a book."""

    def __init__(self, strings: dict[str, str]) -> None:
        self.strings, self.room = strings, WRITTEN_OUT

    def resolved(self, written: str, besides: frozenset[str] = frozenset()) -> tuple[str, list[str]]:
        """`jrn # " of Z"` → “Journal of Z”, and the abbreviations nobody explained."""
        parts, unexplained = [], []
        for part in _parts(written):
            if (part[:1] == "{" and part[-1:] == "}") or (part[:1] == '"' and part[-1:] == '"' and len(part) > 1):
                parts.append(part[1:-1])
            elif self._is_known(part.lower(), besides):
                value, more = self.resolved(self.strings[part.lower()], besides | {part.lower()})
                parts.append(value)
                unexplained += more
            else:
                parts.append(part)
                if part and not part.isdigit() and part.lower() not in MONTHS:
                    unexplained.append(part)
        return "".join(parts), unexplained

    def _is_known(self, word: str, besides: frozenset[str]) -> bool:
        if word not in self.strings or word in besides or len(besides) >= DEEPEST:
            return False
        self.room -= len(self.strings[word]) + 1
        return self.room > 0


def _parts(written: str) -> Iterator[str]:
    depth, quoted, start = 0, False, 0
    for place, letter in enumerate(written):
        if letter == '"' and depth == 0:
            quoted = not quoted
        depth += (letter == "{") - (letter == "}")
        if letter == "#" and depth == 0 and not quoted:
            yield written[start:place].strip()
            start = place + 1
    yield written[start:].strip()


# -- from fields to a record ------------------------------------------------------------------------------------------


def _record(entry: Entry, values: dict[str, str]) -> tuple[Record, list[Problem]]:
    line = (entry.start_line or 0) + 1
    left = dict(values)

    def take(*names: str) -> str:
        return next((_text(found) for name in names if (found := left.pop(name, ""))), "")

    kind = entry.entry_type.lower()
    title, doubts = take("title"), []
    if not title:
        doubts.append(Problem(line, Fault.NO_TITLE))
    if kind not in FORMS:
        doubts.append(Problem(line, Fault.UNKNOWN_TYPE, entry.entry_type))
    year_said = take("year", "date")
    year, more = years.read(year_said, line)
    url = take("url")
    own = {name: take(f"x-{name}") for name in ("kind", "studied_in", "sector")}
    made = Record(
        form=FORMS.get(kind, "document"),
        title=title,
        authors=_people(left.pop("author", "")),
        editors=_people(left.pop("editor", "")),
        year=year,
        year_said=year_said,
        container=take("journal", "journaltitle", "booktitle", "series"),
        publisher=take("publisher", "institution", "school", "organization"),
        place=take("address", "location"),
        volume=take("volume"),
        issue=take("number", "issue"),
        pages=re.sub(r"\s*[-–—]+\s*", "–", take("pages")),
        edition=take("edition"),
        genre=take("type") or GENRES.get(kind, ""),
        doi=doi_in(take("doi")) or doi_in(url, only=True),
        url=url,
        abstract=take("abstract"),
        language=take("language", "langid"),
        keywords=tuple(word for word in re.split(r"\s*[;,]\s*", take("keywords", "keyword")) if word),
        notes=tuple(note for name in ("note", "annote", "annotation") if (note := take(name))),
        **own,
        raw=_raw(entry, left),
        line=line,
    )
    return made, [*doubts, *more]


def _raw(entry: Entry, left: dict[str, str]) -> tuple[tuple[str, str], ...]:
    kind = entry.entry_type
    head = [("@", kind)] if kind.lower() not in FORMS else []
    return (*head, ("key", entry.key), *((name, value) for name, value in left.items() if value))


def _people(written: str) -> tuple[Author, ...]:
    names = split_multiple_persons_names(written) if written.strip() else []
    return tuple(AND_OTHERS if name.strip().lower() == "others" else _person(name) for name in names)


def _person(written: str) -> Author:
    """Braces around a whole name protect it: `{Family Services of Peel}` is one organisation, not three parts."""
    whole = WHOLE.match(written.strip())
    if whole and _balanced(whole[1]):
        return Author(_text(written))
    parts = parse_single_name_into_parts(written, strict=False)
    given = " ".join([*parts.first, *parts.jr])
    return Author(_text(" ".join([*parts.von, *parts.last])), _text(given))


def _balanced(inner: str) -> bool:
    depth = 0
    for letter in inner:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


def _text(written: str) -> str:
    text = SORTING.sub("", written).replace("~", " ")
    if COMMANDS.search(text):  # the decoder is slow, and most texts hold no command
        text, _ = _decoder._transform_python_value_string(text)
    else:
        text = MARKS.sub(lambda mark: PLAIN[mark[0]], text)
    return " ".join(text.split())
