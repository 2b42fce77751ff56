"""What time is it? The one clock of the house, so that a demonstration or a test can live through 26 weeks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    return _held.get() or timezone.now()


def machine() -> datetime:
    """The machine's own clock, for what must not be held: sessions, failed tries."""
    return timezone.now()


def today() -> date:
    """The day it is where the reader is."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    """The day that a moment falls on where the reader is."""
    return timezone.localtime(moment).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (an aware datetime)."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
