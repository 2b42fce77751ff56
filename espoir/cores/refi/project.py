"""A project of qualitative research as plain data: what REFI-QDA files are read into and written from.

Offsets are code points from 0, the end not included (REFI-QDA 1.5, section 10.2). Dates stay as they were written
(xsd:dateTime). What only other kinds of research need (pictures, sound, links, graphs) is kept as it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Guid = str


@dataclass(frozen=True)
class User:
    guid: Guid
    name: str = ""
    initials: str = ""


@dataclass(frozen=True)
class Stamp:
    """Who made something and when, and who changed it last."""

    by: Guid = ""
    on: str = ""
    changed_by: Guid = ""
    changed_on: str = ""


@dataclass(frozen=True)
class Code:
    guid: Guid
    name: str
    description: str = ""
    colour: str = ""  # "#rrggbb"
    codable: bool = True
    notes: tuple[Guid, ...] = ()
    children: tuple[Code, ...] = ()

    def walk(self) -> Iterator[Code]:
        """Herself, then what stands under her, top down."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Coding:
    guid: Guid
    code: Guid
    by: Guid = ""
    on: str = ""
    notes: tuple[Guid, ...] = ()


@dataclass(frozen=True)
class Passage:
    guid: Guid
    start: int
    end: int
    name: str = ""
    description: str = ""
    codings: tuple[Coding, ...] = ()
    notes: tuple[Guid, ...] = ()
    stamp: Stamp = Stamp()


@dataclass(frozen=True)
class Value:
    """What a variable is for a case: `kind` is Text, Boolean, Integer, Float, Date or DateTime; "" when it is empty."""

    variable: Guid
    kind: str = ""
    said: str = ""


@dataclass(frozen=True)
class Text:
    """A source of plain text, or a note. `text` is None when the words lie outside of the file, at `path`."""

    guid: Guid
    name: str = ""
    text: str | None = None
    path: str = ""
    rich_path: str = ""
    description: str = ""
    passages: tuple[Passage, ...] = ()
    codings: tuple[Coding, ...] = ()  # of the whole text
    notes: tuple[Guid, ...] = ()
    values: tuple[Value, ...] = ()
    stamp: Stamp = Stamp()


@dataclass(frozen=True)
class Kept:
    """A part that is not understood and goes out as it came in: `xml` is one element."""

    kind: str  # PictureSource, PDFSource, AudioSource, VideoSource, Link, Graph
    guid: Guid
    name: str
    xml: str
    passages: int = 0
    codings: int = 0


@dataclass(frozen=True)
class Variable:
    guid: Guid
    name: str
    kind: str  # Text, Boolean, Integer, Float, Date, DateTime
    description: str = ""


@dataclass(frozen=True)
class Case:
    guid: Guid
    name: str = ""
    description: str = ""
    codes: tuple[Guid, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[Guid, ...] = ()
    passages: tuple[Guid, ...] = ()


@dataclass(frozen=True)
class Set:
    guid: Guid
    name: str
    description: str = ""
    codes: tuple[Guid, ...] = ()
    sources: tuple[Guid, ...] = ()
    notes: tuple[Guid, ...] = ()


@dataclass(frozen=True)
class Project:
    name: str
    origin: str = ""
    description: str = ""
    base_path: str = ""
    stamp: Stamp = Stamp()
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Text | Kept, ...] = ()
    notes: tuple[Text, ...] = ()
    links: tuple[Kept, ...] = ()
    sets: tuple[Set, ...] = ()
    graphs: tuple[Kept, ...] = ()
    about: tuple[Guid, ...] = ()  # notes on the project as a whole
    files: Mapping[str, bytes] = field(default_factory=dict)  # carried along: name inside sources/ → content

    def every_code(self) -> Iterator[Code]:
        """Each code before what stands under it."""
        for code in self.codes:
            yield from code.walk()


@dataclass(frozen=True)
class Counts:
    sources: int
    codes: int
    passages: int
    codings: int
    users: int
    notes: int
    cases: int
    variables: int
    sets: int
    links: int


def counts(project: Project) -> Counts:
    """What a project holds. Passages and codings of parts that are only kept are counted too."""
    texts = [*(source for source in project.sources if isinstance(source, Text)), *project.notes]
    kept = [source for source in project.sources if isinstance(source, Kept)]
    return Counts(
        sources=len(project.sources),
        codes=sum(1 for _ in project.every_code()),
        passages=sum(len(text.passages) for text in texts) + sum(each.passages for each in kept),
        codings=sum(_codings_of(text) for text in texts) + sum(each.codings for each in kept),
        users=len(project.users),
        notes=len(project.notes),
        cases=len(project.cases),
        variables=len(project.variables),
        sets=len(project.sets),
        links=len(project.links),
    )


def _codings_of(text: Text) -> int:
    return len(text.codings) + sum(len(passage.codings) for passage in text.passages)
