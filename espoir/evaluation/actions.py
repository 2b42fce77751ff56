from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.evaluation import queries
from espoir.evaluation.models import Edition, Pace
from espoir.evaluation.periods import Period
from espoir.evaluation.rules import kept_from
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation, Person

CHOSE_PACE = verb("evaluation.pace", _lazy("chose how often figures are given"))
KEPT = verb("evaluation.kept", _lazy("kept the figures of a period as they are"))


class TooEarly(Exception):
    """The meetings of this period can still be fixed."""


@transaction.atomic
def choose_pace(*, by: Person, months: int) -> Pace:
    """How often this organisation gives figures, from next January on: no two of its periods ever overlap.

    At once while no meeting of this year is noted, since there is nothing to give a figure for.
    """
    organisation, january = by.organisation, date(clock.today().year, 1, 1)
    if queries.has_meetings_since(organisation, january):
        january = date(january.year + 1, 1, 1)
    pace, _ = Pace.objects.of(organisation).update_or_create(
        organisation=organisation, since=january, defaults={"months": Pace.Months(months)}
    )
    record(CHOSE_PACE, by=by, what=pace)
    return pace


@transaction.atomic
def keep_edition(organisation: Organisation, period: Period) -> Edition:
    """Keep the figures of a month or of a period that is over; those that are kept already stay."""
    if clock.today() < kept_from(period):
        raise TooEarly
    kept = Edition.objects.of(organisation).filter(first=period.first, last=period.last).first()
    if kept is not None:
        return kept
    edition = Edition(organisation=organisation, first=period.first, last=period.last)
    if period.length == 1:
        edition.figures = asdict(queries.month(organisation, period))
    else:
        edition.figures = queries.indicators(organisation, period.first, period.last).as_kept()
    edition.save()
    record(KEPT, by=None, organisation=organisation, what=edition)
    return edition
