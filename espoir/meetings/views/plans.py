"""Meetings to come, and what the two want to do next."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from espoir import clock
from espoir.meetings import actions, queries
from espoir.meetings.forms import PlanForm, StepForm
from espoir.meetings.models import NextStep, Planned
from espoir.meetings.rules import IllegalMove
from espoir.meetings.views.bond import bound
from espoir.organisations.gate import MemberRequest, the_person_herself
from espoir.organisations.ids import new_id
from espoir.pairing.models import Relationship


@the_person_herself
def plan(request: MemberRequest, person: str) -> HttpResponse:
    relationship = bound(request, person)
    _going_on(relationship)
    way = queries.like_last_time(relationship)[1]
    form = PlanForm(request.POST if request.method == "POST" else None, way=way)
    if form.is_valid():
        actions.plan(by=request.person, relationship=relationship, at=form.at, way=form.cleaned_data["way"])
        messages.success(request, _("The date is set. You both see it."))
        return redirect("meetings:person", request.organisation.slug, person)
    page = {"other": relationship.other(request.person), "form": form, "planned": None}
    return render(request, "meetings/plan.html", page, status=422 if form.errors else 200)


def _going_on(relationship: Relationship) -> None:
    if relationship.is_paused:
        raise Http404


def _fetch(request: MemberRequest, person: str, planned: str) -> tuple[Relationship, Planned]:
    relationship = bound(request, person)
    return relationship, get_object_or_404(queries.planned_with(relationship), pk=planned)


@the_person_herself
def planned(request: MemberRequest, person: str, planned: str) -> HttpResponse:
    """Move it, or take it off."""
    relationship, row = _fetch(request, person, planned)
    form = PlanForm(request.POST if request.method == "POST" else None, way=row.way, planned=row)
    if form.is_valid():
        actions.move(row, by=request.person, at=form.at, way=form.cleaned_data["way"])
        messages.success(request, _("The new date is set. You both see it."))
        return redirect("meetings:person", request.organisation.slug, person)
    page = {"other": relationship.other(request.person), "form": form, "planned": row}
    return render(request, "meetings/plan.html", page, status=422 if form.errors else 200)


@the_person_herself
@require_POST
def call_off(request: MemberRequest, person: str, planned: str) -> HttpResponse:
    _relationship, row = _fetch(request, person, planned)
    actions.call_off(row, by=request.person)
    messages.success(request, _("The date is taken off. Nothing is kept about it."))
    return redirect("meetings:person", request.organisation.slug, person)


@the_person_herself
@require_safe
def calendar(request: MemberRequest, person: str, planned: str) -> HttpResponse:
    """An entry for a calendar that says only that there is an appointment, and when."""
    _relationship, row = _fetch(request, person, planned)
    return HttpResponse(
        entry(row.at, words=_("Appointment")),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="document.ics"'},
    )


def entry(at: datetime, *, words: str) -> str:
    """No place, no note, no alarm; a random UID that leads nowhere."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Calendar//1.0//EN",
        "BEGIN:VEVENT",
        f"UID:{new_id()}{new_id()}",
        f"DTSTAMP:{_utc(clock.now())}",
        f"DTSTART:{_utc(at)}",
        f"SUMMARY:{words}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


STEP_MOVES = {
    "yes": actions.agree_to_step,
    "talk": actions.talk_about_step,
    "done": actions.finish_step,
    "let_go": actions.let_step_go,
}


@the_person_herself
@require_POST
def propose_step(request: MemberRequest, person: str) -> HttpResponse:
    relationship = bound(request, person)
    _going_on(relationship)
    form = StepForm(request.POST)
    if form.is_valid():
        actions.propose_step(by=request.person, relationship=relationship, words=form.cleaned_data["words"])
        messages.success(request, _("It’s proposed. It exists once you both say yes."))
        return redirect("meetings:person", request.organisation.slug, person)
    page = {"other": relationship.other(request.person), "form": form}
    return render(request, "meetings/step.html", page, status=422)


@the_person_herself
@require_POST
def answer_step(request: MemberRequest, person: str, step: str) -> HttpResponse:
    relationship = bound(request, person)
    rows = NextStep.objects.of(request.organisation).filter(relationship=relationship)
    row = get_object_or_404(rows, pk=step)
    try:
        STEP_MOVES[request.POST.get("answer", "")](row, by=request.person)
    except (IllegalMove, KeyError) as no_such_move:
        raise Http404 from no_such_move
    return redirect("meetings:person", request.organisation.slug, person)
