"""What stands out in someone's terms. Never a rank, never one person beside another: a role beside a role."""

from __future__ import annotations

from collections.abc import Iterable

from espoir.pay import parity
from espoir.pay.codes import Gap
from espoir.pay.parity import Pay

DAYS_TO_ANSWER = 30
DAYS_WHEN_DISPUTED = 14
LOOK_BACK = 28  # days in which a meeting or a supervision is suggested


class NotHers(Exception):
    """Not a meeting or a supervision of hers that is still to be said."""


def stands_out(hers: Pay | None, theirs: Pay | None, unpaid_kinds: Iterable[str] = ()) -> list[Gap]:
    """Codes, in the order in which they are read."""
    found = [Gap.UNPAID] if hers and not hers.cents else []
    if hers and theirs:
        found += [Gap.MONEY] * (parity.hourly_gap(hers, theirs) > 0)
        found += [Gap.BENEFITS] * bool(parity.benefits_missing(hers, theirs))
        found += [Gap.DAYS] * any(parity.days_missing(hers, theirs))
    return found + [Gap.HOURS] * any(True for _ in unpaid_kinds)
