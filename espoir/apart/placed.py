"""Rows that join people cannot be written unless placement has just said yes to exactly these people.

A room's table that brings people together derives from `Placed`. Its rows are then refused (`NotAsked`) by every way
into the database that Django has (save, create, bulk_create, update, bulk_update, a related manager), unless both hold:

* the one placement function was asked about these very people, in this transaction, in a block that is still open;
* this happens within a verb marked `@places(…)`, so that the tests know every verb that joins people.

Forgetting the question is then not a mistake that someone has to notice: nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import wraps
from typing import Any, ClassVar, ParamSpec, Self, TypeVar, cast

from django.db import connection, models, transaction
from django.db.models.base import ModelBase

from espoir.organisations.owned import Owned, OwnedQuerySet

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=models.Model, covariant=True)


class NotAsked(Exception):
    """A row would have joined people about whom placement was not asked, or said no."""


class Kind(StrEnum):
    """Every way in which people are brought together here, or will be."""

    OFFER = "offer"
    RELATIONSHIP = "relationship"
    GROUP = "group"
    WORKSHOP = "workshop"
    COHORT = "cohort"
    SHIFT = "shift"
    HANDOVER = "handover"
    INTRODUCTION = "introduction"
    SUPERVISOR = "supervisor"
    INTERPRETER = "interpreter"
    TRANSITION = "transition"  # someone of the team comes, goes, or takes over

    @property
    def is_for_many(self) -> bool:
        """Asked as a group (several people in one room) rather than as two people."""
        return self in {Kind.GROUP, Kind.WORKSHOP, Kind.COHORT, Kind.SHIFT}


# What placement answered.


class _Answers:
    """The yeses of one block of one transaction.

    They lie among the connection's own hooks, as one that does nothing: Django lets go of them when the transaction
    ends, or the block is rolled back.
    """

    def __init__(self) -> None:
        self.blocks = _open_blocks()
        self.yes: set[tuple[bool, frozenset[str]]] = set()

    def __call__(self) -> None: ...


def _open_blocks() -> tuple[str, ...]:
    return tuple(connection.savepoint_ids)


def _answers() -> Iterator[_Answers]:
    """Those of this block and of the blocks around it."""
    here = _open_blocks()
    for registered in connection.run_on_commit:
        hook: object = registered[1]
        if isinstance(hook, _Answers) and here[: len(hook.blocks)] == hook.blocks:
            yield hook


def said_yes(kind: Kind, together: Iterable[Iterable[str]]) -> None:
    """Placement notes whom it would join. Outside a transaction nothing can be written on the strength of it."""
    if not connection.in_atomic_block:
        return
    here = _open_blocks()
    answers = next((known for known in _answers() if known.blocks == here), None)
    if answers is None:
        answers = _Answers()
        transaction.on_commit(answers)
    answers.yes.update((kind.is_for_many, frozenset(people)) for people in together)


def _was_said(kind: Kind, people: frozenset[str]) -> bool:
    return any((kind.is_for_many, people) in answers.yes for answers in _answers())


# The verbs that join people.

VERBS: dict[str, frozenset[Kind]] = {}
_within: ContextVar[str] = ContextVar("placing verb", default="")
_excused: ContextVar[bool] = ContextVar("excused from asking", default=False)


def places(*kinds: Kind) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a verb that joins people. `tests/test_placements.py` wants a scene for each of them."""

    def register(do: Callable[P, R]) -> Callable[P, R]:
        name = f"{do.__module__}.{do.__qualname__}"
        VERBS[name] = frozenset(kinds)

        @wraps(do)
        def within(*args: P.args, **kwargs: P.kwargs) -> R:
            token = _within.set(name)
            try:
                return do(*args, **kwargs)
            finally:
                _within.reset(token)

        return within

    return register


@contextmanager
def unasked(*, because: str) -> Iterator[None]:
    """For people who do not exist (measures, tests): rows are written without a question. Never in a room."""
    token = _excused.set(True)
    try:
        yield
    finally:
        _excused.reset(token)


# The rows.


