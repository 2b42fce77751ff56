"""`espoir research sources FILE…`: what files of references hold, what is wrong with them, and how they add up."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from espoir.console import BadUsage, Unreadable
from espoir.cores import bibliography
from espoir.cores.bibliography import NotASum, Period, Problem, Reading, Record, Style, WrongPeriods

DONE, LOOK, LIMIT = 0, 1, 50_000_000  # bytes
SAID_NOWHERE = "not said"


def add(verbs: Any) -> ArgumentParser:
    """The words that this command understands."""
    verb: ArgumentParser = verbs.add_parser(
        "sources",
        help="read references: RIS, BibTeX, CSV",
        epilog="Exit status: 0 nothing to look at, 1 problems or possible duplicates are listed, 2 unreadable.",
    )
    verb.add_argument("files", metavar="FILE", type=Path, nargs="+", help="RIS, Web of Science, BibTeX or CSV")
    verb.add_argument("--periods", metavar="2010-2015,2016-2020", default="", help="count by periods of years too")
    verb.add_argument("--style", choices=[*Style], help="write the list of references too, in this style")
    verb.add_argument("--language", choices=["en", "fr"], default="en", help="of the list of references")
    return verb


def run(wanted: Namespace) -> int:
    """Prints the answer; 1 when something in the files needs a person."""
    readings = [_read(path) for path in wanted.files]
    answer = _answer(readings, _periods(wanted.periods))
    if wanted.style:
        answer["references"] = _references([r for reading in readings for r in reading.records], wanted)
    sys.stdout.write((json.dumps(answer, ensure_ascii=False) if wanted.json else _table(answer)) + "\n")
    return LOOK if answer["problems"] or answer["duplicates"] else DONE


def _read(path: Path) -> Reading:
    try:
        if path.stat().st_size > LIMIT:
            raise Unreadable(f"{path} is larger than {LIMIT // 1_000_000} MB: cut it into smaller files.")
        content = path.read_bytes()
    except OSError as wrong:
        raise Unreadable(f"{path} cannot be opened: {wrong.strerror}.") from wrong
    return bibliography.read(content, file=str(path))


def _periods(said: str) -> list[Period]:
    try:
        periods = [(int(first), int(last or first)) for first, _, last in _parted(said)]
        bibliography.check_periods(periods)
    except ValueError as wrong:
        raise BadUsage("Periods are written like this: 2010-2015,2016-2020.") from wrong
    except WrongPeriods as wrong:
        raise BadUsage(str(wrong)) from wrong
    return periods


def _parted(said: str) -> list[tuple[str, str, str]]:
    return [part.strip().partition("-") for part in said.split(",") if part.strip()]


def _answer(readings: list[Reading], periods: list[Period]) -> dict[str, Any]:
    records = [record for reading in readings for record in reading.records]
    problems = [problem for reading in readings for problem in reading.problems]
    kinds = [record.kind for record in records]
    try:
        return {
            "records": len(records),
            "found": sum(reading.found for reading in readings),
            "problems": [_problem(problem) for problem in problems],
            "duplicates": _duplicates(records),
            "by_year": _named(bibliography.by_year(record.year for record in records)),
            **({"by_period": _named(bibliography.by_period((r.year for r in records), periods))} if periods else {}),
            "by_type": _tally(kinds if any(kinds) else [record.form for record in records]),
            "by_form": _tally(record.form for record in records),
            "by_place": _tally(record.studied_in for record in records),
            "by_sector": _tally(record.sector for record in records),
        }
    except NotASum as wrong:  # a fault of ours: no figure rather than a wrong one
        raise Unreadable(str(wrong)) from wrong


def _problem(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, "line": problem.line, "reason": problem.reason, "records_lost": problem.lost}


def _duplicates(records: list[Record]) -> list[dict[str, Any]]:
    return [
        {"why": group.why, "records": [_told(records[place]) for place in group.members]}
        for group in bibliography.duplicates(records)
    ]


def _told(record: Record) -> dict[str, Any]:
    return {"file": record.file, "line": record.line, "title": record.title, "year": record.year, "doi": record.doi}


def _tally(values: Iterable[str]) -> dict[str, int]:
    return _named(bibliography.tally(values))


def _named(table: dict[str, int]) -> dict[str, int]:
    return {label or SAID_NOWHERE: count for label, count in table.items()}


def _references(records: list[Record], wanted: Namespace) -> list[dict[str, Any]]:
    made = bibliography.reference_list(records, Style(wanted.style), wanted.language)
    return [{"text": one.text, "in_text": one.in_text, "problem": one.problem} for one in made]


# -- for people -------------------------------------------------------------------------------------------------------


def _table(answer: dict[str, Any]) -> str:
    lines = [f"{answer['records']} records read, of {answer['found']} found.", ""]
    lines += [f"{each['file']}, line {each['line']}: {each['reason']}" for each in answer["problems"]]
    for group in answer["duplicates"]:
        told = "; ".join(f"{each['file']}, line {each['line']}" for each in group["records"])
        lines.append(f"Perhaps the same work (same {group['why']}): {told}")
    for name in ("by_year", "by_period", "by_type", "by_place", "by_sector"):
        lines += ["", name.replace("_", " ")] if name in answer else []
        lines += [f"{count:>6}  {label}" for label, count in answer.get(name, {}).items()]
    lines += ["", *(each["text"] for each in answer.get("references", ()))]
    return "\n".join(lines).rstrip()
