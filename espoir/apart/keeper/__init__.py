"""The keeper of what people wrote about whom they must not meet: a file, a key and a process of its own.

    keeper.write(someone, kind="phone", words="514 555-0188")
    keeper.offerable(seeker, candidates)                      # one of the only three questions there are

`settings.KEEPER` says whether these verbs go through the socket of the keeper's own process ("socket", the default) or
are done within this one ("inside": tests, benches, the lived weeks of the demonstration). When the keeper does not
answer, every verb raises `KeeperAway`: nobody is placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.conf import settings

from espoir.apart.keeper import inside
from espoir.apart.keeper.client import Client
from espoir.apart.keeper.house import House
from espoir.apart.keeper.inside import close
from espoir.apart.keeper.process import inside_if_alone
from espoir.apart.keeper.shapes import (
    VETO,
    KeeperAway,
    Line,
    Matter,
    Mode,
    NotAllowed,
    Paper,
    Reason,
    Side,
    Someone,
    Then,
    Tie,
    TooMany,
    WrongKey,
)
from espoir.apart.keeper.store import key_path, store_path

__all__ = [
    "VETO", "KeeperAway", "Line", "Matter", "Mode", "NotAllowed", "Paper", "Reason", "Side", "Someone", "Then", "Tie",
    "TooMany", "WrongKey",
    "choose_then", "close", "confirm", "forget", "forget_all", "forget_place", "inside_if_alone", "is_whole",
    "joinable", "keep_longer", "key_path", "lines_of", "look", "matters", "offerable", "papers", "press",
    "reason", "settle", "stats", "store_path", "take_out", "then_of", "write",
]  # fmt: skip


def _keeper() -> House:
    return cast(House, Client()) if settings.KEEPER == "socket" else inside.house()


# Her own page, or a paper.


def lines_of(someone: Someone) -> list[Line]:
    """Hers, for her own eyes."""
    return _keeper().lines_of(someone)


def write(
    someone: Someone, *, kind: str, words: str, first: int | None = None, last: int | None = None,
    mode: Mode = Mode.SEALED, people: Sequence[str] = (), witness: str = "", second: str = "",
    instead_of: str | None = None,
) -> Line:  # fmt: skip
    """Keep a line. `people`: who of the programme it means by itself today (pressed, or bearers of a typed name).

    `witness`: who wrote it for her, from a paper; it waits until `second`, who was there, confirms it.
    Raise `TooMany(until)`.
    """
    return _keeper().write(
        someone, kind=kind, words=words, first=first, last=last, mode=mode, people=people, witness=witness,
        second=second, instead_of=instead_of,
    )  # fmt: skip


def take_out(someone: Someone, slot: str) -> None:
    """One of her own lines, at once; someone else's is left alone without a word."""
    _keeper().take_out(someone, slot)


def keep_longer(someone: Someone) -> None:
    _keeper().keep_longer(someone)


def choose_then(someone: Someone, then: Then) -> None:
    """What she wants if something new touches what already stands."""
    _keeper().choose_then(someone, then)


def then_of(someone: Someone) -> Then:
    return _keeper().then_of(someone)


def papers(place: str) -> list[Paper]:
    """Lines that wait for a second pair of eyes: whose and by whom, never the words."""
    return _keeper().papers(place)


def confirm(where: Someone | str, slot: str, *, by: str) -> None:
    """Someone other than the writer has seen the paper. Raise `NotAllowed`."""
    _keeper().confirm(where if isinstance(where, str) else where.place, slot, by=by)


# Placements: the only three questions.


def offerable(seeker: Someone, candidates: Sequence[Someone], *, asker: str = "") -> list[str]:
    """The ids of those who may be placed with her, in the same order."""
    return _keeper().offerable(seeker, candidates, asker=asker)


def joinable(group: Sequence[Someone], candidates: Sequence[Someone], *, asker: str = "") -> list[str]:
    """The ids of those who may join the people already there; one answer each."""
    return _keeper().joinable(group, candidates, asker=asker)


def is_whole(people: Sequence[Someone], *, newcomer: str = "", asker: str = "") -> bool:
    """May all of these people be together? One answer about each of them."""
    return _keeper().is_whole(people, newcomer=newcomer, asker=asker)


# The worker.


def look(place: str, ties: Sequence[Tie]) -> None:
    """Everything that stands: what has run out goes, and what a wish touches by now is opened for review, once."""
    _keeper().look(place, ties)


def forget(place: str, person: str) -> None:
    """Erased or withdrawn: what she wrote goes, and her id leaves everything else."""
    _keeper().forget(place, person)


def forget_all(place: str, people: Sequence[str]) -> None:
    """All who have left: what was missed while the keeper was away, or brought back by an older copy, goes again."""
    _keeper().forget_all(place, people)


def forget_place(place: str) -> None:
    _keeper().forget_place(place)


# Safety leads and the ally.


def matters(place: str) -> list[Matter]:
    """Reviews and alarms, settled ones too. Never the reason."""
    return _keeper().matters(place)


def press(matter: Matter, *, by: str, readers_needed: int) -> bool:
    """Ask to read a review; True once it is open to `by`. Raise `NotAllowed` to a party."""
    return _keeper().press(matter.place, matter.id, by=by, readers_needed=readers_needed)


def reason(matter: Matter, *, by: str) -> Reason:
    """Raise `NotAllowed` unless it is open to `by`."""
    return _keeper().reason(matter.place, matter.id, by=by)


def settle(matter: Matter, *, by: str, outcome: str) -> None:
    """`changed`, `talked` or `leave`. A review by someone to whom it is open; an alarm by anyone but its asker."""
    _keeper().settle(matter.place, matter.id, by=by, outcome=outcome)


def stats() -> dict[str, int]:
    """Counts only."""
    return _keeper().stats()
