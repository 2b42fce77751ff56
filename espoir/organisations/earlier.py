"""The one place that keeps the earlier file of someone who came to work here closed to every colleague.

Someone who came for support may later support others. What was entrusted before then (`EarlierFile.since`) is read by
nobody of the team any more: `.of(organisation)`, where every query of the house starts, leaves those rows out as long
as a page is shown to anyone else. A page cannot forget it, since no page asks for it.

* `CLOSED` says for each table whose row it is, and what goes on after that day and with whom (the rooms'
  `closed.py`).
* Verbs see every row: what an ending, an erasure or a chore has to do, it does for everyone. A verb is recognised by
  its own transaction, inside the one in which the request stands.
* Figures count everyone: they say `read_by_nobody(because=…)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet

Rows = TypeVar("Rows", bound="QuerySet[Any]")
Person = Any  # this lies below the tables of people


@dataclass(frozen=True)
class Closed:
    """A table that holds something of an earlier file."""

    whose: str  # the way from the row to the person it is about
    goes_on: Q | None = None  # which of the rows are not "earlier": they go on after the passage
    read_by: Callable[[Person], Q] | None = None  # with whom they go on: nobody else reads them


CLOSED: dict[str, Closed] = {}

_reader: ContextVar[tuple[Person, int] | None] = ContextVar("who reads this page", default=None)


@contextmanager
def read_by(person: Person) -> Iterator[None]:
    """The page that is being made is for this person."""
    token = _reader.set((person, _depth()))
    try:
        yield
    finally:
        _reader.reset(token)


@contextmanager
def read_by_nobody(*, because: str) -> Iterator[None]:
    """Every row, for what no one reads row by row. `because` is for the reader of this code: grep for it in review."""
    token = _reader.set(None)
    try:
        yield
    finally:
        _reader.reset(token)


def reader() -> Person | None:
    """For whom the page is; nobody within a verb, a chore, a command."""
    known = _reader.get()
    return known[0] if known is not None and known[1] == _depth() else None


def _depth() -> int:
    return int(connection.in_atomic_block) + len(connection.savepoint_ids)


def still_readable(rows: Rows) -> Rows:
    """The rows of a table without what lies in an earlier file that is closed to whoever reads."""
    closed, person = CLOSED.get(rows.model._meta.label_lower), reader()
    if closed is None or person is None:
        return rows
    open_to_her = ~Q(**{f"{closed.whose}__in": closed_to(person)})
    if closed.read_by is not None:
        open_to_her |= (closed.goes_on or Q()) & closed.read_by(person)
    return rows.filter(open_to_her)


def closed_to(person: Person) -> QuerySet[Any]:
    """The ids of those whose earlier file is closed to this person: everyone's but her own."""
    files = apps.get_model("organisations", "EarlierFile")._default_manager.filter(organisation=person.organisation_id)
    return files.exclude(person=person.pk).values("person")
