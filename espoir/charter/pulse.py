"""How the role is understood: five statements of our own, four words each. Pure functions on plain counts.

A round keeps for each statement how many chose each word, and nothing else of anyone's answer. What is said of it is
a word (towards which of the four the answers lean), and a count only where enough people stand behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from espoir.cores.disclosure import Cell, Table, may_follow, shown

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BELOW = 10  # design rule 11, in reports


class Statement(models.TextChoices):
    SAY = "say", _("I can say in two sentences what the support person’s role is.")
    NOT_ASK = "not_ask", _("I know what not to ask of the support person.")
    INSTEAD = "instead", _("I know whom to ask instead.")
    WEIGH = "weigh", _("In our meetings, what the support person says weighs as much as what I say.")
    SAY_NO = "say_no", _("Here, anyone can say “that’s not my role” without trouble.")


class Word(models.TextChoices):
    NOT_AT_ALL = "0", pgettext_lazy("pulse", "Not at all")
    A_LITTLE = "1", pgettext_lazy("pulse", "A little")
    MOSTLY = "2", pgettext_lazy("pulse", "Mostly")
    FULLY = "3", pgettext_lazy("pulse", "Fully")


Tallies = dict[str, list[int]]  # statement → how many chose each word


def nothing_yet() -> Tallies:
    return {statement.value: [0] * len(Word) for statement in Statement}


def added(tallies: Tallies, answers: Mapping[str, str]) -> Tallies:
    """One more person's answers. Nothing of the order in which they came can be found again."""
    return {
        statement: [count + (str(place) == answers[statement]) for place, count in enumerate(counts)]
        for statement, counts in tallies.items()
    }


def may_be_shown(who: Sequence[str], rounds_shown: Sequence[Sequence[str]]) -> bool:
    """Enough people, and not too few between these people and those of any round that was shown."""
    return may_follow(frozenset(who), [frozenset(each) for each in rounds_shown], below=BELOW)


def leans_to(counts: Sequence[int]) -> Word:
    """The word nearest to the average. It never says that everyone chose the same."""
    total = sum(place * count for place, count in enumerate(counts))
    return list(Word)[int(Fraction(total, sum(counts)) + Fraction(1, 2))]


@dataclass(frozen=True)
class Said:
    """What is said of one statement."""

    statement: Statement
    leans_to: Word
    counts: list[tuple[StrOrPromise, int]]  # the words behind which enough people stand


def read(tallies: Tallies) -> list[Said]:
    return [Said(Statement(code), leans_to(counts), _counts(counts)) for code, counts in tallies.items()]


def _counts(counts: Sequence[int]) -> list[tuple[StrOrPromise, int]]:
    """How many are in the team is no secret, so a count is said only where the total could be said beside it."""
    cells = tuple(
        Cell(word, count, frozenset(f"{word}{number}" for number in range(count)))
        for word, count in zip(Word, counts, strict=True)
    )
    total = Cell("total", sum(counts), frozenset().union(*(cell.people for cell in cells)))
    names = shown(Table(total, (cells,)), below=BELOW)
    if total.name not in names:
        return []
    return [(word.label, cell.count) for word, cell in zip(Word, cells, strict=True) if cell.name in names]
