"""The figures in the reader's language: sentences, and the chart of the months."""

from __future__ import annotations

from datetime import date

from django.utils.dates import MONTHS, MONTHS_AP
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from espoir.cores.figures import Bar, bars
from espoir.evaluation.indicators import Indicators, Kept, Share, Steady
from espoir.evaluation.periods import Period
from espoir.i18n import say
from espoir.meetings.codes import Help, Service, Way
from espoir.meetings.models import Referral


def heading(period: Period) -> str:
    return {
        3: _("Three months, in a few numbers"),
        6: _("Six months, in a few numbers"),
        12: _("A year, in a few numbers"),
    }[period.length]


def span(first: date, last: date) -> str:
    return _("From %(first)s to %(last)s") % {
        "first": say.day(first, weekday=False),
        "last": say.day(last, year=True, weekday=False),
    }


def often(steady: Steady) -> str:
    return {
        Steady.EVERY_WEEK: _("There were meetings every week."),
        Steady.EVERY_MONTH: _("There were meetings every month."),
        Steady.SOME: _("There were meetings."),
        Steady.NONE: _("No meeting is noted for this period."),
    }[steady]


def supervision(kept: Kept) -> str:
    if kept.done is not None and kept.not_done is not None:
        return _("%(held)s held, %(cancelled)s cancelled by us") % {
            "held": say.number(kept.done),
            "cancelled": say.number(kept.not_done),
        }
    return {
        Share.ALL: _("Every date was held."),
        Share.MOST: _("Most dates were held. We cancelled the others."),
        Share.FEW: _("We cancelled half of the dates, or more."),
        Share.NOTHING_DUE: _("There was no date in this period."),
    }[kept.share]


def answers(kept: Kept) -> str:
    if kept.done is not None and kept.not_done is not None:
        return _("%(on_time)s on time, %(late)s late") % {
            "on_time": say.number(kept.done),
            "late": say.number(kept.not_done),
        }
    return {
        Share.ALL: _("We gave every answer on time."),
        Share.MOST: _("We gave most answers on time, and some late."),
        Share.FEW: _("We were late for half of the answers, or more."),
        Share.NOTHING_DUE: _("No answer was due in this period."),
    }[kept.share]


def month_name(first: date) -> str:
    name = str(MONTHS[first.month])
    return name[:1].upper() + name[1:]


def chart(figures: Indicators, key: str) -> SafeString:
    """Meetings by month, for the eye; the title and the description say the same to the ear."""
    series = [
        Bar(
            str(MONTHS_AP[month.first.month]),
            month.meetings,
            "" if month.meetings is None else say.number(month.meetings),
        )
        for month in figures.months
    ]
    drawn = bars(
        series,
        key=key,
        title=_("Meetings by month"),
        description=_description(figures),
        withheld=pgettext("bar", "private"),
    )
    return mark_safe(drawn)  # noqa: S308 (every word in it is escaped by the core)


def _description(figures: Indicators) -> str:
    told = [month for month in figures.months if month.meetings is not None]
    if not told:
        return _("No month is shown.")
    least = min(told, key=lambda month: month.meetings or 0)
    most = max(told, key=lambda month: month.meetings or 0)
    words = {
        "least": say.number(least.meetings or 0),
        "in_least": str(MONTHS[least.first.month]),
        "most": say.number(most.meetings or 0),
        "in_most": str(MONTHS[most.first.month]),
    }
    if len(told) < len(figures.months):
        return _("From %(least)s in %(in_least)s to %(most)s in %(in_most)s. Some months are not shown.") % words
    return _("From %(least)s in %(in_least)s to %(most)s in %(in_most)s.") % words


def services(figures: Indicators) -> list[tuple[str, int]]:
    return _told(figures.services, Service)


def outcomes(figures: Indicators) -> list[tuple[str, int]]:
    return _told(figures.outcomes, Referral.State)


def goods(figures: Indicators) -> list[tuple[str, int]]:
    return _told(figures.goods, Help)


def ways(figures: Indicators) -> list[str]:
    return [str(Way(code).label) for code in figures.ways]


def _told(counts: dict[str, int | None], words: type) -> list[tuple[str, int]]:
    return [(str(words(code).label), count) for code, count in counts.items() if count is not None]
