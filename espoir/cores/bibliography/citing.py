"""References and mentions in a published style, by `citeproc-py` (BSD) and the style's own CSL file.

The two files in `styles/` are of the CSL project (github.com/citation-style-language/styles, 0819c0e, 2026-08-21),
under CC BY-SA 3.0, unchanged: their authors stand at their top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator
from citeproc.source.json import CiteProcJSON

from espoir.cores.bibliography.duplicates import bare
from espoir.cores.bibliography.records import AND_OTHERS, Author, Record

STYLES = Path(__file__).parent / "styles"
LOCALES = {
    "fr": "fr-CA",
    "en": "en-US",
}  # APA in Canadian English prints as in en-US: the locale file for en-CA is not published
ON, OFF = "\ue000", "\ue001"  # italics, until they are cut into pieces
THESIS = re.compile(r"thes|thès|dissert", re.IGNORECASE)
GENRES = {"fr": ("thèse de doctorat", "mémoire de maîtrise", "prépublication"),
          "en": ("Doctoral thesis", "Master’s thesis", "Preprint")}  # fmt: skip


class Style(StrEnum):
    APA = "apa"
    UDEM = "universite-de-montreal-apa"


@dataclass(frozen=True)
class Piece:
    text: str
    italic: bool = False


@dataclass(frozen=True)
class Reference:
    """`place` is the record's in the sequence given; `problem` says in a sentence why it is not in the style."""

    place: int
    pieces: tuple[Piece, ...]
    in_text: str
    problem: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


PLAINLY = "This reference could not be written in the style. It is given plainly: check it by hand."
NO_NAME = "This reference has neither a title nor an author. Add one."


def reference_list(records: Sequence[Record], style: Style, language: str) -> list[Reference]:
    """Every record once, in the order of the style's authors. `language` is `fr` or `en`.

    Years get a letter (2017a, 2017b) where the same authors have two works in a year.
    """
    letters = _letters(records)
    made = [_reference(place, record, style, language, letters[place]) for place, record in enumerate(records)]
    return sorted(made, key=lambda reference: (_order(records[reference.place]), letters[reference.place]))


def mention(record: Record, style: Style, language: str, *, page: str = "", letter: str = "") -> str:
    """In the text: « (Watson, 2020, p. 6) »."""
    try:
        return _with_letter(_mentioned(record, style, language, page), record, letter)
    except Exception:  # the engine raises what it likes on an odd record
        return f"({_short(record, language)}, {_year(record, language)}{letter}{_at(page)})"


def note(record: Record, style: Style, language: str, *, page: str = "", again: bool = False, letter: str = "") -> str:
    """In a note: the whole reference and the page; the second time « Watson (2020), p. 6 »."""
    if again:
        return f"{_short(record, language)} ({_year(record, language)}{letter}){_at(page)}."
    text = _reference(0, record, style, language, letter).text.rstrip(".")
    return f"{text}{_at(page)}" + ("" if "http" in text.rsplit(" ", 1)[-1] and not page else ".")


def named_shortly(record: Record, language: str) -> str:
    """« Roy et Lee, 2012 », without any style: in lists."""
    return f"{_short(record, language)}, {_year(record, language)}"


def letters_of(records: Sequence[Record]) -> dict[int, str]:
    """Place → the letter after its year, or nothing."""
    return _letters(records)


# -- one reference ----------------------------------------------------------------------------------------------------


def _reference(place: int, record: Record, style: Style, language: str, letter: str) -> Reference:
    if not record.title and not record.authors:
        return Reference(place, (Piece(record.doi or record.url or "?"),), "", NO_NAME)
    mentioned = mention(record, style, language, letter=letter)
    try:
        text = _with_letter(_written(record, style, language), record, letter)
    except Exception:  # the engine raises what it likes on an odd record
        return Reference(place, tuple(_pieces(_plainly(record, language, letter))), mentioned, PLAINLY)
    if bare(record.title[:40]) not in bare(text):
        return Reference(place, tuple(_pieces(_plainly(record, language, letter))), mentioned, PLAINLY)
    return Reference(place, tuple(_pieces(text)), mentioned)


def _written(record: Record, style: Style, language: str) -> str:
    bibliography, citation = _set(record, style, language, "")
    bibliography.register(citation)
    (text,) = (str(each) for each in bibliography.bibliography())
    if record.form == "thesis" and not record.number:
        text = text.replace(" (Publication)", "")  # the engine prints the label of a number that is not there
    return _tidied(text)


def _mentioned(record: Record, style: Style, language: str, page: str) -> str:
    bibliography, citation = _set(record, style, language, page)
    bibliography.register(citation)
    text = str(bibliography.cite(citation, lambda item: None))
    return _tidied(text).replace(ON, "").replace(OFF, "")


def _tidied(text: str) -> str:
    text = re.sub(r"(,?) (?:&|et|and) et al\.", r"\1 et al.", text)
    return re.sub(r"(?<=[.?!])\.(?!\.)", "", text).strip()


def _set(record: Record, style: Style, language: str, page: str) -> tuple[Any, Any]:
    made = CitationStylesBibliography(_style(style, language), CiteProcJSON([_csl(record, language)]), _Marks)
    return made, Citation([CitationItem("r", locator=Locator("page", page)) if page else CitationItem("r")])


