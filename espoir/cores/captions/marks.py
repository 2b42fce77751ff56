"""Marks in a text (start, end in code points; the end is not in it), followed when the text changes under them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """The new text, and for each mark, in the order given, where it is now: None when nothing of it is left."""

    text: str
    spans: tuple[Span | None, ...]


def cut(text: str, spans: Sequence[Span], start: int, end: int) -> Changed:
    """Take the code points from `start` up to `end` away.

    A mark inside what goes is gone; one that overlaps it is trimmed; one that holds it closes over it; later ones
    shift. An empty mark (start equal to end) stays unless it lies strictly inside. Raises `ValueError` when `start`
    and `end` are not in the text, in this order, or a mark is not.
    """
    _check(text, [(start, end), *spans])
    taken = end - start
    if not taken:
        return Changed(text, tuple(spans))

    def after(place: int) -> int:
        return place if place <= start else max(start, place - taken)

    def moved(span: Span) -> Span | None:
        first, last = span
        if start < first == last < end or (first < last and start <= first and last <= end):
            return None
        return after(first), after(last)

    return Changed(text[:start] + text[end:], tuple(moved(span) for span in spans))


def replaced(text: str, spans: Sequence[Span], replacements: Iterable[tuple[int, int, str]]) -> Changed:
    """Put other words in place of some (start, end, words). Replacements do not overlap; their order is free.

    A mark that begins or ends inside what is replaced takes in all of the new words: half a name cannot be marked once
    it reads [name]. A mark whose words all go, with nothing in their place, is gone. Raises `ValueError` as `cut` does,
    and when replacements overlap or replace nothing.
    """
    wanted = sorted(replacements)
    _check(text, [(first, last) for first, last, _ in wanted] + list(spans))
    if any(first == last for first, last, _ in wanted) or any(one[1] > other[0] for one, other in pairwise(wanted)):
        raise ValueError("replacements that overlap, or replace nothing")
    pieces, shifts, done, shift = [], [], 0, 0
    for first, last, words in wanted:
        pieces += [text[done:first], words]
        shifts.append((first, last, first + shift, first + shift + len(words)))
        done, shift = last, shift + len(words) - (last - first)
    new = "".join([*pieces, text[done:]])
    starts, ends = [each[0] for each in shifts], [each[1] for each in shifts]

    def at(place: int, *, is_end: bool) -> int:
        before = bisect_right(starts, place - 1) if is_end else bisect_right(starts, place)
        if not before:
            return place
        _, last, new_first, new_last = shifts[before - 1]
        if place < last:
            return new_last if is_end else new_first
        return new_last + place - last

    def moved(span: Span) -> Span | None:
        first, last = span
        if first == last:
            inside = bisect_left(ends, first)
            within = inside < len(shifts) and shifts[inside][0] < first < shifts[inside][1]
            here = shifts[inside][2] if within else at(first, is_end=True)
            return here, here
        now = at(first, is_end=False), at(last, is_end=True)
        return now if now[0] < now[1] else None

    return Changed(new, tuple(moved(span) for span in spans))


def _check(text: str, spans: Iterable[Span]) -> None:
    for first, last in spans:
        if not 0 <= first <= last <= len(text):
            raise ValueError(f"({first}, {last}) is not in a text of {len(text)}")
