"""A supporter's terms beside a role of the same weight, in words: each figure with how it was computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.i18n import say
from espoir.pay import parity
from espoir.pay.codes import Basis, Benefit
from espoir.pay.models import Before, Comparator, PaidRole, Terms
from espoir.pay.parity import Pay
from espoir.pay.rules import Rate
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
        Figure(_("Contract"), role.contract_label or _("Nothing said")),
        Figure(_("Pay"), _by(pay)),
        Figure(_("Hours a year"), say.number(pay.hours)),
        Figure(_("What comes with it"), _benefits(pay.benefits) or _("Nothing said")),
        Figure(_("Paid sick days a year"), say.number(pay.sick_days)),
        Figure(_("Paid leave days a year"), say.number(pay.leave_days)),
        Figure(_("What comes next"), role.advancement or _("Nothing said")),
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
    lines = [*_money_lines(hers, theirs), _benefit_line(hers, theirs), *_day_lines(hers, theirs)]
    return [*lines, *_future_lines(terms, terms.comparator)]


def _money_lines(hers: Pay, theirs: Pay) -> list[Figure]:
    hour, year = parity.hourly_gap(hers, theirs), parity.yearly_gap(hers, theirs)
    rates = {"theirs": money(parity.hourly_cents(theirs)), "hers": money(parity.hourly_cents(hers))}
    hours = {"hours": say.number(hers.hours), "title_rate": rates["theirs"], "now": money(parity.yearly_cents(hers))}
    return [
        Figure(
            _("For an hour"), _gap(hour), _("The other role: %(theirs)s an hour. This role: %(hers)s an hour.") % rates
        ),
        Figure(
            _("For the hours of a year"),
            _gap(year),
            _("%(hours)s hours at the other role’s %(title_rate)s an hour, beside %(now)s a year here.") % hours,
        ),
    ]


def _gap(cents: int) -> str:
    if not cents:
        return _("The same")
    amount = {"money": money(abs(cents))}
    return (
        _("%(money)s less than the other role") % amount
        if cents > 0
        else _("%(money)s more than the other role") % amount
    )


def _benefit_line(hers: Pay, theirs: Pay) -> Figure:
    missing = parity.benefits_missing(hers, theirs)
    how = _("What the other role has and this one has not.")
    return Figure(_("What doesn’t come with it"), _benefits(missing) or _("Nothing is missing"), how)


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
    return _("The other role: %(theirs)s a year. This role: %(hers)s a year.") % said


def _future_lines(terms: Terms, other: Comparator | None) -> list[Figure]:
    """Permanence, and what comes next: words beside words."""
    if other is None:
        return []
    said = {"theirs": other.contract_label or _("Nothing said"), "hers": terms.contract_label}
    next_said = {"theirs": other.advancement or _("Nothing said"), "hers": terms.advancement or _("Nothing said")}
    hers, theirs = terms.pay, other.pay
    fixed = hers and theirs and theirs.is_permanent and not hers.is_permanent
    stuck = hers and theirs and theirs.advances and not hers.advances
    how = _("The other role: %(theirs)s. This role: %(hers)s.")
    return [
        Figure(
            _("Permanent contract"), _("The other role is permanent") if fixed else _("Nothing is missing"), how % said
        ),
        Figure(_("What comes next"), _("The other role has it") if stuck else _("Nothing is missing"), how % next_said),
    ]


def rate_lines(terms: Terms, rates: Iterable[Rate]) -> list[Figure]:
    """Her pay beside the dated rates in force, each with its source."""
    pay = terms.pay
    if pay is None or not pay.cents:
        return []
    return [_rate_line(pay, rate) for rate in rates]


def _rate_line(pay: Pay, rate: Rate) -> Figure:
    gap = parity.hourly_gap(pay, Pay(rate.cents, parity.HOUR, pay.hours))
    said = {
        "rate": money(rate.cents),
        "day": say.day(rate.since, year=True, weekday=False),
        "hers": money(parity.hourly_cents(pay)),
        "source": rate.source,
    }
    how = _("%(rate)s an hour since %(day)s. This role: %(hers)s an hour. Source: %(source)s") % said
    return Figure(rate.name, _("%(money)s less an hour") % {"money": money(gap)} if gap > 0 else _("Not less"), how)


def change_lines(older: PaidRole, newer: PaidRole) -> list[Figure]:
    """What changed from one day to another, line by line; a raise is said as one."""
    was, now = older.pay, newer.pay
    if was is None or now is None:
        return []
    lines = [*_raise_lines(was, now)]
    for before, after in zip(pay_lines(older), pay_lines(newer), strict=True):
        if before.said != after.said:
            words = {"before": before.said, "after": after.said}
            lines.append(Figure(after.label, _("%(after)s; before: %(before)s") % words))
    return lines


def _raise_lines(was: Pay, now: Pay) -> Iterator[Figure]:
    gap = parity.hourly_gap(was, now)
    if gap:
        words = {"money": money(abs(gap))}
        more = _("%(money)s more an hour") if gap > 0 else _("%(money)s less an hour")
        rates = {"before": money(parity.hourly_cents(was)), "after": money(parity.hourly_cents(now))}
        yield Figure(_("For an hour"), more % words, _("%(after)s an hour; before: %(before)s an hour.") % rates)


@dataclass(frozen=True)
class Version:
    """What was paid from one day on, and what changed that day."""

    since: date
    until: date | None
    is_now: bool
    lines: list[Figure]
    changes: list[Figure]


def versions(terms: Terms, past: list[Before]) -> list[Version]:
    """The latest first. Where nothing changed yet there is one."""
    every: list[Terms | Before] = [terms, *past]
    found = []
    for number, one in enumerate(every):
        older = every[number + 1] if number + 1 < len(every) else None
        changes = change_lines(older, one) if older else []
        until = one.until if isinstance(one, Before) else None
        found.append(Version(one.since, until, one is terms, pay_lines(one), changes))
    return found
