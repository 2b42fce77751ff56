from __future__ import annotations

from datetime import timedelta

DAYS_TO_ANSWER = 14
PAST_CIRCLES_GO = timedelta(days=7)
PAST_EVENTS_GO = timedelta(days=30)


class IllegalMove(Exception):
    """It has moved on since the page was opened."""


class NoPlace(Exception):
    """Full, over, called off or not for her: one answer to all."""
