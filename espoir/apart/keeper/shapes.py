"""What goes in and out of the keeper, inside the process or through its socket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

VETO = "veto"  # a line about someone of the programme; any other kind is a `cores.likeness.Kind`


class KeeperAway(Exception):
    """The keeper does not answer. Nobody is placed until it does."""


class WrongKey(KeeperAway):
    """The key beside the store is not the one that sealed it, or there is none."""


class Damaged(KeeperAway):
    """A block does not open: it was moved or changed. Reading the rest would read less than was written."""


class NotAllowed(Exception):
    """Not this person, or not yet: a reading that needs someone else too, a line or a matter that is not there."""


class TooMany(Exception):
    """No more lines for now. `until` is the day from which there is room again without taking one out."""

    def __init__(self, until: date) -> None:
        super().__init__(until)
        self.until = until


class Mode(StrEnum):
    SEALED = "sealed"  # she can read her words again
    TOKENS = "tokens"  # nobody can: only keyed digests are kept


class Then(StrEnum):
    """What she wants if something new touches what already stands."""

    CHANGE = "change"
    CALL = "call"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Someone:
    id: str
    place: str  # the organisation's pk
    name: str  # her chosen name today


@dataclass(frozen=True, slots=True)
class Line:
    """One line of her own page."""

    slot: str
    kind: str
    words: str  # "" when kept as tokens
    first: int | None
    last: int | None
    mode: Mode
    written_on: datetime
    acts_on: datetime  # for a typed name: the clue; whoever bears that name here is kept apart at once
    until: date
    waits_for_witness: bool
    people: tuple[str, ...] = ()  # of the programme, whom this line means by itself


@dataclass(frozen=True, slots=True)
class Paper:
    """A line that someone wrote for her, and that waits until who was there (`second`) has seen the paper too."""

    person: str
    slot: str
    written_by: str
    second: str
    written_on: datetime
    lapses_on: (
        date  # the last day on which it can be confirmed; for a while, those it concerns still read that it lapsed
    )


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that stands and joins people."""

    kind: str
    key: str
    people: tuple[Someone, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a safety lead or the ally looks into. Never the reason."""

    place: str
    id: str
    what: str  # "review" | "alarm"
    kind: str  # of the tie
    key: str
    people: tuple[str, ...]
    opened_on: date
    due: date
    asked_by: tuple[str, ...]
    opened_by: tuple[str, ...]
    settled_on: date | None
    outcome: str
    asker: str


@dataclass(frozen=True, slots=True)
class Side:
    person: str
    words: str  # "" when kept in a form no one reads, or when only her chosen name touches
    kind: str
    then: Then


@dataclass(frozen=True, slots=True)
class Reason:
    sides: tuple[Side, ...]
