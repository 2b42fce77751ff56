"""Answers in, scores out. A score is right or it is absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from espoir.cores.scoring.instruments import Key, Scale, Takes

Answers = Mapping[int, int | None]  # item → answer; None, or no entry: not answered


class BadAnswer(Exception):
    """An answer that the instrument does not offer, or an item that it does not have."""

    def __init__(self, item: int, answer: object) -> None:
        super().__init__(f"item {item}: {answer!r}")
        self.item, self.answer = item, answer


@dataclass(frozen=True)
class Score:
    scale: Scale
    value: Fraction | None  # None: too many answers are missing
    missing: tuple[int, ...]

    @property
    def band(self) -> str | None:
        """Where the instrument's own cut-offs put it; None when it has none there."""
        if self.value is None:
            return None
        return next((cut_off.code for cut_off in self.scale.cut_offs if self.value <= cut_off.at_most), None)


def score(key: Key, answers: Answers) -> tuple[Score, ...]:
    """Each scale in the key's order. A single answer that cannot be refuses the whole (BadAnswer)."""
    for item, answer in answers.items():
        if not 1 <= item <= key.items or not (answer is None or _is_offered(key, answer)):
            raise BadAnswer(item, answer)
    return tuple(of_scale(key, scale, answers) for scale in key.scales)


def of_scale(key: Key, scale: Scale, answers: Answers) -> Score:
    given = {item: answer for item in scale.items if (answer := answers.get(item)) is not None}
    for item, answer in given.items():
        if not _is_offered(key, answer):
            raise BadAnswer(item, answer)
    missing = tuple(item for item in scale.items if item not in given)
    if len(missing) > key.missing_allowed:
        return Score(scale, None, missing)
    turned = [key.reverse(answer) if item in scale.reversed else answer for item, answer in given.items()]
    return Score(scale, _total(scale, turned) * scale.times, missing)


def _total(scale: Scale, answers: list[int]) -> Fraction:
    """A missing answer that the publisher allows counts as the mean of the others."""
    mean = Fraction(sum(answers), len(answers))
    return mean * len(scale.items) if scale.takes is Takes.SUM else mean


def _is_offered(key: Key, answer: object) -> bool:
    return isinstance(answer, int) and not isinstance(answer, bool) and key.accepts(answer)
