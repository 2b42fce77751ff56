"""The verbs of before, for the callers that have not moved yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from espoir.apart.keeper.inside import house
from espoir.apart.keeper.shapes import VETO, Someone
from espoir.cores.likeness import Kind


@dataclass(frozen=True)
class Entry:
    by: str
    words: str
    people: tuple[str, ...]
    until: str
    slot: str = ""


def entries(place: str) -> list[Entry]:
    with house()._in(place) as here:
        return [
            Entry(line.by, line.words, line.people, line.until.isoformat(), line.id)
            for line in here.lines.values()
            if line.kind in (VETO, Kind.PERSON)
        ]


def add(place: str, entry: Entry, *, instead_of: Iterable[str] = ()) -> Entry:
    take_out_entries(place, instead_of)
    someone = Someone(entry.by, place, "")
    line = house().write(someone, kind=VETO, words=entry.words, people=entry.people)
    _until(place, line.slot, entry.until)
    return Entry(entry.by, entry.words, entry.people, entry.until, line.slot)


def put_back(place: str, changed: Iterable[Entry]) -> None:
    for entry in changed:
        _until(place, entry.slot, entry.until, entry.people)


def take_out_entries(place: str, slots: Iterable[str]) -> None:
    with house()._in(place) as here, here.changing() as change:
        for slot in slots:
            if slot in here.lines:
                change.drop(here.lines[slot])


def _until(place: str, slot: str, until: str, people: tuple[str, ...] | None = None) -> None:
    from dataclasses import replace  # noqa: PLC0415

    with house()._in(place) as here, here.changing() as change:
        line = here.lines[slot]
        change.keep(replace(line, until=date.fromisoformat(until), people=line.people if people is None else people))
