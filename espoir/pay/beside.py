"""A supporter's terms beside a role of the same weight, in words: each figure with how it was computed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.i18n import say
from espoir.pay import parity
from espoir.pay.codes import Basis, Benefit
from espoir.pay.models import PaidRole, Terms
from espoir.pay.parity import Pay
from espoir.pay.words import money


@dataclass(frozen=True)
class Figure:
    label: str
    said: str
    how: str = ""


def pay_lines(role: PaidRole) -> list[Figure]:
    """What a role is paid, line by line."""
    pay = role.pay
    if pay is None:
        return []
    return [
        Figure(_("Pay"), _by(pay)),
        Figure(_("Hours a year"), say.number(pay.hours)),
        Figure(_("What comes with it"), _benefits(pay.benefits) or _("Nothing said")),
        Figure(_("Paid sick days a year"), say.number(pay.sick_days)),
        Figure(_("Paid leave days a year"), say.number(pay.leave_days)),
    ]


def _by(pay: Pay) -> str:
    if not pay.cents:
        return _("Not paid")
    amount = {"money": money(pay.cents)}
    return _("%(money)s an hour") % amount if pay.basis == Basis.HOUR else _("%(money)s a year") % amount


def _benefits(codes: frozenset[str]) -> str:
    return ", ".join(str(Benefit(code).label) for code in Benefit.values if code in codes)


def gap_lines(terms: Terms) -> list[Figure]:
    """The difference in money, in what comes with it and in days; empty when there is nothing to put beside."""
    hers, theirs = terms.pay, terms.comparator.pay if terms.comparator else None
    if hers is None or theirs is None:
        return []
    return [*_money_lines(hers, theirs), _benefit_line(hers, theirs), *_day_lines(hers, theirs)]


def _money_lines(hers: Pay, theirs: Pay) -> list[Figure]:
    hour, year = parity.hourly_gap(hers, theirs), parity.yearly_gap(hers, theirs)
    rates = {"theirs": money(parity.hourly_cents(theirs)), "hers": money(parity.hourly_cents(hers))}
    hours = {"hours": say.number(hers.hours), "title_rate": rates["theirs"], "now": money(parity.yearly_cents(hers))}
    return [
        Figure(_("For an hour"), _gap(hour), _("The other role: %(theirs)s an hour. You: %(hers)s an hour.") % rates),
        Figure(
            _("For your hours of a year"),
            _gap(year),
            _("Your %(hours)s hours at the other role’s %(title_rate)s an hour, beside your %(now)s a year.") % hours,
        ),
    ]


def _gap(cents: int) -> str:
    if not cents:
        return _("The same")
    amount = {"money": money(abs(cents))}
    return _("%(money)s less for you") % amount if cents > 0 else _("%(money)s more for you") % amount


def _benefit_line(hers: Pay, theirs: Pay) -> Figure:
    missing = parity.benefits_missing(hers, theirs)
    how = _("What the other role has and yours has not.")
    return Figure(_("What doesn’t come with yours"), _benefits(missing) or _("Nothing is missing"), how)


def _day_lines(hers: Pay, theirs: Pay) -> list[Figure]:
    sick, leave = parity.days_missing(hers, theirs)
    return [
        Figure(_("Paid sick days"), _days(sick), _days_how(hers.sick_days, theirs.sick_days)),
        Figure(_("Paid leave days"), _days(leave), _days_how(hers.leave_days, theirs.leave_days)),
    ]


def _days(fewer: int) -> str:
    if not fewer:
        return _("Nothing is missing")
    return ngettext("%(n)s day fewer", "%(n)s days fewer", fewer) % {"n": say.number(fewer)}


def _days_how(hers: int, theirs: int) -> str:
    said = {"theirs": say.number(theirs), "hers": say.number(hers)}
    return _("The other role: %(theirs)s a year. You: %(hers)s a year.") % said
