"""Hers: stepping back, what goes on meanwhile, coming back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.pauses import actions, queries, rules
from espoir.pauses.forms import BackForm, HelloForm, PlanForm, StepBackForm
from espoir.pauses.models import Away
from espoir.people import queries as people


@members_who_may(Permission.SUPPORT)
def home(request: MemberRequest) -> HttpResponse:
    """What exactly happens if she presses; once she has, what goes on and how to come back."""
    away = queries.away_of(request.person)
    if away is not None:
        return _while_away(request, away)
    form = StepBackForm(request.POST or None, initial={"when": "now", "hello": "0"})
    if form.is_valid():
        actions.step_back(
            by=request.person, from_on=form.cleaned_data["from_on"], hello_weeks=form.cleaned_data["hello"]
        )
        messages.success(request, _("It’s done. There is nothing else you need to do."))
        return redirect("pauses:home", request.organisation.slug)
    return render(request, "pauses/step_back.html", _before(request, form), status=422 if form.errors else 200)


def _before(request: MemberRequest, form: StepBackForm) -> dict[str, object]:
    return {
        "form": form,
        "rule": queries.rule_of(request.organisation),
        "writes": queries.who_writes_the_rule(request.organisation),
        "rule_by": rules.rule_by(),
        "call_by": rules.call_by(request.organisation),
        "looks_after": queries.who_looks_after(request.person),
        "names": queries.names_of_those_supported(request.person),
        "sees": queries.who_would_see(request.person),
    }


def _while_away(request: MemberRequest, away: Away, *, back: BackForm | None = None) -> HttpResponse:
    if request.method == "POST":  # pressed from an old page: she is away already
        return redirect("pauses:home", request.organisation.slug)
    page = {
        "away": away,
        "calls": queries.calls_of(away),
        "looks_after": queries.who_looks_after(away.person),
        "plans_with": queries.plans_with(away),
        "writes": queries.who_writes_the_rule(request.organisation),
        "hello": HelloForm(initial={"hello": str(away.hello_weeks)}),
        "back": back or _back_form(away),
    }
    return render(request, "pauses/away.html", page)


def _back_form(away: Away) -> BackForm:
    most = away.back_places if away.has_plan else None
    return BackForm(stopped=queries.stopped_with(away), most=most)


def _mine(request: MemberRequest) -> Away:
    away = queries.away_of(request.person)
    if away is None:
        raise Http404
    return away


@members_who_may(Permission.SUPPORT)
@require_POST
def come_back(request: MemberRequest) -> HttpResponse:
    away = queries.away_of(request.person)
    if away is not None:
        begin = request.POST.getlist("begin") if "chosen" in request.POST else None
        had_begun = away.has_begun
        actions.come_back(away, by=request.person, beginning_with=begin)
        messages.success(request, _("Good to have you here.") if had_begun else _("Nothing changes. You stay."))
    return redirect("pauses:home", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
@require_POST
def hello(request: MemberRequest) -> HttpResponse:
    away = _mine(request)
    form = HelloForm(request.POST)
    if form.is_valid():
        actions.set_hello(away, by=request.person, weeks=form.cleaned_data["hello"])
        messages.success(request, _("It’s changed. You can change it any day."))
    return redirect("pauses:home", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
def plan(request: MemberRequest) -> HttpResponse:
    """How she would come back: fewer people, fewer hours, from which day. Or none of it."""
    away = _mine(request)
    profile = people.profile_of(request.person)
    first = {"back_from": away.back_from, "places": profile.places, "hours": profile.hours_per_week}
    if away.plan:
        first |= {"places": away.back_places, "hours": away.back_hours}
    form = PlanForm(request.POST or None, initial=first)
    if form.is_valid():
        actions.plan(away, by=request.person, **form.cleaned_data)
        messages.success(request, _("Your plan is sent. You can change it any day."))
        return redirect("pauses:home", request.organisation.slug)
    page = {"form": form, "away": away, "plans_with": queries.plans_with(away)}
    return render(request, "pauses/plan.html", page, status=422 if form.errors else 200)


@members_who_may(Permission.SUPPORT)
@require_POST
def agree(request: MemberRequest) -> HttpResponse:
    away = _mine(request)
    if away.plan == Away.Plan.OURS:
        actions.agree(away, by=request.person)
        messages.success(request, _("You both said yes to this plan."))
    return redirect("pauses:home", request.organisation.slug)
