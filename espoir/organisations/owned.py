"""Rows that belong to one organisation, and queries that must say whose rows they want."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models.sql import Query
from django.db.models.sql.where import AND, WhereNode

from espoir.organisations.earlier import still_readable
from espoir.organisations.ids import LENGTH, new_id

Row = TypeVar("Row", bound=models.Model, covariant=True)


class WhoseRows(Exception):
    """A query on an owned table neither named an organisation nor started from one of its rows."""


class OwnedQuery(Query):
    excused = False

    def refuse_unless_owned(self) -> None:
        if not (self.excused or self.combinator or self.is_empty() or _names_organisation(self.where)):
            label = self.model._meta.label if self.model else "?"
            raise WhoseRows(f"{label}: start from .of(organisation)")

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.refuse_unless_owned()
        return super().get_compiler(*args, **kwargs)


def _names_organisation(where: WhereNode) -> bool:
    if where.negated or where.connector != AND:
        return False
    return any(
        _names_organisation(child) if isinstance(child, WhereNode) else _is_about_organisation(child)
        for child in where.children
    )


def _is_about_organisation(lookup: Any) -> bool:
    column = getattr(getattr(lookup, "lhs", None), "target", None)
    related = getattr(column, "related_model", None)
    return getattr(getattr(related, "_meta", None), "label", None) == "organisations.Organisation"


class OwnedQuerySet(models.QuerySet[Row]):
    query: OwnedQuery

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or OwnedQuery(model), using, hints)

    def of(self, organisation: models.Model) -> Self:
        rows = self.filter(organisation=organisation)
        rows._known_related_objects = {  # type: ignore[attr-defined]
            **rows._known_related_objects,  # type: ignore[attr-defined]
            rows.model._meta.get_field("organisation"): {organisation.pk: organisation},
        }  # as `organisation.people` would: each row knows its organisation without asking again
        return still_readable(rows)

    def everywhere(self, *, because: str) -> Self:
        """All organisations' rows. `because` is for the reader: grep for it in review."""
        rows = self.all()
        rows.query.excused = True
        return rows

    def update(self, **values: Any) -> int:
        self.query.refuse_unless_owned()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self.query.refuse_unless_owned()
        return super().delete()

    def _add_hints(self, **hints: Any) -> None:
        """Django's own hook for `person.meetings` and prefetches: they start from a row already reached."""
        super()._add_hints(**hints)  # type: ignore[misc]
        if isinstance(hints.get("instance"), Owned):
            self.query.excused = True


class Owned(models.Model):
    """A row of one organisation. Each subclass declares `objects = OwnedQuerySet.as_manager()` or its own QuerySet.

    It also says whom it is about, so that "my information", erasure and the clocks cannot forget a table:

    * `ABOUT`: the foreign keys to the people it is about, each of whom reads it under "my information";
    * `AFTER_ERASURE`: "stays" without its person (it still counts), or "goes" with her;
    * `CLOCK`: the retention clock after which its sealed part is blanked (see `organisations.models.Clock`), or None;
    * `CLOCK_FROM`: the date column from which that clock runs; when empty, the first date column of the table;
    * `in_plain_words(reader)`: what that person reads about this row, one short sentence in her language.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ()
    AFTER_ERASURE: ClassVar[str] = "stays"
    CLOCK: ClassVar[str | None] = None
    CLOCK_FROM: ClassVar[str] = ""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def in_plain_words(self, reader: Any) -> str:
        raise LookupError(f"{type(self).__name__} does not say itself in plain words")
