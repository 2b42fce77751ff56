"""CSV, comma, semicolon or tab: as review tools export it, or with columns of our own. A row is a record."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from espoir.cores.bibliography import ris, years
from espoir.cores.bibliography.persons import authors_in
from espoir.cores.bibliography.places import doi_in
from espoir.cores.bibliography.records import Fault, Problem, Reading, Record

COLUMNS = {
    "title": ("title", "primary_title", "article_title", "titre", "document_title"),
    "authors": ("authors", "author", "author_names", "first_authors", "auteurs", "auteur", "creators",
                "author_full_names"),
    "editors": ("editors", "secondary_authors"),
    "year": ("year", "publication_year", "date", "pub_year", "annee", "year_published",
             "publication_date", "published"),
    "container": ("container", "journal", "journal_name", "secondary_title", "source_title", "revue", "source",
                  "alternate_title3", "alternate_title2", "publication_title", "journal_book"),
    "publisher": ("publisher", "editeur", "institution"),
    "place": ("place", "place_published", "publisher_place", "lieu"),
    "volume": ("volume",),
    "issue": ("issue", "number", "numero"),
    "pages": ("pages", "start_page"),
    "edition": ("edition",),
    "genre": ("genre", "type_of_work"),
    "doi": ("doi",),
    "url": ("url", "urls", "link", "open_url_link", "adresse"),
    "abstract": ("abstract", "abstract_note", "notes_abstract", "resume"),
    "language": ("language", "langue"),
    "keywords": ("keywords", "author_keywords", "mots_cles", "manual_tags"),
    "notes": ("notes", "note"),
    "form": ("form", "type_of_reference", "item_type", "document_type", "ref_type"),
    "kind": ("kind", "type", "genre_de_source"),
    "studied_in": ("studied_in", "country", "pays", "study_country"),
    "sector": ("sector", "secteur"),
}  # fmt: skip
NAMES = {spelling: name for name, spellings in COLUMNS.items() for spelling in spellings}
NEEDED = {"title", "doi", "abstract", "authors"}  # one of them, or the file is not about references
MARKS = (",", ";", "\t")
LONG = 40  # lines of one row
WORDS_OF_CSL = {*ris.FORMS.values(), "article"}
PLAIN_FORMS = {
    "article": "article-journal", "journalarticle": "article-journal", "booksection": "chapter",
    "conferencepaper": "paper-conference", "preprint": "article", "review": "article-journal",
}  # fmt: skip


def looks_like_one(text: str) -> bool:
    head = _head(text)
    return bool({NAMES.get(name) for name in head} & NEEDED)


def read(text: str) -> Reading:
    """Rows in the order of the file. Lines are counted from 1, as an editor shows them."""
    reading = Reading()
    names: list[str] = []
    for number, cells, problem in _rows(text):
        if problem:
            reading.problems.append(problem)
        elif not names:
            names = [_plain(cell) for cell in cells]
            if "" in names and any(names):
                reading.problems.append(Problem(number, Fault.NAMELESS))
        elif any(cell.strip() for cell in cells):
            _add(reading, number, names, cells)
    reading.problems.sort(key=lambda each: each.line)
    return reading


def _plain(name: str) -> str:
    bare = name.strip().strip("\ufeff").lower().translate(str.maketrans("éèêàçô", "eeeaco"))
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def _mark(text: str) -> str:
    line = text.lstrip("\r\n").split("\n", 1)[0]
    return max(MARKS, key=line.count)


def _head(text: str) -> list[str]:
    try:
        return [
            _plain(cell) for cell in next(csv.reader(text.lstrip("\r\n").split("\n")[:20], delimiter=_mark(text)), [])
        ]
    except csv.Error:
        return []


def _rows(text: str) -> Iterator[tuple[int, list[str], Problem | None]]:
    """After a row that is not CSV, reading goes on at the next line."""
    csv.field_size_limit(max(len(text), 131_072))
    lines, mark = _lines(text), _mark(text)
    start = 0
    while start < len(lines):
        rows = csv.reader(lines[start:], delimiter=mark, strict=True)
        done = 0
        try:
            for cells in rows:
                number, last = start + done + 1, start + rows.line_num
                done = rows.line_num
                yield number, cells, None
                if last - number > LONG:
                    yield number, [], Problem(number, Fault.LONG_ROW, other=last)
            return
        except csv.Error:
            broken = start + done
            yield broken + 1, [], Problem(broken + 1, Fault.BROKEN_ROW, lines[broken], lost=1)
            start = broken + 1


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in re.split(r"\r\n|\r|\n", text)]


def _add(reading: Reading, line: int, names: list[str], cells: list[str]) -> None:
    values: dict[str, str] = {}
    left: list[tuple[str, str]] = []
    for name, cell in zip(names, cells, strict=False):
        known = NAMES.get(name)
        if known and not values.get(known):
            values[known] = cell.strip()
        elif cell.strip():
            left.append((name or "?", cell.strip()))
    if len(cells) > len(names) and (extra := [cell for cell in cells[len(names) :] if cell.strip()]):
        reading.problems.append(Problem(line, Fault.EXTRA_CELLS, "; ".join(extra)))
        left += [("", cell) for cell in extra]
    elif len(cells) < len(names):
        reading.problems.append(Problem(line, Fault.FEW_CELLS))
    _keep(reading, line, values, left)


def _keep(reading: Reading, line: int, values: dict[str, str], left: list[tuple[str, str]]) -> None:
    def said(name: str) -> str:
        return " ".join(values.get(name, "").split())

    form, doubts = _form(said("form"), line)
    year, more = years.read(said("year"), line)
    if not said("title"):
        doubts.append(Problem(line, Fault.NO_TITLE))
    if form is None:
        left = [("form", said("form")), *left]
    reading.problems += [*doubts, *more]
    reading.records.append(
        Record(
            form=form or "document",
            title=said("title"),
            authors=authors_in(said("authors")),
            editors=authors_in(said("editors")),
            year=year,
            year_said=said("year"),
            **{name: said(name) for name in PLAIN},
            doi=doi_in(said("doi")) or doi_in(said("url"), only=True),
            keywords=tuple(_listed(said("keywords"))),
            notes=tuple(note for note in [values.get("notes", "")] if note),
            raw=tuple(left),
            line=line,
        )
    )


PLAIN = (
    "container", "publisher", "place", "volume", "issue", "pages", "edition", "genre", "url", "abstract", "language",
    "kind", "studied_in", "sector",
)  # fmt: skip


def _form(said: str, line: int) -> tuple[str | None, list[Problem]]:
    bare = re.sub(r"[^a-z-]", "", said.lower())
    if not bare:
        return "document", []
    if bare in WORDS_OF_CSL - {"article"}:
        return bare, []
    known = ris.FORMS.get(said.upper()) or PLAIN_FORMS.get(bare.replace("-", ""))
    return known, [] if known else [Problem(line, Fault.UNKNOWN_TYPE, said)]


def _listed(cell: str) -> list[str]:
    if cell.startswith("[") and cell.endswith("]"):
        return [one or other for one, other in re.findall(r"'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"", cell)]
    mark = ";" if ";" in cell else ","
    return [word for part in cell.split(mark) if (word := part.strip())]
