"""What stands out in someone's terms. Never a rank, never one person beside another: a role beside a role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from espoir.pay import parity
from espoir.pay.codes import Gap
from espoir.pay.parity import Pay

DAYS_TO_ANSWER = 30
DAYS_WHEN_DISPUTED = 14
KEPT = timedelta(days=731)  # what someone was paid before, and what is kept of who has left: two years
LOOK_BACK = 28  # days in which a meeting or a supervision is suggested


class NotHers(Exception):
    """Not a meeting or a supervision of hers that is still to be said."""


@dataclass(frozen=True)
class Rate:
    """So many cents an hour, from a day on, by whose word."""

    name: str
    cents: int
    since: date
    source: str
    is_minimum: bool
    url: str = ""
    read_on: date | None = None


def stands_out(
    hers: Pay | None, theirs: Pay | None, unpaid_kinds: Iterable[str] = (), rates: Iterable[Rate] = ()
) -> list[Gap]:
    """Codes, in the order in which they are read."""
    found = [Gap.UNPAID] if hers and not hers.cents else []
    below = below_which(hers, rates)
    found += [Gap.MINIMUM] * any(rate.is_minimum for rate in below)
    found += [Gap.REFERENCE] * any(not rate.is_minimum for rate in below)
    if hers and theirs:
        found += [Gap.MONEY] * (parity.hourly_gap(hers, theirs) > 0)
        found += [Gap.BENEFITS] * bool(parity.benefits_missing(hers, theirs))
        found += [Gap.DAYS] * any(parity.days_missing(hers, theirs))
        found += [Gap.PERMANENCE] * (theirs.is_permanent and not hers.is_permanent)
        found += [Gap.ADVANCEMENT] * (theirs.advances and not hers.advances)
    return found + [Gap.HOURS] * any(True for _ in unpaid_kinds)


def below_which(hers: Pay | None, rates: Iterable[Rate]) -> list[Rate]:
    """The rates below which a pay lies. A role without pay stands out as that, and beside none of them."""
    if hers is None or not hers.cents:
        return []
    return [rate for rate in rates if parity.is_below(hers, rate.cents)]


def in_force(rates: Iterable[Rate], on: date) -> list[Rate]:
    """Of each name the latest that has begun, and one minimum alone: the latest."""
    found: dict[str, Rate] = {}
    for rate in sorted(rates, key=lambda each: each.since):
        if rate.since <= on:
            found["" if rate.is_minimum else rate.name] = rate
    return list(found.values())
