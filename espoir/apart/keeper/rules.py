"""How long, how many, from when. The keeper holds to these whatever the application asks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from espoir import clock

LONGEST = 80
MOST_PEOPLE = 40  # one name rarely means more; the sealed block has room for these
LINES = 20
CHANGES, WEEK = 10, timedelta(days=7)
COOLING_OFF, SIX = timedelta(hours=72), 6
PAPER_WAITS = timedelta(days=7)  # and as long again, those it concerns still read that it lapsed
WINDOW = timedelta(days=30)
ANSWERS = 15  # about a person who seeks, joins, or is one of a few
ANSWERS_AS_ONE_OF_MANY = 60  # about a person on a list of cards, or in a larger group
FEW = 4
DUE = timedelta(days=3)
SETTLED_KEPT = timedelta(days=365)
OUTCOMES = ("changed", "talked", "leave")
HANDLES = 128  # letters of an id, a key or a code


def plain(name: str) -> str:
    """« Loup-Marin » and "loup marin" are the same name here."""
    letters = unicodedata.normalize("NFKD", name.casefold().strip())
    return "".join(letter for letter in letters if letter.isalnum()) or letters


def until() -> date:
    """A year from today; the page says so, and Today reminds her before."""
    today = clock.today()
    return today.replace(year=today.year + 1, day=min(today.day, 28))


def acts_from(written: datetime) -> datetime:
    """After 72 hours, at the next six in the morning: all that was written in one sitting begins together."""
    local = timezone.localtime(written + COOLING_OFF)
    six = local.replace(hour=SIX, minute=0, second=0, microsecond=0)
    return six if six >= local else (six + timedelta(days=1))


def room_again_on(changes: Iterable[datetime], now: datetime) -> date | None:
    """The day on which she can write again; None when she can now."""
    recent = sorted(moment for moment in changes if moment > now - WEEK)
    if len(recent) < CHANGES:
        return None
    return clock.local_day(recent[-CHANGES] + WEEK)