@cache
def _style(style: Style, language: str) -> Any:
    """The terms that the French style sets for every language are left to the language when it is not French."""
    read = CitationStylesStyle(str(STYLES / f"{style}.csl"), locale=LOCALES[language], validate=False)
    if style is Style.UDEM and language != "fr":
        for terms in read.root.findall("{http://purl.org/net/xbiblio/csl}locale"):
            read.root.remove(terms)
        read.root.set_locale_list(LOCALES[language], validate=False)
    return read


class _Marks:
    """What citeproc calls a formatter: italics are marked, the rest is plain text for a template to escape."""

    @staticmethod
    def preformat(text: Any) -> str:
        return str(text)

    @staticmethod
    def Italic(text: Any) -> str:  # noqa: N802
        return f"{ON}{text}{OFF}"

    Oblique = Italic

    @staticmethod
    def Bold(text: Any) -> str:  # noqa: N802
        return str(text)

    Light = Underline = Superscript = Subscript = SmallCaps = Bold


def _pieces(marked: str) -> Iterator[Piece]:
    depth = 0
    for part in re.split(f"([{ON}{OFF}])", marked):
        if part == ON:
            depth += 1
        elif part == OFF:
            depth -= 1
        elif part:
            yield Piece(part, depth > 0)


def _with_letter(text: str, record: Record, letter: str) -> str:
    return text.replace(str(record.year), f"{record.year}{letter}", 1) if letter else text


# -- what the engine is given -----------------------------------------------------------------------------------------


def _csl(record: Record, language: str) -> dict[str, Any]:
    said = {
        "title": record.title,
        "container-title": record.container,
        "publisher": record.publisher,
        "publisher-place": record.place,
        "volume": record.volume,
        "issue": record.issue,
        "page": record.pages,
        "number": record.number,
        "edition": record.edition,
        "genre": _genre(record, language),
        "DOI": record.doi,
        "URL": "" if record.doi else record.url,
    }
    made: dict[str, Any] = {name: _clean(value) for name, value in said.items() if value}
    made |= {"id": "r", "type": record.form}
    for name, people in (("author", record.authors), ("editor", record.editors)):
        if people:
            made[name] = [_name(person) for person in people]
    if record.year:
        made["issued"] = {"date-parts": [[record.year]]}
    return made


def _clean(text: str) -> str:
    """The engine reads `<span class="nocase">` in titles, and marks of ours must not come from a file."""
    return re.sub(r"</?span[^>]*>", "", text, flags=re.IGNORECASE).replace(ON, "").replace(OFF, "")


def _name(person: Author) -> dict[str, str]:
    if not person.given:
        return {"literal": _clean(person.family)}
    return {"family": _clean(person.family), "given": _clean(person.given)}


def _genre(record: Record, language: str) -> str:
    doctoral, master, preprint = GENRES[language]
    if record.form == "thesis" and THESIS.search(record.genre or "thesis"):
        return master if re.search(r"master|maîtrise", record.genre, re.IGNORECASE) else doctoral
    return preprint if record.form == "article" and "print" in record.genre.lower() else record.genre


# -- without the engine -----------------------------------------------------------------------------------------------


def _plainly(record: Record, language: str, letter: str) -> str:
    who = ", ".join(_clean(author.whole) for author in record.authors)
    head = f"{who} " if who else ""
    rest = ", ".join(
        _clean(each) for each in (record.container or record.publisher, record.volume, record.pages) if each
    )
    where = f"https://doi.org/{record.doi}" if record.doi else record.url
    text = f"{head}({_year(record, language)}{letter}). {ON}{_clean(record.title)}{OFF}."
    return " ".join(part for part in (text, f"{rest}." if rest else "", where) if part)


def _short(record: Record, language: str) -> str:
    names = [author.family for author in record.authors]
    if not names:
        return record.title[:60] or "?"
    if len(names) > 2 or AND_OTHERS in record.authors:
        return f"{names[0]} et al."
    return (" et " if language == "fr" else " and ").join(names)


def _year(record: Record, language: str) -> str:
    return str(record.year) if record.year else ("s. d." if language == "fr" else "n.d.")


def _at(page: str) -> str:
    return f", {'p.' if page.isdigit() else 'pp.'} {page}" if page else ""


def _order(record: Record) -> tuple[str, int, str]:
    who = " ".join(bare(author.whole) for author in record.authors) or bare(record.title)
    return who, record.year or 0, bare(record.title)


def _letters(records: Sequence[Record]) -> dict[int, str]:
    same: dict[tuple[str, int | None], list[int]] = {}
    for place, record in enumerate(records):
        if record.year and record.authors:
            same.setdefault((bare(_short(record, "en")), record.year), []).append(place)
    letters = dict.fromkeys(range(len(records)), "")
    for places in same.values():
        if 1 < len(places) <= 26:
            ordered = sorted(places, key=lambda place: bare(records[place].title))
            letters |= {place: chr(ord("a") + n) for n, place in enumerate(ordered)}
    return letters
