"""The figures of a period, as they may be read: a number, or None where it is kept private. No name, no one's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum, auto
from typing import Any

from espoir.evaluation.periods import Period

Counts = dict[str, int | None]  # by code; None: kept private


class Steady(StrEnum):
    """How often there were meetings, in a word."""

    EVERY_WEEK = auto()
    EVERY_MONTH = auto()
    SOME = auto()
    NONE = auto()


class Share(StrEnum):
    """How much of what was promised was kept, in a word."""

    ALL = auto()
    MOST = auto()
    FEW = auto()  # half of it or less
    NOTHING_DUE = auto()


@dataclass(frozen=True)
class Month:
    first: date
    meetings: int | None
    minutes: int | None


@dataclass(frozen=True)
class Kept:
    """What the organisation owed and did, or did not do."""

    done: int | None
    not_done: int | None
    share: Share


@dataclass(frozen=True)
class Indicators:
    first: date
    last: date
    people: int | None  # each counted once, for the whole period
    steady: Steady
    meetings: int | None
    minutes: int | None
    months: tuple[Month, ...]
    supervision: Kept
    answers: Kept
    referrals: int | None
    services: Counts = field(default_factory=dict)
    outcomes: Counts = field(default_factory=dict)
    goods: Counts = field(default_factory=dict)
    ways: tuple[str, ...] = ()  # the most usual first, and only those that enough people chose
    left_out: tuple[str, ...] = ()  # codes of what people here struck: no longer counted

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def all_private(self) -> bool:
        """So few people that not one number of meetings can be given: it is told in words."""
        return self.meetings is None and all(month.meetings is None for month in self.months)

    def without(self, struck: Collection[str]) -> Indicators:
        """Without what people here struck: nothing of it is given, kept or added up any more."""
        nothing: dict[str, Any] = {}
        for code in struck:
            nothing.update(NOTHING[code])
        return replace(self, left_out=tuple(sorted(struck)), **nothing)

    def as_kept(self) -> dict[str, Any]:
        """Plain values, for an edition."""
        return asdict(self)

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Indicators:
        return cls(
            **{
                **kept,
                "first": date.fromisoformat(kept["first"]),
                "last": date.fromisoformat(kept["last"]),
                "months": tuple(month_from(month) for month in kept["months"]),
                "steady": Steady(kept["steady"]),
                "supervision": _kept(kept["supervision"]),
                "answers": _kept(kept["answers"]),
                "ways": tuple(kept["ways"]),
                "left_out": tuple(kept.get("left_out", ())),
            }
        )


def month_from(kept: Mapping[str, Any]) -> Month:
    return Month(date.fromisoformat(kept["first"]), kept["meetings"], kept["minutes"])


def _kept(values: Mapping[str, Any]) -> Kept:
    return Kept(values["done"], values["not_done"], Share(values["share"]))


_UNSAID = Kept(None, None, Share.NOTHING_DUE)
NOTHING: dict[str, dict[str, Any]] = {  # by the code under which it can be struck: what then stands in its place
    "people": {"people": None},
    "meetings": {"meetings": None, "minutes": None, "months": (), "steady": Steady.SOME},
    "ways": {"ways": ()},
    "supervision": {"supervision": _UNSAID},
    "answers": {"answers": _UNSAID},
    "referrals": {"referrals": None, "services": {}, "outcomes": {}},
    "goods": {"goods": {}},
}
