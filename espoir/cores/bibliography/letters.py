"""Bytes to text, whatever programme wrote them, and without guessing in silence."""

from __future__ import annotations

import codecs
import re

from espoir.cores.bibliography.records import Fault, Problem

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HIGH = re.compile(rb"[\x80-\xff]+")
SOME_NULS = 0.2  # of all bytes: it is UTF-16 without its mark
MOSTLY = 0.9


def text_of(content: bytes) -> tuple[str, list[Problem]]:
    """The text, and a sentence wherever it was not plain UTF-8."""
    text, problems = _decoded(content)
    if "\0" in text:
        problems.append(Problem(text.count("\n", 0, text.index("\0")) + 1, Fault.LETTERS_LOST, "NUL"))
        text = text.replace("\0", "")
    return text.removeprefix("\ufeff"), problems


def _decoded(content: bytes) -> tuple[str, list[Problem]]:
    for mark, name in MARKS:
        if content.startswith(mark):
            return _as(content, name, [])
    if (blind := _without_mark(content)) is not None:
        return _as(content, blind, [Problem(1, Fault.READ_AS, blind.upper())])
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        return _eight_bits(content)


def _as(content: bytes, name: str, problems: list[Problem]) -> tuple[str, list[Problem]]:
    text = content.decode(name, errors="replace")
    if "\ufffd" in text and "\ufffd".encode(name.removesuffix("-sig")) not in content:
        place = text.index("\ufffd")
        problems = [*problems, Problem(text.count("\n", 0, place) + 1, Fault.LETTERS_LOST, _around(text, place))]
    return text, problems


def _around(text: str, place: int) -> str:
    return text[max(0, place - 20) : place + 20]


def _without_mark(content: bytes) -> str | None:
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if even + odd < SOME_NULS * max(len(content), 1):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _eight_bits(content: bytes) -> tuple[str, list[Problem]]:
    """GBK when letters come two by two; else Windows-1252, for the lines that are not UTF-8."""
    runs = HIGH.findall(content)
    pairs = sum(len(run) for run in runs if len(run) % 2 == 0)
    if pairs >= MOSTLY * sum(map(len, runs)) and not any(_is_utf8(run) for run in runs):
        try:
            return content.decode("gb18030"), [Problem(1, Fault.READ_AS, "GB18030")]
        except UnicodeDecodeError:
            pass
    return _line_by_line(content)


def _is_utf8(run: bytes) -> bool:
    try:
        return bool(run.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _line_by_line(content: bytes) -> tuple[str, list[Problem]]:
    lines, wrong = [], []
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            wrong.append(number)
    problems = [Problem(wrong[0], Fault.READ_AS, "Windows-1252")]
    lost = [number for number in wrong if "\ufffd" in lines[number - 1]]
    problems += [Problem(number, Fault.LETTERS_LOST, lines[number - 1]) for number in lost]
    return "\n".join(lines), problems