class PlacedQuerySet(OwnedQuerySet[Row]):
    """The rows of a table that joins people."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        cast("type[Placed]", self.model).check_asked(row for row in rows if row.joins_anew())
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **values: Any) -> int:
        cast("type[Placed]", self.model).check_update(values)
        return super().update(**values)


class _EveryRow(models.QuerySet[Row]):
    """What Django itself writes through, for `group.seats.add(…)`."""

    def update(self, **values: Any) -> int:
        cast("type[Placed]", self.model).check_update(values)
        return super().update(**values)


class _Table(ModelBase):
    @property
    def _base_manager(self) -> Any:
        manager = self._meta.base_manager  # type: ignore[attr-defined]
        manager._queryset_class = _EveryRow
        return manager


class Placed(Owned, metaclass=_Table):
    """A row that brings people together. Each subclass declares

    * `KIND`: what kind of placement it is;
    * `PLACES`: the foreign keys that say whom, or where, it joins;
    * `JOINED_IN`: the values of its `state` on entering which people are joined; empty when it has no state;
    * `together()`: the ids of those it joins, when that is more than the people of `PLACES`.
    """

    KIND: ClassVar[Kind]
    PLACES: ClassVar[tuple[str, ...]] = ()
    JOINED_IN: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any) -> Self:
        row = super().from_db(db, field_names, values, **kwargs)
        row._stood = row._stands()
        return row

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self._stood = self._stands()

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        written = kwargs.get("update_fields")
        if self.joins_anew(written):
            self.check_asked([self])
        super().save_base(*args, **kwargs)
        self._stood = self._stands()

    def together(self) -> Iterator[Iterable[str | None]]:
        """Each set of people who are joined by this row."""
        yield [getattr(self, f"{name}_id") for name in self.PLACES]

    def joins_anew(self, written: Iterable[str] | None = None) -> bool:
        """Does writing this row (or only these fields of it) join people who were not joined by it until now?"""
        if self._state.adding:
            return not self.JOINED_IN or getattr(self, "state", "") in self.JOINED_IN
        now, before = self._stands(), getattr(self, "_stood", {})
        changed = [name for name, value in now.items() if name not in before or before[name] != value]
        names = changed if written is None else [name for name in changed if {name, f"{name}_id"} & set(written)]
        return any(self.would_join(name, now[name]) for name in names)

    @classmethod
    def would_join(cls, name: str, value: Any) -> bool:
        """Would it join people to write this value there?"""
        if name in cls.PLACES:
            return value is not None
        if name != "state" or not cls.JOINED_IN:
            return False
        return hasattr(value, "resolve_expression") or value in cls.JOINED_IN

    @classmethod
    def check_asked(cls, rows: Iterable[Self]) -> None:
        for people in cls.all_together(list(rows)):
            cls._check(frozenset(person for person in people if person))

    @classmethod
    def check_update(cls, values: dict[str, Any]) -> None:
        """Many rows at once may let people go; whoever joins them writes one row at a time."""
        for name, value in values.items():
            if cls.would_join(name.removesuffix("_id"), value) and not _excused.get():
                raise NotAsked(f"{cls.__name__}: {name} is written row by row")

    @classmethod
    def all_together(cls, rows: Sequence[Self]) -> Iterator[Iterable[str | None]]:
        for row in rows:
            yield from row.together()

    @classmethod
    def _check(cls, people: frozenset[str]) -> None:
        if _excused.get() or len(people) < 2:
            return
        if not _within.get():
            raise NotAsked(f"{cls.__name__}: written outside the verbs that say @places")
        if not _was_said(cls.KIND, people):
            raise NotAsked(f"{cls.__name__}: placement was not asked, or said no")

    def _stands(self) -> dict[str, Any]:
        """Where it stands now: the columns that say whom it joins, those that were loaded."""
        columns = {name: f"{name}_id" for name in self.PLACES} | ({"state": "state"} if self.JOINED_IN else {})
        return {name: self.__dict__[column] for name, column in columns.items() if column in self.__dict__}
