"""The organisation looks at itself."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.people import queries as people
from espoir.readiness import look_actions, queries
from espoir.readiness.forms import ConcludeForm, LookForm, StepDayForm, StepForm
from espoir.readiness.models import Look, Step
from espoir.readiness.topics import LOOK
from espoir.readiness.views.moves import or_404

PAGE = 25


@members_who_may(Permission.TEAM)
def looks(request: MemberRequest) -> HttpResponse:
    """Each look, the latest first; the way to begin one."""
    if request.method == "POST":
        look = look_actions.begin_look(by=request.person)
        return redirect("readiness:look", request.organisation.slug, look.pk)
    page = Paginator(queries.looks(request.organisation), PAGE).get_page(request.GET.get("n"))
    steps = queries.steps(request.organisation).filter(state=Step.State.OWED).order_by("due", "pk")[:PAGE]
    context = {"page": page, "steps": steps, "going_on": queries.open_look(request.organisation)}
    return render(request, "readiness/looks.html", context)


@members_who_may(Permission.TEAM)
def look(request: MemberRequest, look: str) -> HttpResponse:
    row = _look(request, look)
    if row.state == Look.State.KEPT:
        return _kept(request, row)
    form = LookForm(request.POST if request.method == "POST" else None, kept=row.notes)
    if form.is_bound and form.is_valid():
        look_actions.write_look(row, by=request.person, notes=form.said())
        messages.success(request, _("It’s kept."))
        return redirect("readiness:conclude", request.organisation.slug, row.pk)
    return render(request, "readiness/look.html", {"look": row, "form": form}, status=422 if form.is_bound else 200)


def _look(request: MemberRequest, look: str) -> Look:
    return get_object_or_404(queries.looks(request.organisation), pk=look)


def _kept(request: MemberRequest, row: Look) -> HttpResponse:
    notes = [(topic, row.notes[topic.code]) for topic in LOOK if row.notes.get(topic.code)]
    return render(request, "readiness/look_kept.html", {"look": row, "notes": notes, "steps": queries.steps_of(row)})


@members_who_may(Permission.TEAM)
@require_safe
def look_paper(request: MemberRequest) -> HttpResponse:
    return render(request, "readiness/look_paper.html", {"topics": LOOK})


@members_who_may(Permission.TEAM)
def owe(request: MemberRequest, look: str) -> HttpResponse:
    """Add something that we owe."""
    row, team = _look(request, look), people.team_by_name(request.organisation)
    form = StepForm(request.POST if request.method == "POST" else None, people=team)
    if form.is_bound and form.is_valid():
        look_actions.owe(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s owed, with a name and a date."))
        return redirect(
            "readiness:conclude" if row.state == "open" else "readiness:look", row.organisation.slug, row.pk
        )
    return render(request, "readiness/owe.html", {"look": row, "form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.TEAM)
def conclude(request: MemberRequest, look: str) -> HttpResponse:
    """What we owe, where we stand, when we look again."""
    row, team = _look(request, look), people.team_by_name(request.organisation)
    if row.state != Look.State.OPEN:
        raise Http404
    form = ConcludeForm(request.POST if request.method == "POST" else None, people=team)
    if form.is_bound and form.is_valid():
        look_actions.conclude(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s concluded, in words."))
        return redirect("readiness:look", request.organisation.slug, row.pk)
    page = {"look": row, "form": form, "steps": queries.steps_of(row)}
    return render(request, "readiness/conclude.html", page, status=422 if form.is_bound else 200)


@the_person_herself
def step(request: MemberRequest, duty: str) -> HttpResponse:
    """Whoever keeps the team, or whoever has it in hand."""
    row, team = _step(request, duty), people.team_by_name(request.organisation)
    first = {"owner": row.owner_id, "due": row.due}
    form = StepDayForm(request.POST if request.method == "POST" else None, people=team, initial=first)
    if form.is_bound and form.is_valid() and row.state == Step.State.OWED:
        look_actions.new_day_for(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s kept."))
        return redirect("readiness:step", request.organisation.slug, row.pk)
    return render(request, "readiness/step.html", {"step": row, "form": form}, status=422 if form.is_bound else 200)


def _step(request: MemberRequest, duty: str) -> Step:
    rows = queries.steps(request.organisation)
    if not request.person.may(Permission.TEAM):
        rows = rows.filter(owner=request.person)
    return get_object_or_404(rows, pk=duty)


@the_person_herself
@require_POST
def step_done(request: MemberRequest, duty: str) -> HttpResponse:
    return _end(request, duty, Step.State.DONE)


@the_person_herself
@require_POST
def step_let_go(request: MemberRequest, duty: str) -> HttpResponse:
    return _end(request, duty, Step.State.LET_GO)


def _end(request: MemberRequest, duty: str, state: str) -> HttpResponse:
    row = _step(request, duty)
    or_404(lambda: look_actions.end_step(row, by=request.person, state=state))
    messages.success(request, _("It’s noted."))
    return redirect("readiness:step", request.organisation.slug, row.pk)
