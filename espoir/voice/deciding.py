"""Screens of a decision about someone's support: hers, her supporter's, and whoever keeps the invitation."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.pairing import queries as pairs
from espoir.people import queries as people
from espoir.voice import decisions, queries
from espoir.voice.forms import AskForm, DateForm, WhoForm
from espoir.voice.models import Decision
from espoir.voice.rules import IllegalMove

A_FEW = 10


def _moved_on(request: MemberRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was sent."))


# Hers.


@members_who_may(Permission.BE_SUPPORTED)
def mine(request: MemberRequest) -> HttpResponse:
    return render(request, "voice/decisions.html", {"rows": queries.decisions_of(request.person)[:A_FEW]})


@members_who_may(Permission.BE_SUPPORTED)
def decision(request: MemberRequest, decision: str) -> HttpResponse:
    """She says who comes, and may say otherwise until the day."""
    row = get_object_or_404(queries.decisions_of(request.person), pk=decision)
    may_bring = queries.may_bring(row)
    data = request.POST if request.method == "POST" else None
    form = WhoForm(data, may_bring=may_bring, initial={"who": row.who})
    if form.is_bound and form.is_valid():
        return _said_who(request, row, form, "voice:decision")
    page = {"decision": row, "form": form, "may_bring": may_bring, "is_open": row.state in Decision.OPEN}
    return render(request, "voice/decision.html", page, status=422 if form.is_bound else 200)


def _said_who(request: MemberRequest, row: Decision, form: forms.Form, back: str) -> HttpResponse:
    try:
        decisions.say_who(row, by=request.person, who=form.cleaned_data["who"])
        messages.success(request, _("It’s kept. It can change until the day."))
    except IllegalMove:
        _moved_on(request)
    return redirect(back, request.organisation.slug, row.pk)


# Her supporter's.


@members_who_may(Permission.SUPPORT)
def invited(request: MemberRequest, invited: str) -> HttpResponse:
    row = get_object_or_404(queries.invitations_to(request.person), pk=invited)
    if request.method == "POST":
        answer = request.POST.get("w", "")
        if answer not in {"yes", "no"}:
            raise Http404
        decisions.say_if(row, by=request.person, comes=answer == "yes")
        messages.success(request, _("It’s kept. You can change it until the day."))
        return redirect("voice:invited", request.organisation.slug, row.pk)
    opened(decisions.OPENED, by=request.person, about=[row.peer])
    return render(request, "voice/invited.html", {"decision": row})


# Whoever keeps the invitation.


@members_who_may(Permission.WELCOME)
def about(request: MemberRequest, someone: str) -> HttpResponse:
    """Ask someone who comes, and those that were asked before."""
    person = get_object_or_404(people.people_beside(request.person), pk=someone)
    supporters = [two.supporter for two in pairs.relationships_of(person).live() if two.peer_id == person.pk]
    form = AskForm(request.POST if request.method == "POST" else None, people=supporters)
    if form.is_bound and form.is_valid():
        decisions.ask(by=request.person, peer=person, supporter=form.chosen(), matter=form.cleaned_data["matter"])
        messages.success(request, _("It’s asked. Nothing goes further before they have said who comes."))
        return redirect("voice:about", request.organisation.slug, person.pk)
    opened(decisions.OPENED, by=request.person, about=[person])
    rows = queries.decisions_of(person)[:A_FEW]
    page = {"person": person, "form": form, "supporters": supporters, "rows": rows}
    return render(request, "voice/about.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.WELCOME)
def kept(request: MemberRequest, decision: str) -> HttpResponse:
    """The next step of one: who comes (said aloud), a date, whether it took place."""
    row = get_object_or_404(queries.decisions_here(request.organisation), pk=decision)
    return _kept(request, row)


def _kept(
    request: MemberRequest, row: Decision, *, who: forms.Form | None = None, date: forms.Form | None = None
) -> HttpResponse:
    opened(decisions.OPENED, by=request.person, about=[row.peer])
    page = {
        "decision": row,
        "who": who or WhoForm(may_bring=queries.may_bring(row), initial={"who": row.who}),
        "date": date or DateForm(),
        "wrong": who or date,
        "may_date": row.state in decisions.DATE_OWED,
        "is_open": row.state in Decision.OPEN,
        "is_past": row.at is not None and row.at <= clock.now(),
        "supporter_comes": row.supporter_is_invited and queries.may_bring(row),
    }
    return render(request, "voice/kept.html", page, status=422 if who or date else 200)


@members_who_may(Permission.WELCOME)
@require_POST
def aloud(request: MemberRequest, decision: str) -> HttpResponse:
    row = get_object_or_404(queries.decisions_here(request.organisation), pk=decision)
    form = WhoForm(request.POST, may_bring=queries.may_bring(row))
    if not form.is_valid():
        return _kept(request, row, who=form)
    return _said_who(request, row, form, "voice:kept")


@members_who_may(Permission.WELCOME)
@require_POST
def plan(request: MemberRequest, decision: str) -> HttpResponse:
    row = get_object_or_404(queries.decisions_here(request.organisation), pk=decision)
    form = DateForm(request.POST)
    if not form.is_valid():
        return _kept(request, row, date=form)
    try:
        decisions.plan(row, by=request.person, at=form.at)
        messages.success(request, _("The date is set. Whoever comes is told."))
    except IllegalMove:
        _moved_on(request)
    return redirect("voice:kept", request.organisation.slug, row.pk)


ENDS = {"h": decisions.hold, "n": decisions.did_not_hold, "o": decisions.call_off}


@members_who_may(Permission.WELCOME)
@require_POST
def ended(request: MemberRequest, decision: str) -> HttpResponse:
    """It took place, it did not, or it is no longer needed."""
    row = get_object_or_404(queries.decisions_here(request.organisation), pk=decision)
    end = ENDS.get(request.POST.get("w", ""))
    if end is None:
        raise Http404
    try:
        end(row, by=request.person)
        messages.success(request, _("It’s noted."))
    except IllegalMove:
        _moved_on(request)
    return redirect("voice:kept", request.organisation.slug, row.pk)
