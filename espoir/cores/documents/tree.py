"""A document as one tree of plain values, and what makes it fit to be read by everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["fr-CA", "en-CA"]
LANGUAGES = ("fr-CA", "en-CA")
DEEPEST = 4
LEADS = re.compile(r"(https?://|mailto:|tel:)\S+\Z")  # where a link may lead
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class NotAccessible(Exception):
    """The sentence says what someone who listens to the document, or walks it by keyboard, would miss.

    `code` is the same in a word, for whoever says it in another language, and `about` the words that it is about.
    """

    def __init__(self, sentence: str, *, code: str = "document", about: str = "") -> None:
        super().__init__(sentence)
        self.code, self.about = code, about


@dataclass(frozen=True)
class Run:
    """A piece of text. `note` is a footnote that hangs on its end; `cites` the anchor of a block it leads to."""

    text: str
    emphasis: bool = False
    strong: bool = False
    link: str = ""
    cites: str = ""
    note: tuple[Run, ...] = ()


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    level: int  # from 1
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    anchor: str = ""


@dataclass(frozen=True)
class Listing:
    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Its first row is its header. With `row_headers`, so is the first cell of each row."""

    rows: tuple[tuple[str, ...], ...]
    caption: str
    row_headers: bool = True


@dataclass(frozen=True)
class Figure:
    svg: str
    alternative: str  # what it shows, for whoever does not see it
    caption: str = ""


@dataclass(frozen=True)
class Quote:
    words: str
    attribution: str = ""
    language: str = ""  # when it is not the document's


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Contents:
    title: str


Block = Heading | Paragraph | Listing | Table | Figure | Quote | PageBreak | Contents


@dataclass(frozen=True)
class Document:
    language: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""


def plain(text: str) -> Runs:
    """A text without anything special in it."""
    return (Run(text),)


def clean(text: str) -> str:
    """Without the signs that no document may hold: control characters, halves of characters."""
    return NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def check(document: Document) -> None:
    """Raises NotAccessible for the first thing that would leave a reader out."""
    if document.language not in LANGUAGES:
        raise NotAccessible(f"The language must be one of {' and '.join(LANGUAGES)}, not {document.language!r}.")
    if not clean(document.title).strip():
        raise NotAccessible("The document has no title: a reader’s programme says it first.", code="title")
    _check_headings([block for block in document.blocks if isinstance(block, Heading)])
    for block in document.blocks:
        _check_block(block)
    _check_runs(list(runs_of(document.blocks)), {anchor for block in document.blocks if (anchor := anchor_of(block))})


def anchor_of(block: Block) -> str:
    return block.anchor if isinstance(block, Heading | Paragraph) else ""


def runs_of(blocks: Sequence[Block]) -> Iterator[Run]:
    """Every run of text of these blocks, those inside notes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _with_notes(block.runs)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _with_notes(item)


def _with_notes(runs: Runs) -> Iterator[Run]:
    for run in runs:
        yield run
        yield from _with_notes(run.note)


def _check_headings(headings: Sequence[Heading]) -> None:
    above = 0
    for heading in headings:
        if not clean(heading.text).strip():
            raise NotAccessible("A heading has no words.", code="heading")
        if not 1 <= heading.level <= DEEPEST:
            raise NotAccessible(
                f"“{heading.text}” is a heading of level {heading.level}: levels go from 1 to {DEEPEST}.",
                code="level",
                about=heading.text,
            )
        if heading.level > above + 1:
            raise NotAccessible(
                f"“{heading.text}” is a heading of level {heading.level}, and the one before it is of level {above}:"
                " a level is skipped.",
                code="level",
                about=heading.text,
            )
        above = heading.level


def _check_block(block: Block) -> None:
    if isinstance(block, Figure) and not clean(block.alternative).strip():
        raise NotAccessible(
            f"The figure “{block.caption}” has no words for someone who does not see it.",
            code="figure",
            about=block.caption,
        )
    if isinstance(block, Table):
        _check_table(block)
    if isinstance(block, Contents) and not clean(block.title).strip():
        raise NotAccessible("The table of contents has no title.")
    if isinstance(block, Quote) and block.language and block.language not in LANGUAGES:
        raise NotAccessible(
            f"A quotation is in {block.language!r}: the language must be one of {' and '.join(LANGUAGES)}."
        )


def _check_table(table: Table) -> None:
    if not clean(table.caption).strip():
        raise NotAccessible("A table has no title.", code="table")
    widths = {len(row) for row in table.rows}
    if len(widths) != 1 or 0 in widths:
        raise NotAccessible(
            f"The rows of the table “{table.caption}” have different lengths, or it is empty.",
            code="table",
            about=table.caption,
        )
    if not all(clean(cell).strip() for cell in table.rows[0]):
        raise NotAccessible(
            f"A column of the table “{table.caption}” has no header.", code="table", about=table.caption
        )


def _check_runs(runs: Sequence[Run], anchors: set[str]) -> None:
    for run in runs:
        if (run.link or run.cites) and not clean(run.text).strip():
            raise NotAccessible("A link has no words.", code="link")
        if run.link and not LEADS.match(run.link):
            raise NotAccessible(
                f"The link “{run.text}” leads to no address on the web, mail or telephone.", code="link", about=run.text
            )
        if run.cites and run.cites not in anchors:
            raise NotAccessible(
                f"“{run.text}” leads to a place that is not in the document.", code="place", about=run.text
            )
        if any(inner.note for inner in run.note):
            raise NotAccessible("A note hangs on another note: no reader can follow both.")
