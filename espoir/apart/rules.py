"""Which names mean the same person, and how long what was written acts: as the keeper has it."""

from __future__ import annotations

from datetime import date, timedelta

from espoir import clock
from espoir.apart.keeper.rules import LONGEST, plain, until

__all__ = ["LONGEST", "SOON", "plain", "runs_out_soon", "until"]

SOON = timedelta(days=30)


def runs_out_soon(day: date) -> bool:
    return day < clock.today() + SOON
