"""How long the organisation takes to answer “I need to talk today”: never who asked, never who answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Organisation
from espoir.supervision import rules
from espoir.supervision.models import TalkRequest

A_WHILE = timedelta(days=182)
ROUNDED_TO = 5  # minutes


@dataclass(frozen=True)
class Answering:
    people: int
    asked: int
    in_time: int
    minutes: tuple[int, ...]  # until each answer

    @property
    def is_always_in_time(self) -> bool:
        return self.in_time == self.asked


def answering(organisation: Organisation) -> Answering:
    """Of half a year: those whose hour has come, and those answered. Taken back before: nothing was owed."""
    now = clock.now()
    rows = TalkRequest.objects.of(organisation).filter(sent__gte=now - A_WHILE)
    due = [row for row in rows if row.state == TalkRequest.State.ANSWERED or (row.ended or now) >= row.answer_by]
    answered = [row for row in due if row.state == TalkRequest.State.ANSWERED and row.ended is not None]
    return Answering(
        people=len({row.supporter_id for row in due}),
        asked=len(due),
        in_time=sum(1 for row in answered if row.ended is not None and row.ended <= row.answer_by),
        minutes=tuple(int((row.ended - row.sent).total_seconds() // 60) for row in answered if row.ended is not None),
    )


def in_words(found: Answering) -> list[str]:
    """One sentence a line. Where few people asked, the same words as where nobody did."""
    if rules.may_be_counted(found.people, found.asked, found.in_time):
        said = {"in_time": say.number(found.in_time), "asked": say.number(found.asked)}
        return [
            _("%(in_time)s of %(asked)s were answered in time, in the last six months.") % said,
            _("Half of the answers came within %(length)s.") % {"length": say.length(_half(found.minutes))},
        ]
    if found.is_always_in_time:
        return [_("In the last six months, no answer came after the hour we gave.")]
    return [_("In the last six months, we answered too late at least once.")]


def _half(minutes: tuple[int, ...]) -> int:
    return max(ROUNDED_TO, ROUNDED_TO * round(median(minutes) / ROUNDED_TO))
