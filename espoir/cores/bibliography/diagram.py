"""The flow drawn: SVG with a title, a description that holds every number, and real text. No style but attributes.

One column of boxes that stay and one of boxes that leave, narrow enough for a phone; other ways in come below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from espoir.cores.bibliography.flow import Flow

WIDTH, LEFT, MAIN, SIDE, GAP = 424, 16, 188, 188, 28
MIDDLE = LEFT + MAIN // 2
LINE, PAD, LETTERS = 17, 9, 27  # height of a line, margin, letters in a line
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
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" viewBox="0 0 {WIDTH} {height}" role="img"'
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
    """Boxes from top to bottom. A stream that waits for its end is led past the next one, along the left edge."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.top = 2
        self.above: int | None = None  # where the last box of this stream can be left, on its left side
        self.waiting: list[int] = []

    def stage(self, stays: list[str], leaves: list[str], *, begins: bool, ends: bool) -> None:
        if begins and self.above is not None:
            self.waiting.append(self.above)
        elif self.above is not None:
            self._arrow(f"M{MIDDLE} {self.top - GAP + 1}v{GAP - 3}", _down(MIDDLE, self.top - 1))
        height = max(_height(stays), _height(leaves))
        self.parts += _box(LEFT, self.top, MAIN, stays) if stays else [_line(MIDDLE, self.top, self.top + height)]
        self._leaving(stays, leaves, height)
        if stays and _height(stays) < height:
            self.parts.append(_line(MIDDLE, self.top + _height(stays), self.top + height))
        self.above = self.top + (_height(stays) or height) // 2
        if ends:
            self._joining()
        self.top += height + GAP

    def _leaving(self, stays: list[str], leaves: list[str], height: int) -> None:
        if not leaves:
            return
        left, middle = WIDTH - SIDE - 2, self.top + min(_height(stays) or height, _height(leaves)) // 2
        self._arrow(f"M{LEFT + MAIN if stays else MIDDLE} {middle}H{left - 2}", _right(left - 1, middle))
        self.parts += _box(left, self.top, SIDE, leaves)

    def _joining(self) -> None:
        for start in self.waiting:
            self._arrow(f"M{LEFT} {start}H5V{self.above}H{LEFT - 2}", _right(LEFT - 1, self.above or 0))

    def _arrow(self, line: str, head: str) -> None:
        self.parts.append(f'<path d="{line}" stroke="currentColor" fill="none"/>')
        self.parts.append(f'<polygon points="{head}" fill="currentColor"/>')


def _line(across: int, top: int, bottom: int) -> str:
    return f'<path d="M{across} {top}V{bottom}" stroke="currentColor" fill="none"/>'


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
