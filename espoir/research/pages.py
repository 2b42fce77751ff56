"""Where the rooms above add what they know: lines on a study's page. They register from their `todays.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from espoir.organisations.models import Person
from espoir.organisations.todays import Line
from espoir.research.models import Study

Source = Callable[[Study, Person], Iterable[Line]]
_sources: list[Source] = []


def on_the_study_page(source: Source) -> Source:
    """Lines for whoever is on the team: order 10 sources, 20 people, 30 texts, 40 codes, 50 report, 60 the end."""
    _sources.append(source)
    return source


def lines_of(study: Study, reader: Person) -> list[Line]:
    return sorted((line for source in _sources for line in source(study, reader)), key=lambda line: line.order)
