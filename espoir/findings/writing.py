"""The report as it reads now: text, with what its marks stand for put in. One source for the screen, DOCX and PDF.

{quote 12} a quotation · {chart 3}, {table 3} who took part · {source 5} a reference · {limits} what a reader must know
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir.cores.documents import (
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
)
from espoir.findings import people, queries
from espoir.findings.models import Quotation
from espoir.research.models import Study
from espoir.sources import queries as sources

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MARK = re.compile(r"\{(quote|chart|table|source) (\d{1,6})\}|\{(limits)\}")
ALONE = re.compile(r"\s*(?:\{(quote|chart|table) (\d{1,6})\}|\{(limits)\})\s*\Z")
IN_CORES = {"fr-ca": "fr-CA", "en-ca": "en-CA"}
STYLES = {"fr-ca": "universite-de-montreal-apa", "en-ca": "apa"}


@dataclass
class Written:
    """A document, and in sentences what is missing before it can be approved."""

    document: Document
    missing: list[str]


@dataclass
class _At:
    """All that marks can stand for, fetched once."""

    language: str
    study: Study
    quotations: dict[int, Quotation]
    in_general: frozenset[str]
    crowds: frozenset[str]
    tables: dict[str, people.Shown]
    references: list[tuple[str, str, tuple[Run, ...]]]  # anchor, as cited in the text, as listed
    missing: list[tuple[StrOrPromise, dict[str, str | int]]] = field(default_factory=list)

    def lacks(self, sentence: StrOrPromise, named: dict[str, str | int]) -> None:
        if (sentence, named) not in self.missing:
            self.missing.append((sentence, named))


def written(study: Study, language: str) -> Written:
    """The report in one language, with live numbers and words."""
    with translation.override(language):
        at = _gather(study, language)
        blocks: list[Block] = [Contents(_("In this report"))]
        for section in queries.sections_of(study):
            heading, text = section.heading.get(language, ""), section.text.get(language, "")
            if not heading.strip() or not text.strip():
                at.lacks(_lazy("“%(section)s” is not written in both languages."), {"section": section.called})
            blocks.append(Heading(1, heading.strip() or section.called or _("Without a title")))
            blocks += _blocks(text, at)
        blocks += _references(at)
        title = study.title.get(language) or study.called
        document = Document(IN_CORES[language], title, tuple(blocks))
    return Written(document, [str(sentence) % named for sentence, named in at.missing])  # in the reader’s language


def _gather(study: Study, language: str) -> _At:
    rows = queries.opened(queries.quotations_of(study))
    return _At(
        language,
        study,
        {row.number: row for row in rows},
        queries.agreed_in_general(rows),
        queries.kinds_that_are_a_crowd(study),
        {table.code: table for table in people.tables(study)},
        [
            (
                f"source-{number}",
                reference.in_text,
                tuple(Run(piece.text, emphasis=piece.italic) for piece in reference.pieces),
            )
            for number, (_row, reference) in enumerate(sources.reference_list(study, STYLES[language], language[:2]), 1)
        ],
    )


def _blocks(text: str, at: _At) -> Iterator[Block]:
    """Paragraphs are parted by an empty line; one that begins with “## ” is a heading, lines with “- ” are a list."""
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        alone = ALONE.match(part)
        if alone:
            yield from _standing_alone(alone, at)
        elif part.startswith("## "):
            yield Heading(2, part[3:].strip() or "…")
        elif all(line.startswith("- ") for line in part.splitlines()) and part:
            yield Listing(tuple(_runs(line[2:], at) for line in part.splitlines()))
        elif part:
            yield Paragraph(_runs(part, at))


def _standing_alone(found: re.Match[str], at: _At) -> Iterator[Block]:
    kind, number, limits = found.groups()
    if limits:
        yield Listing(tuple(plain(sentence) for sentence in people.limits(at.study)) or (plain(_("None known.")),))
    elif kind == "quote":
        yield from _quotation(int(number), at)
    else:
        yield from _of_people(kind, number, at)


def _of_people(kind: str, number: str, at: _At) -> Iterator[Block]:
    table = at.tables.get(number)
    if table is None:
        at.lacks(_lazy("There is no table %(number)s."), {"number": number})
    elif table.refused:
        yield Paragraph(plain(_("%(title)s: the numbers are too small to be printed.") % {"title": table.title}))
    elif kind == "chart":
        yield Figure(table.svg, table.spoken, table.title)
    else:
        note = _("several answers each") if table.several else ""
        rows = ((table.title, _("People")), *((label, people.said(count)) for label, count in table.lines))
        yield Table(rows, f"{table.title} ({note})" if note else table.title)


def _quotation(number: int, at: _At) -> Iterator[Block]:
    row = at.quotations.get(number)
    if row is None:
        at.lacks(_lazy("Quotation %(number)s is no longer there: take its mark out of the text."), {"number": number})
        return
    if not queries.may_quote(row, at.in_general):
        at.lacks(_lazy("Quotation %(number)s: the person who said it has not agreed."), {"number": number})
        return
    if row.checked_on is None:
        at.lacks(_lazy("Quotation %(number)s: nobody has checked that it leads to no one."), {"number": number})
    hers = row.participant.language
    words, language = row.words, hers
    if hers != at.language:
        if row.translation:
            words, language = row.translation, at.language
        else:
            at.lacks(_lazy("Quotation %(number)s is not translated."), {"number": number})
    yield Quote(words.strip(), attribution(row, at.crowds, at.language), IN_CORES.get(language, "fr-CA"))


def attribution(row: Quotation, crowds: frozenset[str], language: str) -> str:
    """The kind of participant, and not even that where few people are of this kind."""
    if row.participant.audience_id not in crowds:
        return _("Person taking part")
    return row.participant.audience.name.get(language) or row.participant.audience.called


def _runs(text: str, at: _At) -> tuple[Run, ...]:
    """A paragraph with its references; what stands alone elsewhere is named here as missing."""
    runs: list[Run] = []
    end = 0
    for found in MARK.finditer(text):
        if found.start() > end:
            runs.append(Run(text[end : found.start()]))
        runs += _in_the_line(found, at)
        end = found.end()
    if end < len(text) or not runs:
        runs.append(Run(text[end:]))
    return tuple(runs)


def _in_the_line(found: re.Match[str], at: _At) -> Iterator[Run]:
    kind, number, _limits = found.groups()
    if kind == "source":
        place = int(number) - 1
        if 0 <= place < len(at.references):
            anchor, in_text, _pieces = at.references[place]
            yield Run(in_text, cites=anchor)
        else:
            at.lacks(_lazy("There is no reference %(number)s."), {"number": number})
    else:
        at.lacks(_lazy("%(mark)s must stand in a paragraph of its own."), {"mark": found.group()})


def _references(at: _At) -> Iterator[Block]:
    if at.references:
        yield Heading(1, _("References"))
        for anchor, _in_text, pieces in at.references:
            yield Paragraph(pieces, anchor)
