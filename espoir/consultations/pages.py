"""Where the rooms above add what they know: to a participant's own page, and to what happens when she leaves.

They register from their `todays.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from espoir.consultations.models import Participant
from espoir.organisations.todays import Line

Source = Callable[[Participant], Iterable[Line]]
_hers: list[Source] = []


def on_her_own_page(source: Source) -> Source:
    """Lines for the participant: what she said as we keep it, which words may be quoted, and until when."""
    _hers.append(source)
    return source


def lines_for(participant: Participant) -> list[Line]:
    return sorted((line for source in _hers for line in source(participant)), key=lambda line: line.order)


Farewell = Callable[[Participant], object]
_farewells: list[Farewell] = []


def when_she_leaves(do: Farewell) -> Farewell:
    """What a room keeps of hers outside its tables (a file) goes before her rows and her key do. It may run twice."""
    _farewells.append(do)
    return do


def say_farewell(participant: Participant) -> None:
    for do in _farewells:
        do(participant)


TakenBack = Callable[[Participant, str], object]
_taken_back: list[TakenBack] = []


def when_she_takes_back(do: TakenBack) -> TakenBack:
    """What a room made under a yes that she takes back goes with it. It may run twice."""
    _taken_back.append(do)
    return do


def say_taken_back(participant: Participant, part: str) -> None:
    for do in _taken_back:
        do(participant, part)
