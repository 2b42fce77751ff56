"""Figures as they would be printed: do they add up, and does one of them, or a difference of two, point at someone?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Fault(Enum):
    SUM = "sum"  # the parts do not add up to the whole
    ONE = "one"  # a number about too few people
    REST = "rest"  # the whole less the parts leaves too few people
    ALONE = "alone"  # one number kept back alone is found by subtraction
    BETWEEN = "between"  # two tables subtracted leave too few people
    WHOLE = "whole"  # two tables disagree on how many people there are


@dataclass(frozen=True)
class Stated:
    """One table: a question, how many it is about, and how many of them gave each answer (None: kept back).

    `several`: each may have given more than one answer, and the table says so. `complete`: the answers are meant to be
    all of them; otherwise the rest is whoever is not in the table. `among`: the table is about one answer to another
    question only, for instance ("kind", "peer").
    """

    question: str
    of: int
    parts: Mapping[str, int | None]
    several: bool = False
    complete: bool = True
    among: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        return self.question if self.among is None else f"{self.question} ({self.among[0]}: {self.among[1]})"


@dataclass(frozen=True)
class Refused:
    """Why a table may not be shown. `figures` are the numbers of the sentence, for whoever writes it in French."""

    table: str
    fault: Fault
    reason: str
    figures: Mapping[str, int | str] = field(default_factory=dict)


def check(stated: Sequence[Stated], *, least: int = 2) -> list[Refused]:
    """What may not be printed, each with a sentence. `least`: the smallest number of people that may stand alone.

    Raises ValueError for a negative count or for fewer than two as `least`.
    """
    if least < 2 or any(table.of < 0 or min(_shown(table), default=0) < 0 for table in stated):
        raise ValueError("Counts are zero or more, and the smallest number that may stand alone is two or more.")
    refused = [fault for table in stated for fault in _inside(table, least)]
    refused += [fault for table in stated if table.among is None for fault in _between(table, stated, least)]
    return [*refused, *_wholes(stated)]


def few(people: int) -> str:
    return "one person" if people == 1 else f"{people} people"


def _shown(table: Stated) -> list[int]:
    return [count for count in table.parts.values() if count is not None]


# -- one table --------------------------------------------------------------------------------------------------------


def _inside(table: Stated, least: int) -> Iterator[Refused]:
    shown, kept_back = _shown(table), [name for name, count in table.parts.items() if count is None]
    total = sum(shown)
    wrong = total > table.of or (total != table.of and table.complete and not kept_back)
    if table.several:
        yield from _inside_several(table, least)
    elif wrong:
        yield _sum(table, total)
    else:
        yield from _too_few(table, least)
        rest = table.of - total
        if kept_back and table.complete and len(kept_back) == 1:
            yield _alone(table, kept_back[0], rest)
        elif 0 < rest < least:
            yield _rest(table, rest)


def _inside_several(table: Stated, least: int) -> Iterator[Refused]:
    for name, count in table.parts.items():
        if count is not None and count > table.of:
            yield _sum(table, count, name)
        elif count is not None and 0 < table.of - count < least:
            yield _rest(table, table.of - count, name)
    yield from _too_few(table, least)


def _too_few(table: Stated, least: int) -> Iterator[Refused]:
    for name, count in table.parts.items():
        if count is not None and 0 < count < least:
            shown = f"“{name}” is {few(count)}" if name else f"{few(count).capitalize()} gave no answer"
            reason = f"{shown}: whoever knows the field may know who. Join it to another answer."
            yield Refused(table.name, Fault.ONE, reason, {"answer": name, "count": count})


def _sum(table: Stated, total: int, answer: str = "") -> Refused:
    figures: dict[str, int | str] = {"sum": total, "of": table.of, "answer": answer}
    if answer:
        reason = f"“{answer}” is {total}, and the table is about {table.of}."
    else:
        reason = f"The numbers add up to {total}, and the table is about {table.of}."
        if total > table.of:
            reason += " If people could give several answers, say so; otherwise a number is wrong."
        else:
            reason += f" {few(table.of - total).capitalize()} without an answer should have a line."
    return Refused(table.name, Fault.SUM, reason, figures)


def _rest(table: Stated, rest: int, answer: str = "") -> Refused:
    shown = f"“{answer}”" if answer else "the numbers shown"
    reason = f"{table.of} people less {shown} leaves {few(rest)}: anyone can subtract, and may know who."
    return Refused(table.name, Fault.REST, reason, {"rest": rest, "of": table.of, "answer": answer})


def _alone(table: Stated, answer: str, rest: int) -> Refused:
    reason = f"“{answer}” is kept back alone: {table.of} less the numbers shown gives it. Keep back another one too."
    return Refused(table.name, Fault.ALONE, reason, {"rest": rest, "answer": answer, "of": table.of})


# -- two tables and more ----------------------------------------------------------------------------------------------


def _between(whole: Stated, stated: Sequence[Stated], least: int) -> Iterator[Refused]:
    """The table about everyone, less the tables about some of them, is a table about the others."""
    groups: dict[str, list[Stated]] = {}
    for table in stated:
        if table.question == whole.question and table.among:
            groups.setdefault(table.among[0], []).append(table)
    for split, tables in groups.items():
        if _is_partition(split, stated):
            for answer, count in whole.parts.items():
                yield from _of_the_others(whole, tables, answer, count, least)


def _is_partition(split: str, stated: Sequence[Stated]) -> bool:
    """Nobody is in two groups."""
    return not any(table.question == split and table.several for table in stated)


def _of_the_others(
    whole: Stated, tables: Sequence[Stated], answer: str, count: int | None, least: int
) -> Iterator[Refused]:
    some = [table.parts.get(answer) for table in tables]
    known = [each for each in some if each is not None]
    if count is None or len(known) < len(some):
        return
    rest, names = count - sum(known), ", ".join(table.name for table in tables)
    figures: dict[str, int | str] = {"rest": rest, "answer": answer, "of": count, "tables": names}
    if rest < 0:
        reason = f"“{answer}” is {count} here, and {sum(known)} in {names}: a number is wrong."
        yield Refused(whole.name, Fault.SUM, reason, {**figures, "sum": sum(known)})
    elif 0 < rest < least and sum(table.of for table in tables) < whole.of:
        reason = (
            f"“{answer}” here less “{answer}” in {names} leaves {few(rest)}: anyone can subtract, and may know who."
        )
        yield Refused(whole.name, Fault.BETWEEN, reason, figures)


def _wholes(stated: Sequence[Stated]) -> Iterator[Refused]:
    """A table among some people is about as many as the other table says they are."""
    plain = {table.question: table for table in stated if table.among is None}
    for table in stated:
        split = plain.get(table.among[0]) if table.among else None
        said = split.parts.get(table.among[1]) if split and table.among else None
        if said is not None and said != table.of:
            reason = (
                f"This table is about {table.of}, and “{table.among[1] if table.among else ''}” is {said} elsewhere."
            )
            yield Refused(table.name, Fault.WHOLE, reason, {"of": table.of, "said": said})
