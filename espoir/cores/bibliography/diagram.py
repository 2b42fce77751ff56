"""The flow drawn: SVG with a title, a description that holds every number, and real text. No style but attributes.

Boxes that stay stand one under the other, and what leaves is set in: narrow enough for a phone. Other ways in come
below. Also bars that lie down, since what they count by has long names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from espoir.cores.bibliography.flow import Flow

WIDTH, LEFT, MAIN, INDENT, SIDE = 300, 14, 226, 66, 232
SPINE, GAP, STEP = 36, 26, 10  # the line on the left; between two boxes; before what leaves
LINE, PAD, LETTERS = 17, 9, 33  # height of a line, margin, letters in a line
TEXT = 'font-family="sans-serif" font-size="13" fill="currentColor"'

DATABASES = (
    (("database_results", "database_specific_results", "register_results", "register_specific_results"),
     ("duplicates", "excluded_automatic", "excluded_other")),
    (("records_screened",), ("records_excluded",)),
    (("dbr_sought_reports",), ("dbr_notretrieved_reports",)),
    (("dbr_assessed",), ("dbr_excluded",)),
)  # fmt: skip
OTHERS = (
    (("website_results", "organisation_results", "citations_results"), ()),
    (("other_sought_reports",), ("other_notretrieved_reports",)),
    (("other_assessed",), ("other_excluded",)),
)  # fmt: skip
END = ((("new_studies", "new_reports"), ()), (("total_studies", "total_reports"), ()))
BEFORE = ((("previous_studies", "previous_reports"), ()),)
BEGINNINGS = (DATABASES[0][0], OTHERS[0][0])


@dataclass(frozen=True)
class Labels:
    """`of`: a word for each key of the flow; `between` stands between a word and its number."""

    title: str
    of: Mapping[str, str]
    between: str = ": "


def svg(flow: Flow, labels: Labels, *, key: str) -> str:
    """A drawing of the boxes that are not skipped. `key` tells two drawings of one page apart."""
    said = told(flow, labels)
    parts, height = _drawn(flow, labels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(labels.title)}</title>'
        f'<desc id="{key}-d">{escape("; ".join(said))}.</desc>{"".join(parts)}</svg>'
    )


def told(flow: Flow, labels: Labels) -> list[str]:
    """The same in words: a line a number."""
    return [line for stages in (BEFORE, DATABASES, OTHERS, END) for line in _all(flow, labels, stages)]


def _all(flow: Flow, labels: Labels, stages: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Iterator[str]:
    for main, side in stages:
        for key in (*main, *side):
            yield from _lines(flow, labels, key)


def _lines(flow: Flow, labels: Labels, key: str) -> Iterator[str]:
    value = getattr(flow, key)
    for label, n in value if isinstance(value, tuple) else ():
        head = labels.of[key]
        yield f"{head} – {label}{labels.between}{n}" if key.endswith("excluded") else f"{label}{labels.between}{n}"
    if isinstance(value, int):
        yield f"{labels.of[key]}{labels.between}{value}"


def _drawn(flow: Flow, labels: Labels) -> tuple[list[str], int]:
    drawing = _Drawing()
    for stages in (BEFORE, DATABASES, OTHERS, END):
        for main, side in stages:
            stays, leaves = (_text_of(flow, labels, keys) for keys in (main, side))
            if stays or leaves:
                drawing.stage(stays, leaves, begins=main in BEGINNINGS, ends=main == END[0][0])
    return drawing.parts, drawing.top - GAP + 4


def _text_of(flow: Flow, labels: Labels, keys: Sequence[str]) -> list[str]:
    return [wrapped for key in keys for line in _lines(flow, labels, key) for wrapped in _wrapped(line)]


class _Drawing:
    """Boxes from top to bottom, along a line on their left; what leaves stands to the right of that line.

    A stream that waits for its end is led past the next one, along the edge.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.top = 2
        self.above: tuple[int, int] | None = None  # the middle and the bottom of the last box of this stream
        self.waiting: list[int] = []

    def stage(self, stays: list[str], leaves: list[str], *, begins: bool, ends: bool) -> None:
        if begins and self.above is not None:
            self.waiting.append(self.above[0])
            self.above = None
        if stays:
            self._staying(stays)
        if leaves:
            self._leaving(leaves)
        if ends and self.above:
            for start in self.waiting:
                self._arrow(f"M{LEFT} {start}H5V{self.above[0]}H{LEFT - 2}", _right(LEFT - 1, self.above[0]))

    def _staying(self, lines: list[str]) -> None:
        if self.above is not None:
            self._arrow(f"M{SPINE} {self.above[1]}V{self.top - 2}", _down(SPINE, self.top - 1))
        self.parts += _box(LEFT, self.top, MAIN, lines)
        bottom = self.top + _height(lines)
        self.above = (self.top + _height(lines) // 2, bottom)
        self.top = bottom + GAP

    def _leaving(self, lines: list[str]) -> None:
        self.top += STEP - GAP if self.above else 0
        middle = self.top + _height(lines) // 2
        start = self.above[1] if self.above else self.top
        self._arrow(f"M{SPINE} {start}V{middle}H{INDENT - 2}", _right(INDENT - 1, middle))
        self.parts += _box(INDENT, self.top, SIDE, lines)
        self.above = self.above or (middle, self.top)
        self.top += _height(lines) + GAP

    def _arrow(self, line: str, head: str) -> None:
        self.parts.append(f'<path d="{line}" stroke="currentColor" fill="none"/>')
        self.parts.append(f'<polygon points="{head}" fill="currentColor"/>')


def _down(across: int, tip: int) -> str:
    return f"{across - 4},{tip - 7} {across + 4},{tip - 7} {across},{tip}"


def _right(tip: int, down: int) -> str:
    return f"{tip - 7},{down - 4} {tip - 7},{down + 4} {tip},{down}"


def _height(lines: list[str]) -> int:
    return len(lines) * LINE + 2 * PAD if lines else 0


def _wrapped(line: str) -> list[str]:
    return wrap(line, LETTERS, break_long_words=True) or [""]


def _box(left: int, top: int, width: int, lines: list[str]) -> Iterator[str]:
    frame = f'x="{left}" y="{top}" width="{width}" height="{_height(lines)}" rx="6"'
    yield f'<rect {frame} fill="none" stroke="currentColor"/>'
    for n, line in enumerate(lines):
        yield f'<text x="{left + PAD}" y="{top + PAD + 13 + n * LINE}" {TEXT}>{escape(line)}</text>'


# -- bars -------------------------------------------------------------------------------------------------------------

ACROSS, TALL, ROW_OF = 300, 14, 44
ROOM = 40  # for the number


def bars(rows: Sequence[tuple[str, int]], *, key: str, title: str, said: Callable[[int], str] = str) -> str:
    """A bar a line, its name above it and its number at its end. `key` tells two drawings of one page apart."""
    most = max((count for _, count in rows), default=0) or 1
    told = "; ".join(f"{label} – {said(count)}" for label, count in rows)
    parts = []
    for n, (label, count) in enumerate(rows):
        top, long = n * ROW_OF, round((ACROSS - ROOM) * count / most)
        parts.append(f'<text x="0" y="{top + 14}" {TEXT}>{escape(shortened_to(label))}</text>')
        parts.append(f'<rect x="0" y="{top + 20}" width="{long}" height="{TALL}" rx="3" fill="currentColor"/>')
        parts.append(f'<text x="{long + 6}" y="{top + 32}" font-weight="600" {TEXT}>{escape(said(count))}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{ACROSS}" viewBox="0 0 {ACROSS} {max(len(rows), 1) * ROW_OF}"'
        f' role="img"'
        f' aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(told)}.</desc>{"".join(parts)}</svg>'
    )


def shortened_to(label: str) -> str:
    return label if len(label) <= LETTERS + 6 else f"{label[: LETTERS + 5]}…"
