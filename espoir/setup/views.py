from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Clock
from espoir.organisations.roles import Permission
from espoir.setup import actions, pack, queries
from espoir.setup.forms import ClocksForm, HoursForm, NamesForm
from espoir.setup.models import Seen


@members_who_may(Permission.SET_UP)
def home(request: MemberRequest) -> HttpResponse:
    """Where the set-up stands. The steps can be done in any order."""
    steps = queries.steps(request.organisation, request.person)
    undone = [step for step in steps if not step.is_done]
    ours = [step for step in undone if not step.is_waiting]
    context = {
        "steps": steps,
        "all": len(steps),
        "done": len(steps) - len(undone),
        "minutes": queries.minutes_left(steps),
        "now": next(iter([*ours, *undone]), None),
        "keys": queries.keys_to_the_first(request.organisation),
        "lapses": queries.lapses(request.organisation),
        "may_measure": request.person.may(Permission.MEASURES),
    }
    return render(request, "setup/home.html", context)


@members_who_may(Permission.SET_UP)
def names(request: MemberRequest) -> HttpResponse:
    form = NamesForm(request.POST or None, initial=NamesForm.first(request.organisation))
    if form.is_valid():
        actions.name_the_site(by=request.person, **form.cleaned_data)
        return _kept(request)
    return _asked(request, "setup/names.html", form)


@members_who_may(Permission.SET_UP)
def team(request: MemberRequest) -> HttpResponse:
    organisation = request.organisation
    return render(
        request, "setup/team.html", {"posts": queries.posts(organisation), "lapses": queries.lapses(organisation)}
    )


@members_who_may(Permission.SET_UP)
def hours(request: MemberRequest) -> HttpResponse:
    form = HoursForm(request.POST or None, initial=HoursForm.first(request.organisation))
    if form.is_valid():
        actions.set_hours(by=request.person, **form.cleaned_data)
        return _kept(request)
    return _asked(request, "setup/hours.html", form)


@members_who_may(Permission.SET_UP)
def clocks(request: MemberRequest) -> HttpResponse:
    form = ClocksForm(request.POST or None, initial={clock: request.organisation.clocks.get(clock) for clock in Clock})
    if form.is_valid():
        actions.set_clocks(by=request.person, months=form.cleaned_data)
        return _kept(request)
    return _asked(request, "setup/clocks.html", form)


@members_who_may(Permission.SET_UP)
def printed(request: MemberRequest) -> HttpResponse:
    """The pack: a page to print in each language, and a button that says it is done."""
    if request.method == "POST":
        actions.see(Seen.Step.PACK, by=request.person)
        return _kept(request)
    tags = pack.languages(request.organisation)
    tag = request.GET.get("l", tags[0])
    if tag not in tags:
        raise Http404
    others = [(other, pack.NAMES[other]) for other in tags if other != tag]
    return render(request, "setup/pack.html", {"sheets": pack.sheets(request.organisation, tag), "others": others})


def _asked(request: MemberRequest, template: str, form: forms.Form) -> HttpResponse:
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


def _kept(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("It is kept. Stop or go on, as you like."))
    return redirect("setup:home", request.organisation.slug)
