from __future__ import annotations

DAYS_TO_ANSWER = 14
DAYS_TO_HEAR = 7  # until whoever keeps the invitation asks again, aloud
MOST_DAYS = 183  # a promise further away than half a year is no date
FEWEST = 10  # people behind a number, in reports


class IllegalMove(Exception):
    """It has moved on since the page was opened."""
