"""What quarters say without names: for the safety leads and whoever directs."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from espoir import clock
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.safety import patterns, queries
from espoir.safety.in_words import questions, said_of


@members_who_may(Permission.PATTERNS)
def quarters(request: MemberRequest) -> HttpResponse:
    """Each quarter that is over, as it was told once; where few people stand behind it, a guide for a conversation."""
    said = [said_of(look) for look in queries.looks(request.organisation)]
    running = patterns.quarter_of(clock.today())
    page = {"said": said, "has_few": not said or any(not one.lines for one in said), "next": _next_told(running)}
    page["questions"] = questions()
    return render(request, "safety/quarters.html", page)


def _next_told(running: date) -> date:
    """The first day on which one more quarter is told."""
    before = patterns.quarter_of(running - timedelta(days=1))
    return min(day for day in (patterns.told_from(before), patterns.told_from(running)) if day > clock.today())
