"""The page of a person: everything about working together starts there."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from espoir import clock
from espoir.logbook.actions import opened
from espoir.meetings import actions, queries, rules
from espoir.meetings.forms import NoteForm, StepForm
from espoir.meetings.models import Meeting
from espoir.meetings.views.bond import bound, supporting
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.pairing.models import Relationship
from espoir.people.queries import OPENED_REACH, reach_said
from espoir.safety import queries as safety
from espoir.vault import keys

A_PAGE = 25
RECENT = 4


@members_who_may(Permission.SUPPORT)
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.people_of(request.person), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "meetings/people.html", {"people": page})


@members_who_may(Permission.BE_SUPPORTED)
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """Her meetings: with whom, when next, which groups, which ways to services."""
    me = request.person
    context = {
        "supporters": queries.supporters_of(me),
        "seats": queries.seats_of(me),
        "referrals": queries.referrals_of(me)[:RECENT],
        "goods": queries.goods_of(me)[:RECENT],
    }
    return render(request, "meetings/mine.html", context)


@the_person_herself
def person(request: MemberRequest, person: str) -> HttpResponse:
    relationship = bound(request, person)
    form = NoteForm(request.POST if request.method == "POST" else None, relationship=relationship, me=request.person)
    if form.is_valid():
        meeting = actions.note_meeting(by=request.person, relationship=relationship, **form.answers)
        address = reverse("meetings:person", args=[request.organisation.slug, person])
        return redirect(f"{address}?n={meeting.pk}")  # what was noted is read from its row: no cookie carries it
    return render(
        request, "meetings/person.html", _page(request, relationship, form), status=422 if form.errors else 200
    )


def _page(request: MemberRequest, relationship: Relationship, form: NoteForm) -> dict[str, Any]:
    me, other = request.person, relationship.other(request.person)
    if me.pk == relationship.supporter_id:
        opened(actions.OPENED, by=me, about=[other])
    planned = list(queries.planned_with(relationship))
    recent = list(queries.meetings_of(relationship)[:RECENT])
    return {
        "relationship": relationship,
        "other": other,
        "supporting": me.pk == relationship.supporter_id,
        "form": form,
        "step_form": StepForm(),
        "steps": [(step, rules.other_answers(step, me)) for step in queries.open_steps(relationship)],
        "coming": [row for row in planned if not row.is_over],
        "gone_by": [row for row in planned if row.is_over],
        "recent": recent,
        "noted": _just_noted(request, recent),
        "note_until": rules.words_kept_until(request.organisation, clock.today()),
        "sheet": safety.protocol(request.organisation),
    }


def _just_noted(request: MemberRequest, recent: list[Meeting]) -> Meeting | None:
    mine = [meeting for meeting in recent if rules.may_fix(meeting, request.person)]
    return next((meeting for meeting in mine if meeting.pk == request.GET.get("n")), None)


@members_who_may(Permission.SUPPORT)
@require_safe
def reach(request: MemberRequest, person: str) -> HttpResponse:
    """How to reach her, for the one who supports her now; each look leaves a line that she reads."""
    relationship = supporting(request, person)
    opened(OPENED_REACH, by=request.person, about=[relationship.peer])
    return render(request, "meetings/reach.html", {"other": relationship.peer, "ways": reach_said(relationship.peer)})


@the_person_herself
@require_safe
def log(request: MemberRequest, person: str) -> HttpResponse:
    relationship = bound(request, person)
    page = Paginator(queries.meetings_of(relationship), A_PAGE).get_page(request.GET.get("page"))
    other = relationship.other(request.person)
    if request.person.pk == relationship.supporter_id:
        opened(actions.OPENED, by=request.person, about=[other])
    return render(request, "meetings/log.html", {"other": other, "meetings": page})


@the_person_herself
@require_safe
def all_mine(request: MemberRequest) -> HttpResponse:
    """All the meetings I was in, also with people who have left."""
    page = Paginator(queries.all_meetings_of(request.person), A_PAGE).get_page(request.GET.get("page"))
    keys.fetch(
        request.organisation.pk, [pk for row in page for pk in (row.peer_id, row.supporter_id, row.group_id) if pk]
    )
    return render(request, "meetings/all_mine.html", {"meetings": page})
