"""`espoir research exchange IN OUT`: a project or a codebook of another program, read and written again."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from espoir.console import BadUsage, Unreadable
from espoir.cores.refi import (
    Codebook,
    Project,
    Reading,
    Refused,
    counts,
    read,
    read_codebook,
    write,
    write_codebook,
)  # fmt: skip

DONE, SOMETHING_NOT_UNDERSTOOD = 0, 1
MOST = 300_000_000  # bytes


def add(verbs: Any) -> ArgumentParser:
    """The words that this command understands."""
    verb: ArgumentParser = verbs.add_parser(
        "exchange",
        help="read a REFI-QDA project (QDPX, QDE) or codebook (QDC), and write it again",
        epilog="Exit status: 0 all was understood, 1 some parts were not (they are listed), 2 nothing could be read.",
    )
    verb.add_argument("file", metavar="IN", type=Path, help="QDPX, QDE or QDC")
    verb.add_argument("out", metavar="OUT", type=Path, help="where to write; .qdc takes the codebook alone")
    return verb


def run(wanted: Namespace) -> int:
    content = _content(wanted.file)
    try:
        reading = _codebook(content) if wanted.file.suffix.casefold() == ".qdc" else read(content)
    except Refused as sentence:
        raise Unreadable(f"{wanted.file} is not read. {sentence}") from sentence
    _write(reading, wanted.out)
    answer = {**asdict(counts(reading.project)), "not_understood": reading.not_understood}
    sys.stdout.write((json.dumps(answer, ensure_ascii=False) if wanted.json else _said(answer)) + "\n")
    return SOMETHING_NOT_UNDERSTOOD if reading.not_understood else DONE


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST:
            raise Unreadable(f"{path} is larger than {MOST // 1_000_000} MB. It is not read.")
        return path.read_bytes()
    except OSError as wrong:
        raise Unreadable(f"{path} cannot be opened: {wrong.strerror}.") from wrong


def _codebook(content: bytes) -> Reading:
    found: Codebook = read_codebook(content)
    project = Project(name="", origin=found.origin, codes=found.codes, sets=found.sets)
    return Reading(project, found.not_understood)


def _write(reading: Reading, path: Path) -> None:
    project = reading.project
    if path.suffix.casefold() == ".qdc":
        if not project.codes:
            raise BadUsage("There is no code to write: a codebook needs one.")
        reading.not_understood += _left_behind(project)
        content = write_codebook(project.codes, sets=project.sets, origin=project.origin)
    else:
        content = write(project)
    try:
        path.write_bytes(content)
    except OSError as wrong:
        raise BadUsage(f"{path} cannot be written: {wrong.strerror}.") from wrong


def _left_behind(project: Project) -> list[str]:
    """What a codebook alone has no room for."""
    held = counts(project)
    rest = {name: n for name, n in asdict(held).items() if n and name not in ("codes", "sets")}
    notes = sum(len(code.notes) for code in project.every_code())
    said = [f"{n} {name} of the project: a codebook has no room for them" for name, n in rest.items()]
    return [*said, f"{notes} notes on codes: a codebook has no room for them"] if notes else said


def _said(answer: dict[str, Any]) -> str:
    lines = [f"{n:>8}  {name}" for name, n in answer.items() if name != "not_understood"]
    lines += ["", "Not understood:" if answer["not_understood"] else "All was understood."]
    return "\n".join([*lines, *(f"  – {each}" for each in answer["not_understood"])])
