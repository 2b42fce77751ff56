"""`espoir research profile FILE`: who took part, and which tables may not be shown as they are."""

from __future__ import annotations

import csv
import io
import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from espoir.console import BadUsage, Unreadable, text_of
from espoir.cores.profiles import Profile, Trait, profile

DONE, REFUSED = 0, 1
MOST = 20_000_000
NAMES_PEOPLE = {"id", "participant", "code", "no", "number"}  # a column that says which row, not what kind of person


def add(verbs: Any) -> ArgumentParser:
    """The words that this command understands."""
    verb: ArgumentParser = verbs.add_parser("profile", help="count who took part, and refuse what points at someone")
    verb.add_argument("file", metavar="FILE", type=Path, help="CSV, UTF-8: a row a participant, a column a trait")
    verb.add_argument("--several", metavar="COLUMN", action="append", default=[], help="holds several answers, by “;”")
    verb.add_argument("--by", metavar="COLUMN", help="count each trait for each answer of this column too")
    verb.add_argument("--least", type=int, default=2, metavar="N", help="fewest people that may stand alone (2)")
    return verb


def run(wanted: Namespace) -> int:
    """Exit status: 0 every table may be shown, 1 some are refused, each with its reason."""
    if wanted.least < 2:
        raise BadUsage("--least is two or more: one person never stands alone.")
    columns, rows = _read(wanted.file)
    for said in [*wanted.several, *([wanted.by] if wanted.by else [])]:
        if said not in columns:
            raise BadUsage(f"{wanted.file} has no column {said!r}. Its columns are: {', '.join(columns)}.")
    counted = [Trait(name, name in wanted.several) for name in columns if name.casefold() not in NAMES_PEOPLE]
    by = next((trait for trait in counted if trait.name == wanted.by), None)
    found = profile(rows, counted, by=by, least=wanted.least)
    sys.stdout.write((json.dumps(_told(found), ensure_ascii=False) if wanted.json else _said(found)) + "\n")
    return REFUSED if found.refused else DONE


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    lines = list(csv.reader(io.StringIO(text_of(path, most=MOST), newline="")))
    header = [name.strip() for name in lines[0]] if lines else []
    if not any(header):
        raise Unreadable(f"{path} is empty: its first line names the traits, each other line is a participant.")
    if len(set(header)) < len(header) or not all(header):
        raise Unreadable(f"{path}, line 1: each column has a name of its own.")
    for n, line in enumerate(lines[1:], 2):
        if any(line) and len(line) != len(header):
            raise Unreadable(f"{path}, row {n}: {len(line)} cells for {len(header)} columns. Put quotes round commas.")
    return header, [dict(zip(header, line, strict=True)) for line in lines[1:] if any(cell.strip() for cell in line)]


def _told(found: Profile) -> dict[str, Any]:
    return {
        "n": found.n,
        "tables": {table.name: dict(table.parts) for table in found.tables},
        "several": [table.name for table in found.tables if table.several],
        "refused": [
            {"table": each.table, "reason": each.reason, "fault": each.fault.value, **each.figures}
            for each in found.refused
        ],
    }


def _said(found: Profile) -> str:
    lines = [f"{found.n} participants"]
    for table in found.tables:
        lines += ["", table.name + (" (several answers)" if table.several else "")]
        lines += [f"  {answer or '(no answer)'}: {count}" for answer, count in table.parts.items()]
    lines += [f"\n{each.table} is not shown: {each.reason}" for each in found.refused]
    return "\n".join(lines)
