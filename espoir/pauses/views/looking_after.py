"""The organisation: who is away, whom to call, hellos, plans to come back, the rule about pay."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.pauses import actions, queries
from espoir.pauses.forms import CalledForm, PlanForm, RuleForm
from espoir.pauses.models import Away, Cover
from espoir.people import queries as people

PAGE = 25


@the_person_herself
def everyone(request: MemberRequest) -> HttpResponse:
    """Who is away now, or will be. Nothing of before: nobody counts it."""
    if not queries.looks_after(request.person):
        raise Http404
    rows = queries.away_seen_by(request.person)
    page = Paginator(rows, PAGE).get_page(request.GET.get("n"))
    opened(actions.OPENED, by=request.person, about=[away.person for away in page])
    return render(request, "pauses/everyone.html", {"page": page})


def _one(request: MemberRequest, pk: str) -> Away:
    return get_object_or_404(queries.away_seen_by(request.person), pk=pk)


@the_person_herself
def one(request: MemberRequest, away: str) -> HttpResponse:
    return _show(request, _one(request, away))


def _show(request: MemberRequest, row: Away, form: PlanForm | None = None) -> HttpResponse:
    opened(actions.OPENED, by=request.person, about=[row.person])
    first = {"back_from": row.back_from, "places": row.back_places, "hours": row.back_hours}
    page = {
        "away": row,
        "calls": queries.calls_of(row) if queries.looks_after(request.person) else [],
        "groups": queries.groups_without(row),
        "form": form or PlanForm(initial=first if row.plan else {}),
        "is_open": form is not None,
    }
    return render(request, "pauses/one.html", page, status=422 if form else 200)


@the_person_herself
@require_POST
def said_hello(request: MemberRequest, away: str) -> HttpResponse:
    row = _one(request, away)
    if row.hello_on is not None:
        actions.said_hello(row, by=request.person)
        messages.success(request, _("Noted. This promise is kept."))
    return redirect("pauses:one", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def answer(request: MemberRequest, away: str) -> HttpResponse:
    """Yes to the plan she wrote."""
    row = _one(request, away)
    if row.plan == Away.Plan.HERS and not row.is_over:
        actions.agree(row, by=request.person)
        messages.success(request, _("You both said yes to this plan."))
    return redirect("pauses:one", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def other_plan(request: MemberRequest, away: str) -> HttpResponse:
    """Another way to come back. It counts once she says yes."""
    row = _one(request, away)
    form = PlanForm(request.POST)
    if row.is_over or not form.is_valid():
        return _show(request, row, form) if not row.is_over else redirect("pauses:one", row.organisation.slug, row.pk)
    actions.plan(row, by=request.person, **form.cleaned_data)
    messages.success(request, _("It’s sent. It counts once you both say yes."))
    return redirect("pauses:one", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def looked_again(request: MemberRequest, away: str) -> HttpResponse:
    row = _one(request, away)
    if row.look_on is not None:
        actions.looked_again(row, by=request.person)
        messages.success(request, _("Noted. This promise is kept."))
    return redirect("today:home", request.organisation.slug)


@the_person_herself
def call(request: MemberRequest, cover: str) -> HttpResponse:
    """Whoever owes the call reads how to reach her, what she prefers, and which dates are without anyone."""
    rows = Cover.objects.of(request.organisation).filter(state=Cover.State.OPEN)
    rows = rows.select_related("peer", "owner", "away__person", "relationship", "request", "organisation")
    row = get_object_or_404(rows, pk=cover)
    if queries.who_keeps(row) != request.person:
        raise Http404
    form = CalledForm(request.POST or None, initial={"wish": row.wish})
    if request.method == "POST" and form.is_valid():
        actions.called(row, by=request.person, wish=form.cleaned_data["wish"])
        messages.success(request, _("Noted. This promise is kept."))
        return redirect("today:home", request.organisation.slug)
    opened(people.OPENED_REACH, by=request.person, about=[row.peer])
    opened(actions.OPENED_CALL, by=request.person, about=[row.peer])
    page = {
        "cover": row,
        "form": form,
        "reach": people.reach_said(row.peer),
        "dates": queries.dates_of(row),
        "someone": queries.someone_else_for(row),
        "is_looked_for": queries.is_being_looked_for(row),
    }
    return render(request, "pauses/call.html", page, status=422 if form.errors else 200)


@members_who_may(Permission.SET_UP)
def rule(request: MemberRequest) -> HttpResponse:
    """What is paid while someone is away: written once, read by her before she presses."""
    kept = queries.rule_of(request.organisation)
    first = {"words_fr": kept.words_fr, "words_en": kept.words_en} if kept else {}
    form = RuleForm(request.POST or None, initial=first)
    if form.is_valid():
        actions.write_rule(by=request.person, values=form.cleaned_data)
        messages.success(request, _("The rule is posted. Everyone reads it before stepping back."))
        return redirect("people:team", request.organisation.slug)
    return render(request, "pauses/rule.html", {"form": form, "kept": kept}, status=422 if form.errors else 200)
