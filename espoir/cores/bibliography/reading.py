"""A file of references, whatever it is called: what it holds decides how it is read."""

from __future__ import annotations

import re
from dataclasses import replace

from espoir.cores.bibliography import bibtex, letters, ris, tables, wos
from espoir.cores.bibliography.records import Fault, Problem, Reading

OFTEN = 100
MOST, MOST_LINES = 20_000, 200_000  # references and lines of one file
LINE_END = re.compile(r"\r\n|\r|\n")
BEGINNING = re.compile(r"^(?:TY  - |PT |@[A-Za-z]+[{(])", re.MULTILINE)
OF_RIS = re.compile(r"^[\s\ufeff]{0,3}(TY[ \t\u00a0]{0,4}[-–—]|ER  -|[A-Z][A-Z0-9]  - )", re.MULTILINE)


def read(content: bytes, *, file: str = "") -> Reading:
    """Records and problems of one RIS, Web of Science, BibTeX or CSV file; never an exception for what it holds.

    `file` is the name that records and problems carry. Every record of the file is in `records`, or is counted in the
    `lost` of a problem that says why.
    """
    text, doubts = letters.text_of(content)
    if begun := _too_many(text):
        return Reading([], [Problem(1, Fault.TOO_MANY, f"{MOST_LINES}", MOST, lost=begun, file=file)])
    reading = _read(text, file.lower())
    problems = _gathered([*doubts, *reading.problems])
    if not reading.records and not any(problem.lost for problem in problems):
        problems.append(Problem(1, Fault.NOTHING))
    return Reading(
        [replace(record, file=file) for record in reading.records],
        [replace(problem, file=file) for problem in problems],
    )


def _too_many(text: str) -> int:
    """How many references begin in a text that is longer than one sitting can read; 0 for every other."""
    lines = len(LINE_END.findall(text))
    begun = len(BEGINNING.findall(text))
    return max(begun, 1) if lines > MOST_LINES or begun > MOST else 0


def _gathered(problems: list[Problem]) -> list[Problem]:
    """The same fault on hundreds of lines is said a hundred times, then once for the rest."""
    told: list[Problem] = []
    by_fault: dict[Fault, list[Problem]] = {}
    for problem in problems:
        same = by_fault.setdefault(problem.fault, [])
        same.append(problem)
        if len(same) <= OFTEN:
            told.append(problem)
    for same in by_fault.values():
        if rest := same[OFTEN:]:
            lost = sum(problem.lost for problem in rest)
            told.append(Problem(rest[0].line, Fault.MORE, str(same[OFTEN - 1].line), len(rest), lost))
    return told


def _read(text: str, name: str) -> Reading:
    if wos.BEGINS.match(text):
        return wos.read(text)
    if name.endswith((".csv", ".tsv")) and tables.looks_like_one(text):
        return tables.read(text)
    if OF_RIS.search(text) and not name.endswith(".bib"):
        return ris.read(text)
    if bibtex.STARTS.search(text):
        return bibtex.read(text)
    if tables.looks_like_one(text):
        return tables.read(text)
    return ris.read(text) if OF_RIS.search(text) else Reading()
