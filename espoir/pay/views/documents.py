"""Copies to take away: tables of words and figures, each figure with how it was counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.pay import actions, beside, queries
from espoir.pay.beside import Figure
from espoir.pay.models import Terms
from espoir.pay.rules import Rate

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@members_who_may(Permission.SUPPORT)
@require_safe
def hours(request: MemberRequest) -> HttpResponse:
    """Her own copy: a day, a kind, a length, paid or not."""
    rows = queries.hours_of(request.person).order_by("on", "pk")
    first = [_("Day"), _("For what"), _("Minutes"), _("Paid")]
    lines = ([row.on.isoformat(), row.get_kind_display(), row.minutes, _paid(row.is_paid)] for row in rows)
    return _document(first, lines)


def _paid(is_paid: bool) -> str:
    return _("yes") if is_paid else _("no")


@members_who_may(Permission.SUPPORT)
@require_safe
def terms(request: MemberRequest) -> HttpResponse:
    """What she is paid, beside the other role and the dated rates, and what it was before."""
    known = queries.terms_of(request.person)
    if known is None:
        raise Http404
    rates = queries.rates_in_force(request.organisation)
    lines = [[line.label, line.said, line.how] for line in _all_lines(known, rates)]
    for version in beside.versions(known, queries.past_terms(request.person)):
        lines += [[_("Since %(day)s: %(what)s") % {"day": version.since.isoformat(), "what": line.label}, line.said,
                   line.how] for line in version.changes]  # fmt: skip
    return _document([_("What"), _("Said"), _("How we count it")], lines)


def _all_lines(terms: Terms, rates: list[Rate]) -> list[Figure]:
    title = terms.comparator.title if terms.comparator else _("None yet")
    role = Figure(_("The role of the same weight"), title)
    other = beside.pay_lines(terms.comparator) if terms.comparator else []
    theirs = [Figure(_("The other role: %(what)s") % {"what": line.label}, line.said) for line in other]
    return [
        *beside.pay_lines(terms), role, *theirs, *beside.gap_lines(terms), *beside.rate_lines(terms, rates)
    ]  # fmt: skip


@members_who_may(Permission.PAY)
@require_safe
def organisation(request: MemberRequest) -> HttpResponse:
    """Each support role beside the other one, and what stands out. Nobody's hours are here."""
    people = list(queries.earners(request.organisation))
    known = queries.terms_by_person(request.organisation, people)
    rates = queries.rates_in_force(request.organisation)
    opened(actions.OPENED, by=request.person, about=[person for person in people if person.pk in known])
    lines = (
        [person.name, line.label, line.said, line.how]
        for person in people if person.pk in known
        for line in [*_all_lines(known[person.pk], rates), *_standing_out(known[person.pk], rates)]
    )  # fmt: skip
    return _document([_("Name"), _("What"), _("Said"), _("How we count it")], lines)


def _standing_out(terms: Terms, rates: list[Rate]) -> Iterator[Figure]:
    for gap in queries.stands_out(terms, rates=rates):
        yield Figure(_("What stands out"), str(gap.label), terms.answer)


def _document(first: list[str], lines: Iterable[Iterable[object]]) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(first)
    writer.writerows([_as_text(cell) for cell in line] for line in lines)
    return HttpResponse(
        "\ufeff" + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="document.csv"'},
    )


def _as_text(cell: object) -> object:
    """A spreadsheet must not take words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
