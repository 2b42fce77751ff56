"""A transcript as people type it, or as Microsoft Teams writes it in a document: `Name   0:03`, then the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from espoir.cores.captions import labels
from espoir.cores.captions.labels import Label
from espoir.cores.captions.turns import Problem, Transcript, Turn, What, Why, merged, seen

CLOCK = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?"
NAME_THEN_TIME = re.compile(rf"(?P<name>[^\W\d_][^\n?!;«»]{{0,78}}?)(?P<gap>[ \u00a0\t]+)(?P<time>{CLOCK})")
NAME_IN_BRACKETS = re.compile(rf"(?P<name>[^\W\d_][^\n?!;:«»\[\]()]{{0,78}}?)[ \u00a0\t]*[\[(](?P<time>{CLOCK})[\])]")
TIME_FIRST = re.compile(rf"(?:[\[(](?P<inside>{CLOCK})[\])]|(?P<bare>{CLOCK}))(?:[ \u00a0\t]*[-–—])?(?:[ \u00a0\t]+|$)")
SYSTEM = re.compile(
    r".{1,80}\s(?:started|stopped|paused|resumed) (?:the )?transcription\.?"
    r"|.{1,80}\sa (?:démarré|lancé|commencé|activé|arrêté|suspendu|repris) (?:la )?transcription\.?",
    re.IGNORECASE,
)
NAME_WORDS = 8  # « Tremblay, Marie (invitée du Centre des Érables) »

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Head:
    """A line that only says who speaks next, and from when."""

    name: str
    start: float
    sure: bool  # two spaces or brackets; with a single space it could be a sentence that ends on an hour


@dataclass(slots=True)
class _Piece:
    line: int
    speaker: str
    start: float | None
    words: list[str] = field(default_factory=list)


def read(text: str) -> Transcript:
    """The turns of a plain text."""
    return of_lines(enumerate(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1))


def of_lines(numbered: Iterable[Line]) -> Transcript:
    """The turns of numbered lines; an empty line ends a paragraph."""
    lines = [(number, seen(line).strip(" \t\f\v\x1c\x1d\x1e\x1f")) for number, line in numbered]
    heads = _heads(lines)
    return _by_heads(lines, heads) if heads else _by_labels(lines)


def _told(pieces: Sequence[_Piece], problems: list[Problem], *, by: str) -> Transcript:
    problems += [Problem(What.DOUBT, Why.NO_WORDS, piece.line, piece.speaker) for piece in pieces if not piece.words]
    turns = [Turn(piece.speaker, piece.start, "\n".join(piece.words)) for piece in pieces if piece.words]
    return Transcript(merged(turns, by=by), len(pieces), tuple(sorted(problems, key=lambda problem: problem.line or 0)))


# -- Name   0:03 ------------------------------------------------------------------------------------------------------


def _heads(lines: Sequence[Line]) -> dict[str, Head]:
    all_of_them = [(line, head) for _, line in lines if (head := _head(line))]
    names = Counter(labels.folded(head.name) for _, head in all_of_them)
    sure = {labels.folded(head.name) for _, head in all_of_them if head.sure}
    if not sure and len(names) < 2:  # one name with a single space, however often: perhaps a refrain, perhaps a list
        return {}
    return {
        line: head
        for line, head in all_of_them
        if names[labels.folded(head.name)] > 1 or labels.folded(head.name) in sure
    }


def _head(line: str) -> Head | None:
    found = NAME_IN_BRACKETS.fullmatch(line) or NAME_THEN_TIME.fullmatch(line)
    if not found or len(found["name"].split()) > NAME_WORDS:
        return None
    gap = found.groupdict().get("gap") or "  "
    return Head(" ".join(found["name"].split()), _seconds(found["time"]), len(gap) > 1 or gap == "\t")


def _by_heads(lines: Sequence[Line], heads: dict[str, Head]) -> Transcript:
    pieces: list[_Piece] = []
    problems: list[Problem] = []
    for number, line in lines:
        if not line:
            continue
        if line in heads:
            pieces.append(_Piece(number, heads[line].name, heads[line].start))
        elif SYSTEM.fullmatch(line):
            problems.append(Problem(What.LEFT_OUT, Why.SYSTEM, number, line))
        elif pieces:
            pieces[-1].words.append(line)
        else:
            problems.append(Problem(What.LEFT_OUT, Why.HEADING, number, line))
    return _told(pieces, problems, by=" ")


# -- Name : words, or paragraphs --------------------------------------------------------------------------------------


def _by_labels(lines: Sequence[Line]) -> Transcript:
    timed = [(number, *_time_first(line)) for number, line in lines]
    found = [_label(words) for _, _, words in timed]
    names = labels.accepted([label for (_, _, words), label in zip(timed, found, strict=True) if words])
    pieces: list[_Piece] = []
    after_a_gap, due = True, None  # due: a time that stands on a line of its own, for the words that follow
    for (number, start, words), label in zip(timed, found, strict=True):
        if label and labels.folded(label.name) in names:
            pieces.append(_Piece(number, label.name, label.start if start is None else start))
            words = words[label.end :].strip(" \t")
        elif start is not None and not words:
            due = start
        elif words and (start is not None or due is not None or not pieces or (after_a_gap and not pieces[-1].speaker)):
            pieces.append(_Piece(number, "", start))
        if pieces and words:
            if pieces[-1].start is None and not pieces[-1].words:
                pieces[-1].start = due
            due = None
            pieces[-1].words.append(words)
        after_a_gap = not words
    return _told(pieces, [], by="\n")


@dataclass(frozen=True, slots=True)
class _Timed(Label):
    start: float | None


def _label(words: str) -> _Timed | None:
    """`Marie :` or `Marie (0:03):`"""
    timed = re.match(
        rf"(?P<name>[^\W\d_][^\n:;?!«»\[\]()]{{0,58}}?)[ \u00a0]*[\[(](?P<time>{CLOCK})[\])][ \u00a0\u202f]*:", words
    )
    if timed:
        return _Timed(" ".join(timed["name"].split()), timed.end(), _seconds(timed["time"]))
    label = labels.of(words)
    return _Timed(label.name, label.end, None) if label else None


def _time_first(line: str) -> tuple[float | None, str]:
    found = TIME_FIRST.match(line)
    if not found or (found["bare"] and not _stands_alone(line[found.end() :])):
        return None, line
    return _seconds(found["inside"] or found["bare"]), line[found.end() :].strip(" \t")


def _stands_alone(rest: str) -> bool:
    """`8:30` in front of a sentence may be part of it; in front of a name, or alone, it is a time."""
    return not rest or _label(rest) is not None


def _seconds(clock: str) -> float:
    *hours, minutes, seconds = clock.replace(",", ".").split(":")
    return round(int(hours[0] if hours else 0) * 3600 + int(minutes) * 60 + float(seconds), 3)
