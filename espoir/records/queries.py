"""Everything that is kept about a person, table by table, in her words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Max, Value
from django.utils.translation import gettext as _

from espoir.organisations.farewells import ELSEWHERE, Apart
from espoir.organisations.models import Account, Organisation, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.organisations.roles import Permission, Role
from espoir.pairing.models import Relationship, Request
from espoir.records.models import Copy, Query
from espoir.records.rules import Table, boxes_of, rows_about, tables_about_people
from espoir.records.shelves import SHELVES, Shelf, shelf_of
from espoir.vault import keys
from espoir.vault.boxes import Sealed


@dataclass(frozen=True)
class Kept:
    """What lies on one shelf: how many lines, in which tables."""

    shelf: Shelf
    tables: list[Table]
    count: int

    def line(self, reader: Person) -> str:
        """One of them, to show."""
        rows = (
            row for table in self.tables for row in _latest_first(table, _with_people(rows_about(table, reader)))[:2]
        )
        return next(filter(None, (plain_words(row, reader) for row in rows)), "")


def kept_about(person: Person) -> list[Kept]:
    """One line a shelf, in the order of the shelves."""
    counts = _counts(person)
    found = []
    for shelf in SHELVES:
        full = [table for table in tables_about_people() if shelf_of(table) == shelf and counts[table._meta.label]]
        if full:
            found.append(Kept(shelf, full, sum(counts[table._meta.label] for table in full)))
    return found


def _counts(person: Person) -> dict[str, int]:
    """How many rows of each table are about her, all tables in one query."""
    first, *rest = [
        rows_about(table, person).order_by().values(table=Value(table._meta.label)).annotate(rows=Count("pk"))
        for table in tables_about_people()
    ]
    counts = {table._meta.label: 0 for table in tables_about_people()}
    return counts | {row["table"]: row["rows"] for row in first.union(*rest, all=True)}


def rows_on(shelf: Shelf, person: Person) -> list[Owned]:
    """All rows of a shelf, the latest first where they have dates."""
    rows: list[Owned] = []
    for table in tables_about_people():
        if shelf_of(table) == shelf:
            rows += _latest_first(table, _with_people(rows_about(table, person)))
    return rows


def plain_words(row: Owned, reader: Person) -> str:
    try:
        return row.in_plain_words(reader)
    except (LookupError, ValueError, TypeError):  # one line that cannot say itself must not hide all the others
        return _("A line kept under your name.")


def elsewhere(person: Person) -> list[Apart]:
    return [apart for source in ELSEWHERE for apart in source(person)]


def values_of(row: Owned, reader: Person) -> dict[str, Any]:
    """A row for another program: its plain columns, and what is sealed with the reader's own key."""
    columns = {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not isinstance(field, models.BinaryField) and not _is_someone_else(field, row, reader)
    }
    hers = {box.name for box in boxes_of(type(row)) if getattr(row, box.under) == reader.pk}
    sealed = {
        name: getattr(row, name)
        for kind in type(row).__mro__
        for name, value in vars(kind).items()
        if isinstance(value, Sealed) and value.box in hers
    }
    return {**columns, **sealed}


def _is_someone_else(field: models.Field[Any, Any], row: Owned, reader: Person) -> bool:
    """Who the others are is said in plain words only: their numbers here are theirs."""
    target = getattr(field, "related_model", None)
    return target in (Person, Account, Organisation) and field.value_from_object(row) != reader.pk


def _with_people(rows: OwnedQuerySet[Any]) -> OwnedQuerySet[Any]:
    names = [field.name for field in rows.model._meta.concrete_fields if _leads_to_rows(field)]
    return rows.select_related(*names) if names else rows


def _leads_to_rows(field: models.Field[Any, Any]) -> bool:
    return isinstance(field.related_model, type) and issubclass(field.related_model, Owned)


def _latest_first(table: Table, rows: OwnedQuerySet[Any]) -> OwnedQuerySet[Any]:
    dates = [field.name for field in table._meta.concrete_fields if isinstance(field, models.DateField)]
    return rows.order_by(f"-{dates[0]}", "pk") if dates else rows.order_by("pk")


def who_can_answer(person: Person, *, not_by: str = "") -> list[Person]:
    """Who may answer a question about what is kept: the coordination, or the ally outside; never who is asked about."""
    people = Person.objects.of(person.organisation).here().exclude(pk__in=[person.pk, not_by])
    found = list(people.wearing(Role.COORDINATOR, Role.ALLY).prefetch_related("hats"))
    if not found:
        found = list(people.wearing(Role.DIRECTOR, Role.SAFETY_LEAD).prefetch_related("hats"))
    keys.fetch(person.organisation_id, [one.pk for one in found])
    return sorted(found, key=lambda one: (Role.COORDINATOR not in one.roles, one.name))


def owed_by(owner: Person) -> OwnedQuerySet[Query]:
    mine = Query.objects.of(owner.organisation).filter(owner=owner, state=Query.State.OPEN)
    return mine.select_related("person").order_by("due")


def open_queries(organisation: Organisation) -> OwnedQuerySet[Query]:
    return Query.objects.of(organisation).filter(state=Query.State.OPEN).select_related("owner", "person")


def copy_of(person: Person) -> Copy | None:
    return Copy.objects.of(person.organisation).filter(person=person).first()


def people_without_account(organisation: Organisation) -> OwnedQuerySet[Person]:
    """Those who cannot press the button themselves: they ask on paper or aloud."""
    rows = Person.objects.of(organisation).filter(account=None).exclude(state=Person.State.ERASED)
    return rows.order_by("-since", "pk")


def is_the_last_who_can_invite(person: Person) -> bool:
    """Nobody would be left to let anyone in, or to answer those who are here."""
    if not person.may(Permission.TEAM):
        return False
    others = Person.objects.of(person.organisation).here().exclude(pk=person.pk)
    return not others.wearing(Role.COORDINATOR, Role.DIRECTOR).filter(account__isnull=False).exists()


def everything(person: Person) -> Iterable[tuple[Shelf, list[Owned]]]:
    for shelf in SHELVES:
        rows = rows_on(shelf, person)
        if rows:
            yield shelf, rows


def whose_support_ended(organisation: Organisation, *, before: date) -> list[str]:
    """People whose last support relationship ended before this day, and who asked for nothing since."""
    live = Relationship.objects.of(organisation).live().values("peer")
    waiting = Request.objects.of(organisation).under_way().values("peer")
    ended = Relationship.objects.of(organisation).exclude(peer__in=live).exclude(peer__in=waiting)
    last = ended.values("peer").annotate(last=Max("ended_on")).filter(last__lt=before)
    return [str(row["peer"]) for row in last]
