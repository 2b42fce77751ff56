"""The file of `espoir measures score`: which column is which item, and what each row says."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from espoir.console import Unreadable, text_of
from espoir.cores.scoring import Instrument, Key, Scale, codes, squeezed

LIMIT = 10_000_000  # bytes
NUMBERED = re.compile(r"(.*?)[\s_.:#-]*?0*([0-9]+)")
WHOLE = re.compile(r"([0-9]{1,6})(\.0+)?")  # 3.0 is how a spreadsheet program writes 3 beside an empty cell
NOT_ANSWERED = ("", ".", "na", "n/a")

Columns = Mapping[int, int]  # item → place in the row


@dataclass(frozen=True)
class Doubt:
    """An answer that cannot be, and where it stands."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Row:
    number: int  # of the person: 1 is the row under the first line
    answers: Mapping[int, int | None]
    doubts: Mapping[int, Doubt]  # by item


@dataclass(frozen=True)
class Sheet:
    asked: tuple[Scale, ...]  # those whose items have their columns
    rows: tuple[Row, ...]


def read(path: Path, instrument: Instrument, key: Key) -> Sheet:
    rows = _rows(text_of(path, most=LIMIT))
    headings = next(rows, [])
    if not any(heading.strip() for heading in headings):
        raise Unreadable(f"{path} is empty. Its first line must name a column for each item: q1, q2 … q{key.items}.")
    columns = _columns(headings, instrument, key)
    asked = tuple(scale for scale in key.scales if all(item in columns for item in scale.items))
    people = (cells for cells in rows if cells)
    return Sheet(asked, tuple(_row(number, cells, headings, columns, key) for number, cells in enumerate(people, 1)))


# -- the file ---------------------------------------------------------------------------------------------------------


def _rows(text: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        yield from reader
    except csv.Error as wrong:
        raise Unreadable(f"Line {reader.line_num} is not CSV: {wrong}.") from wrong


# -- its columns ------------------------------------------------------------------------------------------------------


def _columns(headings: Sequence[str], instrument: Instrument, key: Key) -> Columns:
    """The one set of numbered columns that is this instrument's. Where two could be, neither is taken."""
    families = _families(headings, instrument)
    own = families.pop(instrument.code, {})
    if own and not _is_only_a_name(own, headings, instrument):
        return _checked(own, headings, instrument, key)
    whole = [family for family in families.values() if any(set(scale.items) <= set(family) for scale in key.scales)]
    if len(whole) > 1:
        sets = " and ".join(headings[family[min(family)][0]].strip() for family in whole)
        raise Unreadable(f"More than one set of columns could be the items ({sets} …). {_name_them(instrument, key)}")
    fullest = max(families.values(), key=len, default={})
    return _checked(whole[0] if whole else fullest, headings, instrument, key)


def _families(headings: Sequence[str], instrument: Instrument) -> dict[str, dict[int, list[int]]]:
    """Columns whose names end in a number, by what stands before it: q1, q2… or who5_1, who5_2…"""
    families: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, heading in enumerate(headings):
        name, number = _numbered(heading, instrument)
        if number is not None:
            families[name][number].append(place)
    return families


def _numbered(heading: str, instrument: Instrument) -> tuple[str, int | None]:
    name = squeezed(heading)
    for code in sorted(codes(instrument), key=len, reverse=True):
        mine = re.fullmatch(rf"{code}(?:q|item|i)?0*([0-9]{{1,4}})", name)
        if mine:
            return instrument.code, int(mine[1])
    other = NUMBERED.fullmatch(heading.strip().casefold())
    return (other[1], int(other[2])) if other and len(other[2]) <= 4 else ("", None)


def _is_only_a_name(family: Mapping[int, Sequence[int]], headings: Sequence[str], instrument: Instrument) -> bool:
    """A column called WHO-5 holds a total, not the answer to item 5."""
    places = [place for places in family.values() for place in places]
    return len(places) == 1 and squeezed(headings[places[0]]) in codes(instrument)


def _checked(family: Mapping[int, Sequence[int]], headings: Sequence[str], instrument: Instrument, key: Key) -> Columns:
    name, how = instrument.name.en, _name_them(instrument, key)
    for item, (first, *more) in family.items():
        if more:
            raise Unreadable(f"The column of item {item} stands twice in the first line ({headings[first].strip()}).")
    present = {item for item in family if 1 <= item <= key.items}
    torn = [scale for scale in key.scales if 0 < len(present & set(scale.items)) < len(scale.items)]
    missing = sorted({item for scale in torn or key.scales for item in scale.items} - present)
    if torn or not present:
        raise Unreadable(f"No column for {_items(missing)} of {name}. {how}{_separated(headings)}")
    if beyond := set(family) - present:
        column = headings[family[min(beyond)][0]].strip()
        raise Unreadable(f"{name} has {key.items} items, and a column is called {column}. {how}")
    return {item: places[0] for item, places in family.items()}


def _name_them(instrument: Instrument, key: Key) -> str:
    return f"Name the columns {instrument.code}_1 to {instrument.code}_{key.items}."


def _separated(headings: Sequence[str]) -> str:
    alone = headings[0] if len(headings) == 1 else ""
    return " Cells are separated by commas." if ";" in alone or "\t" in alone else ""


def _items(items: Sequence[int]) -> str:
    if len(items) > 2 and items[-1] - items[0] == len(items) - 1:
        return f"items {items[0]} to {items[-1]}"
    return f"item{'s' if len(items) > 1 else ''} {', '.join(map(str, items))}"


# -- its rows ---------------------------------------------------------------------------------------------------------


def _row(number: int, cells: Sequence[str], headings: Sequence[str], columns: Columns, key: Key) -> Row:
    if len(cells) != len(headings):  # a comma too many moves every answer that follows it: none of them counts
        why = f"row {number} has {len(cells)} cells, the first line {len(headings)}"
        return Row(number, {}, {item: Doubt(number, "", why) for item in columns})
    answers: dict[int, int | None] = {}
    doubts = {}
    for item, place in columns.items():
        said = cells[place].strip()
        whole = WHOLE.fullmatch(said)
        if said.casefold() in NOT_ANSWERED:
            answers[item] = None
        elif whole and key.accepts(int(whole[1])):
            answers[item] = int(whole[1])
        else:
            doubts[item] = _doubt(number, headings[place].strip(), said, key)
    return Row(number, answers, doubts)


def _doubt(number: int, column: str, said: str, key: Key) -> Doubt:
    shown = said if len(said) <= 20 else f"{said[:20]}…"
    wanted = f"a whole number from {key.lowest} to {key.highest}"
    return Doubt(number, column, f"row {number}, column {column}: {shown!r} is not {wanted}")
