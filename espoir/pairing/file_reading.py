"""The files of `espoir pair`: read whole, or refused with a sentence that says what to put right."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from espoir.console import Unreadable, text_of

LIMIT = 1_000_000_000  # bytes
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LANGUAGE = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*")
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
TOO_LONG = re.compile(r"[+-]?[0-9]{19,}")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Peer:
    id: str
    languages: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()  # those she wishes; none: she does not mind
    interests: tuple[str, ...] = ()
    waiting_days: int = 0


@dataclass(frozen=True)
class Supporter:
    id: str
    languages: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    capacity: int = 1


@dataclass(frozen=True)
class Row:
    """A line with what is needed to say where a mistake stands."""

    file: str
    line: int
    cells: Mapping[str, str] = field(default_factory=dict)

    def refuse(self, what: str) -> Unreadable:
        return Unreadable(f"{self.file}, line {self.line}: {what}")

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        if not self.text(column):
            raise self.refuse(f"“{column}” is empty.")
        return self.text(column)

    def several(self, column: str) -> tuple[str, ...]:
        parts = (part.strip().casefold() for part in self.text(column).split(";"))
        return tuple(sorted({part for part in parts if part}))

    def days(self, column: str) -> tuple[str, ...]:
        for day in self.several(column):
            if day not in DAYS:
                raise self.refuse(f"“{day}” is not a day. Write {', '.join(DAYS)}.")
        return self.several(column)

    def languages(self, column: str) -> tuple[str, ...]:
        found = tuple(tag.replace("_", "-") for tag in self.several(column))
        for tag in found:
            if not LANGUAGE.fullmatch(tag):
                raise self.refuse(f"“{tag}” is not a language tag. Write fr, en, fr-CA, ase…")
        return found

    def whole(self, column: str, otherwise: int | None = None, *, least: int | None = 0) -> int:
        text = self.text(column)
        if not text and otherwise is not None:
            return otherwise
        if TOO_LONG.fullmatch(text):
            raise self.refuse(f"the number in “{column}” is too large.")
        if not WHOLE.fullmatch(text):
            raise self.refuse(f"“{text}” in “{column}” is not a whole number.")
        if least is not None and int(text) < least:
            raise self.refuse(f"“{column}” cannot be less than {least}.")
        return int(text)


def peers(path: Path) -> list[Peer]:
    return [
        Peer(
            id=row.needed("id"),
            languages=row.languages("languages"),
            forms=row.several("forms"),
            regions=row.several("region"),
            days=row.days("days"),
            genders=row.several("wishes_gender"),
            interests=row.several("interests"),
            waiting_days=row.whole("waiting_days", 0),
        )
        for row in _without_twins(_rows(path, ["id"]))
    ]


def supporters(path: Path) -> list[Supporter]:
    return [
        Supporter(
            id=row.needed("id"),
            languages=row.languages("languages"),
            forms=row.several("forms"),
            regions=row.several("regions"),
            days=row.days("days"),
            genders=row.several("gender"),
            interests=row.several("interests"),
            capacity=row.whole("capacity", 1),
        )
        for row in _without_twins(_rows(path, ["id"]))
    ]


def apart(path: Path, peers: Sequence[Peer], supporters: Sequence[Supporter]) -> set[Pair]:
    """Who must not be paired."""
    return {pair for _row, pair in _pairs(path, ["peer", "supporter"], peers, supporters)}


def costs(path: Path, peers: Sequence[Peer], supporters: Sequence[Supporter]) -> dict[Pair, int]:
    """What each pair costs; a pair that is not there is forbidden."""
    found: dict[Pair, int] = {}
    for row, pair in _pairs(path, ["peer", "supporter", "cost"], peers, supporters):
        if pair in found:
            raise row.refuse(f"“{pair[0]}” and “{pair[1]}” are there twice.")
        found[pair] = row.whole("cost", least=None)
    return found


def _pairs(
    path: Path, columns: list[str], peers: Sequence[Peer], supporters: Sequence[Supporter]
) -> Iterator[tuple[Row, Pair]]:
    known = {"peer": {each.id for each in peers}, "supporter": {each.id for each in supporters}}
    for row in _rows(path, columns):
        for side in known:
            if row.needed(side) not in known[side]:
                raise row.refuse(f"there is no {side} “{row.text(side)}” in the list of {side}s.")
        yield row, (row.text("peer"), row.text("supporter"))


def _without_twins(rows: Iterator[Row]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for row in rows:
        if row.text("id") in seen:
            raise row.refuse(f"“{row.text('id')}” is already on line {seen[row.text('id')]}.")
        seen[row.text("id")] = row.line
        yield row


def _rows(path: Path, columns: list[str]) -> Iterator[Row]:
    reader = csv.reader(StringIO(_text(path), newline=""), strict=True)
    try:
        heading = [name.strip().casefold() for name in next(reader, [])]
        _check_heading(path, heading, columns)
        for cells in reader:
            row = Row(path.name, reader.line_num, dict(zip(heading, cells, strict=False)))
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(heading):
                raise row.refuse("there are more cells than columns. A comma inside a cell needs quotation marks.")
            yield row
    except csv.Error as error:
        raise Unreadable(f"{path.name}, line {reader.line_num}: this is not a table of cells ({error}).") from error


def _check_heading(path: Path, heading: list[str], columns: list[str]) -> None:
    for column in columns:
        if column not in heading:
            raise Unreadable(f"{path.name}: there is no column “{column}”. The first line names them, with commas.")
    named = [name for name in heading if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise Unreadable(f"{path.name}: the column “{twice[0]}” is there twice.")


def _text(path: Path) -> str:
    text = text_of(path, most=LIMIT)
    if not text.strip():
        raise Unreadable(f"{path.name} is empty.")
    return text
