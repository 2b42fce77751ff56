"""What a person finds on her Today page. Each room adds its lines in its own `todays.py`.

For peers and supporters a line is an invitation, never a reproach: nothing here can be late. What the organisation owes
comes from `promises`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from espoir.organisations.models import Person

Card = Literal["now", "people", "offers", "mine", "work", "quiet"]


@dataclass(frozen=True)
class Line:
    words: str
    detail: str = ""
    url: str = ""
    when: datetime | None = None
    face: str = ""  # a chosen name, for the round initial
    card: Card = "work"
    order: int = 50


Source = Callable[[Person], Iterable[Line]]
SOURCES: list[Source] = []


def on_today(source: Source) -> Source:
    SOURCES.append(source)
    return source


def lines_for(person: Person) -> list[Line]:
    return sorted((line for source in SOURCES for line in source(person)), key=lambda line: line.order)
