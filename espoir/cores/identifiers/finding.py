"""All that was found, so that no two suggestions overlap and none is forgotten."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

from espoir.cores.identifiers import known as knowing
from espoir.cores.identifiers import shapes
from espoir.cores.identifiers.kinds import Known, Suggestion, Why

Model = Callable[[str, str], Iterable[Suggestion]]
ORDER = list(Why)


def find(
    text: str,
    known: Iterable[Known] = (),
    language: str = "fr",
    *,
    model: Model | None = None,
    declined: Iterable[tuple[int, int]] = (),
) -> list[Suggestion]:
    """Suggestions in the order of the text, none overlapping another.

    Of those that overlap the longest is kept, and the others go with it, in `beside`; of equal ones the surest. Spans
    in `declined` are not suggested again, so that what they hid comes up. `model` is `model.names`, or nothing.
    """
    refused = set(declined)
    found = [*knowing.find(text, known), *shapes.find(text), *(model(text, language) if model else ())]
    wanted = {(each.start, each.end): each for each in sorted(found, key=_surest_last) if each.said.strip()}
    candidates = [each for span, each in wanted.items() if span not in refused]
    return _apart(candidates)


def _surest_last(suggestion: Suggestion) -> int:
    return -ORDER.index(suggestion.why)


def _place(suggestion: Suggestion) -> tuple[int, int]:
    return suggestion.start, suggestion.end


def _apart(candidates: Iterable[Suggestion]) -> list[Suggestion]:
    kept: list[Suggestion] = []  # in the order of the text, none overlapping another
    for each in sorted(candidates, key=lambda one: (one.start - one.end, ORDER.index(one.why), one.start)):
        first = bisect_right(kept, each.start, key=lambda other: other.end)
        last = bisect_left(kept, each.end, key=lambda other: other.start)
        for at in range(first, last):
            kept[at] = replace(kept[at], beside=tuple(sorted((*kept[at].beside, each), key=_place)))
        if first == last:
            kept.insert(first, each)
    return kept
