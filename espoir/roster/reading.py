"""Bytes → sheets of plain cells: CSV, TSV and XLSX as people really keep them. Nothing here knows what a row means.

A file is refused with a sentence before it can do harm: too big, a bomb, a program in disguise. What a cell holds is
never carried out: a formula stays a formula, and whoever reads the row is told so.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

MEGABYTE = 1_000_000
LIMIT = 10 * MEGABYTE
ROWS = 100_000
COLUMNS = 60
UNPACKED = 120 * MEGABYTE
MERGED = 8 * MEGABYTE  # above this a sheet is read as it streams, and merged boxes are not followed down
RATIO = 200
SEPARATORS = (";", "\t", ",", "|")
ODD = {"Cc", "Cs", "Co"}
TURNS = set(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)  # unseen, and able to deceive
FORMULA = re.compile(r"^\s*(=|[+\-@]\s*[A-Za-z][\w.]*\s*[(!])")


class Unreadable(Exception):
    """The sentence says what to do."""


class Kind(StrEnum):
    TEXT = "t"
    NUMBER = "n"
    DATE = "d"  # the text is 2026-11-17
    FORMULA = "f"
    ODD = "o"  # held signs that cannot be seen


@dataclass(frozen=True, slots=True)
class Cell:
    text: str = ""
    kind: Kind = Kind.TEXT


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the one that a spreadsheet shows in its margin."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    lines: tuple[Line, ...]


def read(content: bytes) -> list[Sheet]:
    """The sheets that hold something. Raises `Unreadable`."""
    if len(content) > LIMIT:
        raise Unreadable(too_big(len(content)))
    if content.startswith(b"PK\x03\x04"):
        sheets = _workbook(content)
    elif content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise Unreadable(_("We can’t read this kind of file. Save it as .xlsx or .csv, without a password."))
    else:
        sheets = [Sheet("", tuple(_lines(_separated(_decoded(content)))))]
    filled = [sheet for sheet in sheets if any(not line.is_blank for line in sheet.lines)]
    if not filled:
        raise Unreadable(_("This file is empty. Choose another one."))
    return filled


def too_big(size: int) -> str:
    return _(
        "This file wasn’t added. It’s %(size)d MB and the limit is %(limit)d MB. "
        "Choose a smaller one, or bring it on paper."
    ) % {"size": -(-size // MEGABYTE), "limit": LIMIT // MEGABYTE}


def as_cell(text: str) -> Cell:
    """Text as someone typed it, without what cannot be seen."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())  # tabs and line ends are spaces too
    clean = "".join(sign for sign in spaced if unicodedata.category(sign) not in ODD and sign not in TURNS).strip()
    if FORMULA.match(clean):
        return Cell(clean, Kind.FORMULA)
    return Cell(clean, Kind.TEXT if clean == spaced else Kind.ODD)


# -- text -------------------------------------------------------------------------------------------------------------


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _or_refuse(content, "utf-16")
    if _looks_binary(content):
        raise Unreadable(_("We can’t read this kind of file. Save it as .xlsx or .csv, without a password."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\ufffd", "")


def _or_refuse(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise Unreadable(_("This file is damaged. Save it again as .xlsx or .csv.")) from wrong


def _looks_binary(content: bytes) -> bool:
    start = content[:4096]
    strange = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return strange > max(4, len(start) // 20)


def _separated(text: str) -> Iterator[list[str]]:
    said = re.match(r"sep=(.)\r?\n", text)
    separator = said[1] if said else _separator(text)
    if said:
        text = "\n" + text[said.end() :]  # the row stays counted, as a spreadsheet counts it
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as wrong:
        raise Unreadable(_("A quotation mark is opened and never closed. Save this file again as .xlsx.")) from wrong


def _separator(text: str) -> str:
    """The sign that cuts most rows into the same number of boxes."""
    return max(SEPARATORS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(io.StringIO(text[:40_000], newline=""), delimiter=separator):
            if any(record):
                widths[len(record)] += 1
    except csv.Error:
        return (0.0, 0)
    wide = {width: times for width, times in widths.items() if width > 1}
    if not wide:
        return (0.0, 0)
    width, times = max(wide.items(), key=lambda found: (found[1], found[0]))
    return (times / widths.total(), width)


def _lines(records: Iterable[list[str]]) -> Iterator[Line]:
    for number, record in enumerate(records, start=1):
        _refuse_too_long(number)
        yield Line(number, _trimmed([as_cell(text) for text in record[:COLUMNS]]))


def _refuse_too_long(number: int) -> None:
    if number > ROWS + 1000:
        raise Unreadable(_("This file has more than %(limit)d rows. Cut it into smaller files.") % {"limit": ROWS})


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


# -- workbooks --------------------------------------------------------------------------------------------------------


def _workbook(content: bytes) -> list[Sheet]:
    largest = _refuse_bombs(content)
    streamed = largest > MERGED
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves aside (drawings, validations) is not ours
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=streamed, keep_links=False)
            return [_sheet(sheet, streamed=streamed) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        except Unreadable:
            raise
        except Exception as wrong:  # a broken workbook can break the reader in any way
            raise Unreadable(_("This file is damaged. Save it again as .xlsx or .csv.")) from wrong


def _refuse_bombs(content: bytes) -> int:
    """Look at the sizes before anything is unpacked. Return the size of the largest part."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise Unreadable(_("We can’t read this kind of file. Save it as .xlsx or .csv, without a password."))
            unpacked = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts)
            if len(parts) > 2000 or unpacked > UNPACKED or unpacked > RATIO * max(packed, 100_000):
                raise Unreadable(_("This file unpacks into far too much. Save only the sheet you need, as .csv."))
            if any(b"<!DOCTYPE" in archive.open(part).read(2048) for part in parts if part.filename.endswith(".xml")):
                raise Unreadable(_("This file is damaged. Save it again as .xlsx or .csv."))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, OSError) as wrong:
        raise Unreadable(_("This file is damaged. Save it again as .xlsx or .csv.")) from wrong
    return max(part.file_size for part in parts)


def _sheet(sheet: Any, *, streamed: bool) -> Sheet:
    if streamed:
        sheet.reset_dimensions()
    down = {} if streamed else _merged_down(sheet)
    lines = []
    for number, row in enumerate(sheet.iter_rows(max_col=COLUMNS), start=1):
        _refuse_too_long(number)
        cells = [down.get((number, place)) or _from_workbook(cell) for place, cell in enumerate(row, start=1)]
        lines.append(Line(number, _trimmed(cells)))
    return Sheet(str(sheet.title), tuple(lines))


def _merged_down(sheet: Any) -> dict[tuple[int, int], Cell]:
    """A name written once beside several merged rows is said of each of them."""
    return {
        (row, area.min_col): _from_workbook(sheet.cell(area.min_row, area.min_col))
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, min(area.max_row, area.min_row + 1000) + 1)
    }


def _from_workbook(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == "f" or cell.data_type == "e":
        return Cell(as_cell(str(getattr(value, "text", value))).text or "=", Kind.FORMULA)
    if isinstance(value, bool):
        return as_cell(str(value))
    if isinstance(value, int | float):
        return Cell(f"{value:.10g}", Kind.NUMBER)
    if isinstance(value, datetime | date):
        return Cell(f"{value:%Y-%m-%d}", Kind.DATE)
    if isinstance(value, time):
        return Cell(f"{value.hour}:{value.minute:02}")
    if isinstance(value, timedelta):
        return Cell(f"{int(value.total_seconds()) // 3600}:{int(value.total_seconds()) // 60 % 60:02}")
    return as_cell(str(value))
