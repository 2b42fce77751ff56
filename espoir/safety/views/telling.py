"""Telling that something happened, and following what I told: my words, my wishes, my moment, my end."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.organisations.gate import MemberRequest, the_person_herself
from espoir.safety import actions, hers, queries, rules
from espoir.safety.forms import AddForm, CorrectForm, DayForm, ReportForm, SendToForm, WishesForm
from espoir.safety.models import Incident
from espoir.safety.views.moves import done

_done = partial(done, page="safety:follow")
PAGE = 25


@the_person_herself
def report(request: MemberRequest) -> HttpResponse:
    form = ReportForm(request.POST if request.method == "POST" else None, by=request.person)
    if form.is_bound and form.is_valid():
        incident = actions.report(by=request.person, **form.cleaned_data)
        return redirect("safety:follow", request.organisation.slug, incident.pk)
    return render(
        request,
        "safety/report.html",
        {"form": form, "told": queries.told_by(request.person)[:PAGE]},
        status=422 if form.is_bound else 200,
    )


@the_person_herself
def follow(request: MemberRequest, incident: str) -> HttpResponse:
    return _follow(request, _mine(request, incident))


def _mine(request: MemberRequest, incident: str) -> Incident:
    return get_object_or_404(queries.told_by(request.person), pk=incident)


def _follow(request: MemberRequest, incident: Incident, **bound: forms.Form) -> HttpResponse:
    wishes = WishesForm(initial={"may_know": incident.may_know, "outside_yes": incident.outside_yes})
    moment = incident.moment_day
    page = {
        "incident": incident,
        "todo": queries.todo(incident),
        "steps": queries.steps(incident),
        "outside": queries.contacts_outside(incident),
        "added": queries.added(incident),
        "moment": moment,
        "moment_is_past": moment is not None and moment < clock.today(),
        "allies": [ally for ally in queries.allies(request.organisation) if ally.pk not in _both(incident)],
        "sheet": queries.protocol(request.organisation),
        "wishes": wishes,
        "day": DayForm(),
        "add": AddForm(prefix="a"),
        "send_to": SendToForm(reporter=incident.reporter, owner=incident.owner, only_outside=False),
        **bound,
    }
    return render(request, "safety/follow.html", page, status=422 if bound else 200)


def _both(incident: Incident) -> set[str]:
    return {incident.reporter_id, incident.owner_id}


# My wishes.


@the_person_herself
@require_POST
def wishes(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    form = WishesForm(request.POST)
    if not form.is_valid():
        return _follow(request, row, wishes=form)
    hers.say_what_may_be_done(row, by=request.person, **form.cleaned_data)
    messages.success(request, _("It’s changed, as of now."))
    return redirect("safety:follow", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def send_to(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    form = SendToForm(request.POST, reporter=row.reporter, owner=row.owner, only_outside=False)
    if not form.is_valid():
        return _follow(request, row, send_to=form)
    to = form.cleaned_data["to"]
    words = _("It’s sent. The first person no longer sees it.")
    return _done(request, row, words, lambda: actions.hand_on(row, by=request.person, to=to))


@the_person_herself
@require_POST
def no_yes(request: MemberRequest, incident: str, number: int) -> HttpResponse:
    """I did not say that yes."""
    row = _mine(request, incident)
    words = _("It’s written beside that line. You’ll have news.")
    return _done(request, row, words, lambda: hers.i_did_not_say_yes(row, by=request.person, number=number))


# My words.


@the_person_herself
@require_POST
def add(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    form = AddForm(request.POST, prefix="a")
    if not form.is_valid():
        return _follow(request, row, add=form)
    said = form.cleaned_data["words"]
    if not said:
        return redirect("safety:follow", request.organisation.slug, row.pk)
    return _done(request, row, _("It’s added."), lambda: hers.add(row, by=request.person, words=said))


@the_person_herself
def correct(request: MemberRequest, incident: str) -> HttpResponse:
    """Say it otherwise, until the end."""
    row = _mine(request, incident)
    if row.state == rules.ENDED:
        raise Http404
    form = CorrectForm(request.POST if request.method == "POST" else None, told=row)
    if form.is_bound and form.is_valid():
        words = _("It’s corrected. What stood there before is gone.")
        return _done(request, row, words, lambda: hers.correct(row, by=request.person, **form.as_said()))
    return render(request, "safety/correct.html", {"form": form, "incident": row}, status=422 if form.is_bound else 200)


# My moment.


@the_person_herself
@require_POST
def moment(request: MemberRequest, incident: str) -> HttpResponse:
    """A moment for me: today, another day, not for me, or taken."""
    row, word = _mine(request, incident), request.POST.get("w", "today")
    if word == "other":
        return _another_day(request, row)
    if word == "none":
        words = _("Noted. You can change your mind.")
        return _done(request, row, words, lambda: hers.no_moment(row, by=request.person))
    if word == "taken":
        return _done(request, row, _("Noted."), lambda: actions.moment_taken(row, by=request.person))
    words = _("It’s asked, for today.")
    return _done(request, row, words, lambda: hers.ask_for_a_moment(row, by=request.person))


def _another_day(request: MemberRequest, row: Incident) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        return _follow(request, row, day=form)
    on = form.cleaned_data["on"]
    words = _("It’s asked, for that day.")
    return _done(request, row, words, lambda: hers.ask_for_a_moment(row, by=request.person, on=on))


# My end.


@the_person_herself
@require_POST
def over(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    words = _("Noted. If it comes back, this page stays open to you.")
    return _done(request, row, words, lambda: hers.it_is_over(row, by=request.person))


@the_person_herself
@require_POST
def not_over(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    form = AddForm(request.POST, prefix="a")
    if not form.is_valid():
        return _follow(request, row, add=form)
    said = form.cleaned_data["words"]
    words = _("It goes on. You’ll have news.")
    return _done(request, row, words, lambda: hers.not_over(row, by=request.person, words=said))
