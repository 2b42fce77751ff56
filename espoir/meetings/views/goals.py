"""What she wants for herself: her page alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.meetings import actions, queries
from espoir.meetings.forms import GoalForm
from espoir.meetings.models import Goal
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.people.first import limits_first


@members_who_may(Permission.BE_SUPPORTED)
@limits_first
def goals(request: MemberRequest) -> HttpResponse:
    form = GoalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.write_goal(by=request.person, words=form.cleaned_data["words"])
        return redirect("meetings:goals", request.organisation.slug)
    page = {"goals": queries.goals_of(request.person), "form": form}
    return render(request, "meetings/goals.html", page, status=422 if form.errors else 200)


def _hers(request: MemberRequest, goal: str) -> Goal:
    return get_object_or_404(Goal.objects.of(request.organisation).filter(peer=request.person), pk=goal)


@members_who_may(Permission.BE_SUPPORTED)
@require_POST
def tick(request: MemberRequest, goal: str) -> HttpResponse:
    row = _hers(request, goal)
    actions.tick_goal(row, by=request.person, ticked=not row.ticked)
    return redirect("meetings:goals", request.organisation.slug)


@members_who_may(Permission.BE_SUPPORTED)
def goal(request: MemberRequest, goal: str) -> HttpResponse:
    row = _hers(request, goal)
    form = GoalForm(request.POST if request.method == "POST" else None, initial={"words": row.words})
    if form.is_valid():
        actions.change_goal(row, by=request.person, words=form.cleaned_data["words"])
        messages.success(request, _("It’s saved."))
        return redirect("meetings:goals", request.organisation.slug)
    return render(request, "meetings/goal.html", {"goal": row, "form": form}, status=422 if form.errors else 200)


@members_who_may(Permission.BE_SUPPORTED)
def remove(request: MemberRequest, goal: str) -> HttpResponse:
    row = _hers(request, goal)
    if request.method == "POST":
        actions.remove_goal(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("meetings:goals", request.organisation.slug)
    return render(request, "meetings/goal_remove.html", {"goal": row})
