"""RIS that other programmes read, and that we read back to the same record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rispy
from rispy.writer import RisWriter

from espoir.cores.bibliography.records import Record

TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "paper-conference": "CPAPER", "thesis": "THES", "report": "RPRT", "webpage": "ELEC",
    "post-weblog": "BLOG", "manuscript": "UNPB", "article": "UNPB", "dataset": "DATA", "legislation": "STAT",
}  # fmt: skip


class _Plain(RisWriter):  # type: ignore[misc]
    def set_header(self, count: int) -> str:
        return ""


def as_ris(records: Iterable[Record]) -> str:
    """A record after the other, UTF-8, in the order given."""
    text: str = rispy.dumps([_tags(record) for record in records], implementation=_Plain)
    return text


def _tags(record: Record) -> dict[str, Any]:
    first, _, last = record.pages.partition("–")
    lists = {
        "authors": [_ours(author.whole, author.given) for author in record.authors],
        "secondary_authors": [_ours(author.whole, author.given) for author in record.editors],
        "urls": [record.url] if record.url else [],
        "keywords": list(record.keywords),
        "notes": [" ".join(note.split()) for note in record.notes],
    }
    plain = {
        "type_of_reference": TYPES.get(record.form, "GEN"), "title": record.title, "year": record.year_said,
        "secondary_title": record.container, "publisher": record.publisher, "place_published": record.place,
        "volume": record.volume, "number": record.issue, "start_page": first, "end_page": last,
        "edition": record.edition, "type_of_work": record.genre, "doi": record.doi, "abstract": record.abstract,
        "language": record.language,
        "custom1": f"Kind: {record.kind}" if record.kind else "",
        "custom2": f"Studied in: {record.studied_in}" if record.studied_in else "",
        "custom3": f"Sector: {record.sector}" if record.sector else "",
    }  # fmt: skip
    if not record.year_said and record.year:
        plain["year"] = str(record.year)
    return {name: value for name, value in {**plain, **lists}.items() if value}


def _ours(whole: str, given: str) -> str:
    return whole if given else f"{whole},"  # the comma tells an organisation from a name to be split
