"""Who took part, counted from one row a participant; and who is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from espoir.cores.profiles.stated import Refused, Stated, check

SEPARATOR = ";"
NO_ANSWER = ""
Row = Mapping[str, str]
# everyone the table is about, and who gave each answer → the answers whose numbers may be shown
Protect = Callable[[frozenset[str], Mapping[str, frozenset[str]]], Collection[str]]


@dataclass(frozen=True)
class Trait:
    """A column: its name, whether a cell may hold several answers, and the answers that the study hoped to hear."""

    name: str
    several: bool = False
    hoped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """`tables` may be shown (None: a number kept back). `missing`: by trait, the answers that nobody gave."""

    n: int
    tables: tuple[Stated, ...]
    refused: tuple[Refused, ...]
    missing: Mapping[str, tuple[str, ...]]


def profile(
    rows: Sequence[Row],
    traits: Sequence[Trait],
    *,
    by: Trait | None = None,
    protect: Protect | None = None,
    least: int = 2,
) -> Profile:
    """One table a trait; with `by`, one more for each of its answers. Several answers in a cell are parted by “;”.

    A cell that is empty counts under "". `protect` keeps back small numbers; every table is then checked as a reader
    with a pencil would (`check`), and what that refuses is not among the tables.
    """
    made = [_table(rows, range(len(rows)), trait, None, protect) for trait in traits]
    for answer, members in _groups(rows, by):
        made += [
            _table(rows, members, trait, (by.name, answer), protect) for trait in traits if by and trait.name != by.name
        ]
    refused = check(made, least=least)
    out = {fault.table for fault in refused}
    missing = {trait.name: _missing(rows, trait) for trait in traits if trait.hoped}
    return Profile(len(rows), tuple(table for table in made if table.name not in out), tuple(refused), missing)


def answers(cell: str) -> list[str]:
    """The answers in a cell, each once, in their order."""
    said = (part.strip() for part in cell.split(SEPARATOR))
    return list(dict.fromkeys(part for part in said if part)) or [NO_ANSWER]


def _groups(rows: Sequence[Row], by: Trait | None) -> Iterator[tuple[str, list[int]]]:
    if by is not None:
        found: dict[str, list[int]] = {}
        for n, row in enumerate(rows):
            for answer in answers(row.get(by.name, "")):
                found.setdefault(answer, []).append(n)
        yield from found.items()


def _table(
    rows: Sequence[Row], members: Collection[int], trait: Trait, among: tuple[str, str] | None, protect: Protect | None
) -> Stated:
    who: dict[str, set[str]] = {answer: set() for answer in trait.hoped} if among is None else {}
    for n in members:
        for answer in answers(rows[n].get(trait.name, "")):
            who.setdefault(answer, set()).add(str(n))
    people = {answer: frozenset(each) for answer, each in who.items()}
    shown = people if protect is None else protect(frozenset(map(str, members)), people)
    parts = {answer: len(each) if answer in shown else None for answer, each in people.items()}
    return Stated(trait.name, len(members), parts, several=trait.several, among=among)


def _missing(rows: Sequence[Row], trait: Trait) -> tuple[str, ...]:
    heard = {answer for row in rows for answer in answers(row.get(trait.name, ""))}
    return tuple(answer for answer in trait.hoped if answer not in heard)
