"""What a quarter says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.i18n import say
from espoir.safety import patterns
from espoir.safety.models import Look, What


@dataclass(frozen=True)
class Quarter:
    title: str
    lines: list[tuple[str, str]]


def said_of(look: Look) -> Quarter:
    last = patterns.next_quarter(look.first) - timedelta(days=1)
    days = {"first": say.day(look.first, weekday=False), "last": say.day(last, year=True, weekday=False)}
    return Quarter(_("From %(first)s to %(last)s") % days, [*_lines(look.told)])


def _lines(told: dict[str, int]) -> Iterator[tuple[str, str]]:
    labels = {
        patterns.ALL: _("In all"),
        **{patterns.KIND + kind.value: str(kind.label) for kind in What},
        patterns.SAME_DAY: _("A moment was taken the same day"),
        patterns.NOT_SAME_DAY: _("Another day, not wanted, or not taken"),
        patterns.LATE: _("We were late with a step of the sheet"),
        patterns.ON_TIME: _("Each step of the sheet was done by its day"),
    }
    for name, label in labels.items():
        if name in told:
            count = told[name]
            yield label, ngettext("%(n)s time", "%(n)s times", count) % {"n": say.number(count)}


def questions() -> list[str]:
    """A guide for a conversation of the team, where numbers would point at someone."""
    return [
        _("When do hard moments come: what hours, what places, what kinds of meetings do we plan?"),
        _("What did we change lately, and did it help?"),
        _("Does everyone know to whom to tell it, past their own supervisor and outside?"),
        _("Was a moment offered the same day? If not, what was missing?"),
        _("Which step of the sheet do we keep putting off? Who could take it?"),
        _("What do we ask of people that we could stop asking?"),
    ]
