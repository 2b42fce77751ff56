"""What may be done now, and how far what she said has gone. No roles here."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.research.models import Edition, Study
from espoir.research.shipped import APART

TRANSCRIPTION, QUOTATIONS = APART  # choices of their own: taking part never depends on them
DAYS_BEFORE_A_YES = 30  # a place that was begun and left without a yes is given up


BY_WHAT = {
    "phone": gettext_lazy("By phone"),
    "video": gettext_lazy("By video"),
    "in_person": gettext_lazy("In person"),
}


YES_TO = {
    QUOTATIONS: gettext_lazy("My yes to being quoted, without my name"),
    TRANSCRIPTION: gettext_lazy("My yes to writing down what I say, and what was written down"),
}


class IllegalMove(Exception):
    """The study, or what she did before, does not allow it now."""


class Gone(StrEnum):
    """How far what people said has gone."""

    HELD = "held"  # all of it can be taken out
    MERGED = "merged"  # what was said is in a report that is written: that cannot be unpicked
    DESTROYED = "destroyed"


def reach_of(study: Study) -> Gone:
    if study.state == Study.State.ENDED:
        return Gone.DESTROYED
    if study.state == Study.State.APPROVED or is_past(study.take_out_until):
        return Gone.MERGED
    return Gone.HELD


def is_past(day: date | None) -> bool:
    return day is not None and day < clock.today()


def takes_people(study: Study) -> bool:
    return study.state == Study.State.OPEN


def still_asks(study: Study) -> bool:
    """May someone who takes part still write, talk, correct?"""
    return study.state in (Study.State.OPEN, Study.State.CLOSED)


def needed(statements: Edition) -> list[str]:
    """The statements that taking part needs: each its own yes."""
    return [part["code"] for part in statements.parts if part["code"] not in APART]


def until_when(study: Study) -> str:
    """The sentence that stands on her first page and on her own."""
    day = study.take_out_until
    if reach_of(study) == Gone.DESTROYED:
        return _("The report is done. What people told us is destroyed: nothing of it can be read any more.")
    if reach_of(study) == Gone.MERGED:
        return _("The report is written. What is in it can’t be taken out any more; what we still keep can.")
    if day is None:
        return _("Until the report is approved, your words can be taken out of it.")
    return _("Until %(day)s, your words can be taken out of the report.") % {"day": say.day(day, year=True)}
