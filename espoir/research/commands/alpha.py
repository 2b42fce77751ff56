"""`espoir research alpha FILE.csv`: how far people who coded the same units agree."""

from __future__ import annotations

import csv
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from espoir.console import Unreadable, text_of
from espoir.cores.agreement import Agreement, Undefined, agreement

DONE, NO_ALPHA = 0, 1
MOST = 50_000_000  # bytes
DECIMALS = 4
NAMES_OF_UNITS = ("id", "#", "unit", "unité", "unite", "turn", "row")  # such a first column only names the rows
WHY = {
    Undefined.ONE_CODER: "there is no alpha with fewer than two coders",
    Undefined.NOTHING_IN_COMMON: "no unit was coded by two people: there is nothing to compare",
    Undefined.ONE_VALUE: "everyone always gave the same value: agreement cannot be told from chance",
}


def add(verbs: Any) -> ArgumentParser:
    """The words that this command understands."""
    verb: ArgumentParser = verbs.add_parser(
        "alpha",
        help="Krippendorff's alpha, for names without an order",
        epilog="Exit status: 0 there is an alpha, 1 there is none (the reason is said), 2 the file cannot be read.",
    )
    verb.add_argument(
        "file", metavar="FILE", type=Path, help="CSV, UTF-8: a row a unit, a column a coder, an empty cell = missing"
    )
    return verb


def run(wanted: Namespace) -> int:
    coders, rows = _read(wanted.file)
    found = agreement(rows)
    answer = _told(found, rows=len(rows), columns=coders)
    sys.stdout.write((json.dumps(answer, ensure_ascii=False) if wanted.json else _said(answer)) + "\n")
    return DONE if found.undefined is None else NO_ALPHA


def _read(path: Path) -> tuple[list[str], list[Sequence[str | None]]]:
    try:
        lines = list(csv.reader(text_of(path, most=MOST).splitlines(), strict=True))
    except csv.Error as wrong:
        raise Unreadable(f"{path} is not CSV: {wrong}.") from wrong
    if not lines or not lines[0]:
        raise Unreadable(f"{path} is empty: its first line names the coders, then comes a line a unit.")
    heads, wide = [head.strip() for head in lines[0]], len(lines[0])
    for number, line in enumerate(lines[1:], start=2):
        if len(line) > wide:
            raise Unreadable(f"{path}, line {number}: {len(line)} cells, and the first line names {wide} coders.")
    skip = 1 if heads[0].casefold() in NAMES_OF_UNITS else 0
    if skip:
        sys.stderr.write(f"The column {heads[0]!r} names the units: it is not read as a coder.\n")
    return heads[skip:], [_values(line, skip=skip, wide=wide) for line in lines[1:]]


def _values(line: Sequence[str], *, skip: int, wide: int) -> list[str | None]:
    cells = [*line, *[""] * (wide - len(line))]
    return [cell.strip() or None for cell in cells[skip:]]


def _told(found: Agreement, *, rows: int, columns: Sequence[str]) -> dict[str, Any]:
    return {
        "alpha": _rounded(found.alpha),
        "agreement": _rounded(found.agreement),
        "units": found.units,
        "coders": found.coders,
        "interval": [_rounded(end) for end in found.interval] if found.interval else None,
        "values": found.values,
        "rows": rows,
        "left_out": found.left_out,
        "columns": list(columns),
        "reason": WHY[found.undefined] if found.undefined else "",
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, DECIMALS)


def _said(answer: dict[str, Any]) -> str:
    share = "–" if answer["agreement"] is None else f"{answer['agreement']:.1%}"
    lines = [f"{answer['units']} units compared, {answer['left_out']} left out, {answer['coders']} coders"]
    lines += [f"agreement (pairs of values that are equal): {share}"]
    if answer["reason"]:
        return "\n".join([*lines, f"no alpha: {answer['reason']}"])
    interval = answer["interval"]
    between = f" (95 of 100 draws: {interval[0]:.3f} to {interval[1]:.3f})" if interval else ""
    return "\n".join([*lines, f"Krippendorff's alpha, nominal: {answer['alpha']:.3f}{between}"])
