"""Charts that everyone can read, from plain numbers: SVG with a title and a description, styled by classes alone.

A withheld number is an open, dashed column of full height, so that its size says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

PITCH, WIDTH, BASE, TALLEST, ROW = 52, 40, 150, 126, 178
WIDER = 4  # an open column, so that its word fits in either language
A_ROW = 6  # bars, so that their labels are readable on a narrow screen


@dataclass(frozen=True)
class Bar:
    label: str
    value: int | None  # None: withheld
    said: str = ""  # the number as one writes it in the reader's language


def bars(series: Sequence[Bar], *, key: str, title: str, description: str, withheld: str) -> str:
    """A bar chart. `key` tells two charts of one page apart; `withheld` is the word inside an open column."""
    most = max((bar.value for bar in series if bar.value is not None), default=0) or 1
    rows = [series[start : start + A_ROW] for start in range(0, len(series), A_ROW)]
    drawn = "".join(
        part for n, row in enumerate(rows) for part in _row(row, top=n * ROW, most=most, withheld=escape(withheld))
    )
    return (
        f'<svg class="chart" viewBox="0 0 {A_ROW * PITCH + 8} {max(len(rows), 1) * ROW}" role="img"'
        f' aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(description)}</desc>{drawn}</svg>'
    )


def _row(row: Sequence[Bar], *, top: int, most: int, withheld: str) -> Iterator[str]:
    yield f'<path class="ax" d="M0 {top + BASE}.5h{A_ROW * PITCH + 8}"/>'
    for n, bar in enumerate(row):
        left, middle = 8 + n * PITCH, 8 + n * PITCH + WIDTH // 2
        if bar.value is None:
            box = f'x="{left - WIDER}" y="{top + BASE - TALLEST}" width="{WIDTH + 2 * WIDER}" height="{TALLEST}"'
            yield f'<rect class="few" {box}/>'
            yield f'<text x="{middle}" y="{top + BASE - TALLEST // 2}">{withheld}</text>'
        else:
            height = round(TALLEST * bar.value / most)
            yield f'<rect x="{left}" y="{top + BASE - height}" width="{WIDTH}" height="{height}" rx="4"/>'
            said = escape(bar.said or str(bar.value))
            yield f'<text class="v" x="{middle}" y="{top + BASE - height - 6}">{said}</text>'
        yield f'<text x="{middle}" y="{top + BASE + 20}">{escape(bar.label)}</text>'
