"""Which rows are about someone, and which are past their date. Written once, for every table there is or will be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from espoir import clock
from espoir.organisations.models import CLOCKS_AT_FIRST, Clock, Organisation, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import SealedBox

Table = type[Owned]


def tables() -> list[Table]:
    """Every table that belongs to organisations."""
    return [model for model in apps.get_models() if issubclass(model, Owned)]


def tables_about_people() -> list[Table]:
    return [table for table in tables() if table.ABOUT]


def rows_of(table: Table, organisation: Organisation) -> OwnedQuerySet[Any]:
    return cast("OwnedQuerySet[Any]", table.objects.of(organisation))  # type: ignore[attr-defined]


def rows_about(table: Table, person: Person) -> OwnedQuerySet[Any]:
    about = Q()
    for name in table.ABOUT:
        about |= Q(pk=person.pk) if name == "pk" else Q(**{name: person.pk})
    return rows_of(table, person.organisation).filter(about)


def boxes_of(table: Table) -> list[SealedBox]:
    return [field for field in table._meta.get_fields() if isinstance(field, SealedBox)]


def is_a_persons(table: Table, box: SealedBox) -> bool:
    """Is it sealed with the key of a person of the house? (Others are an organisation's, or a participant's.)"""
    if box.under == "pk":
        return table is Person
    keys_of_people = {field.attname for field in table._meta.concrete_fields if field.related_model is Person}
    return box.under in keys_of_people


def boxes_under(table: Table, person: Person) -> Iterator[tuple[SealedBox, OwnedQuerySet[Any]]]:
    """The boxes sealed with her key, and the rows that they are in."""
    for box in boxes_of(table):
        if is_a_persons(table, box):
            yield box, rows_of(table, person.organisation).filter(**{box.under: person.pk})


def clock_column(table: Table) -> str:
    """The date from which the table's clock runs."""
    if table.CLOCK_FROM:
        return table.CLOCK_FROM
    dates = [field.name for field in table._meta.concrete_fields if isinstance(field, models.DateField)]
    if not dates:
        raise LookupError(f"{table.__name__} has a clock and no date to run it from: give it CLOCK_FROM")
    return dates[0]


def last_day_kept(organisation: Organisation, name: str) -> date:
    """Rows dated before this day are past that clock."""
    months = organisation.clocks.get(name, CLOCKS_AT_FIRST[Clock(name)])
    return months_before(clock.today(), int(months))


def months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def past_their_date(table: Table, organisation: Organisation, *, ended: Iterable[str] = ()) -> OwnedQuerySet[Any]:
    """The rows whose sealed part has been kept as long as the organisation said. `ended`: whose support ended then."""
    rows = rows_of(table, organisation)
    if table.CLOCK == Clock.ENDED:
        about = Q(pk__in=[])
        for name in table.ABOUT:
            about |= Q(**{f"{name}__in": list(ended)})
        return rows.filter(about)
    column, day = clock_column(table), last_day_kept(organisation, str(table.CLOCK))
    moment = timezone.make_aware(datetime.combine(day, time.min))
    has_hours = isinstance(table._meta.get_field(column), models.DateTimeField)
    return rows.filter(**{f"{column}__lt": moment if has_hours else day})
