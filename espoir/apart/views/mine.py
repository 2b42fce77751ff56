"""The page of people and places to avoid: each person's own, and nobody else's.

Nothing on these pages depends on what anyone else wrote: no placement question is asked here, and whether anyone has a
name that is typed shows nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.apart import actions, keeper, queries, rules
from espoir.apart.chores import look_at_what_stands
from espoir.apart.forms import ChangeForm, LineForm, ThenForm
from espoir.apart.queries import Shown
from espoir.organisations.chores import soon
from espoir.organisations.gate import Guarded, MemberRequest, the_person_herself
from espoir.organisations.roles import Permission
from espoir.people.rules import has_seen_limits

P = ParamSpec("P")


def hers(view: Callable[Concatenate[MemberRequest, P], HttpResponse]) -> Guarded:
    """For whoever can be placed with someone, once she has seen what cannot always stay private."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not queries.is_placed(request.person):
            raise Http404
        if not has_seen_limits(request.person):
            if kwargs:
                raise Http404  # nothing of hers can be there yet
            return redirect("people:limits", request.organisation.slug)
        return view(request, *args, **kwargs)

    return the_person_herself(guarded)


@hers
def mine(request: MemberRequest) -> HttpResponse:
    form = LineForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_kept(request, form):
        return _back(request, _("It’s kept. The list says from when it acts."))
    return _page(request, form)


@hers
@require_POST
def typed(request: MemberRequest) -> HttpResponse:
    """From a card or a support relationship she already sees: the name is typed in advance, and nothing is kept yet."""
    words = request.POST.get("words", "")[: rules.LONGEST]
    return _page(request, LineForm(initial={"words": words}), typed=bool(words))


def _page(request: MemberRequest, form: LineForm, *, typed: bool = False) -> HttpResponse:
    lines = queries.shown_to(request.person)
    context = {
        "form": form,
        "typed": typed,
        "is_supported": request.person.may(Permission.BE_SUPPORTED),
        "lines": lines,
        "can_be_longer": any(line.can_be_longer for line in lines),
        "then": ThenForm(initial={"then": queries.then_of(request.person)}),
        "leads": queries.safety_leads(request.organisation),
        "until": rules.until(),
    }
    return render(request, "apart/mine.html", context, status=422 if form.errors else 200)


@hers
def line(request: MemberRequest, line: str) -> HttpResponse:
    shown = _mine(request, line)
    if not shown.can_change:
        return render(request, "apart/line.html", {"line": shown})
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=shown.values)
    if form.is_bound and form.is_valid() and _is_kept(request, form, instead_of=shown.slot):
        return _back(request, _("It’s changed. The list says from when it acts."))
    return render(request, "apart/line.html", {"line": shown, "form": form}, status=422 if form.errors else 200)


@hers
@require_POST
def seal(request: MemberRequest, line: str) -> HttpResponse:
    """Into the form that no one reads back. Never the other way."""
    shown = _mine(request, line)
    if not shown.can_change:
        raise Http404
    actions.seal(by=request.person, slot=shown.slot)
    return _back(request, _("Done. No one can read that line back."))


@hers
@require_POST
def take_out(request: MemberRequest, line: str) -> HttpResponse:
    actions.take_out(by=request.person, slot=_mine(request, line).slot)
    return _back(request, _("It’s out. It is not compared any more."))


@hers
def everything(request: MemberRequest) -> HttpResponse:
    """A page rather than a dialog, for what cannot be undone."""
    if request.method == "POST":
        actions.take_everything_out(by=request.person)
        return _back(request, _("Everything is out. Nothing is compared any more."))
    return render(request, "apart/everything.html")


@hers
@require_POST
def keep_longer(request: MemberRequest) -> HttpResponse:
    actions.keep_longer(by=request.person)
    return _back(request, _("It’s all kept longer."))


@hers
@require_POST
def then(request: MemberRequest) -> HttpResponse:
    form = ThenForm(request.POST)
    if not form.is_valid():
        return redirect("apart:mine", request.organisation.slug)
    actions.choose_then(by=request.person, then=form.cleaned_data["then"])
    return _back(request, _("Your answer is kept."))


def _mine(request: MemberRequest, slot: str) -> Shown:
    """Fetching is checking: a line of hers, or 404."""
    found = [shown for shown in queries.shown_to(request.person) if shown.slot == slot]
    if not found:
        raise Http404
    return found[0]


def _is_kept(request: MemberRequest, form: forms.Form, instead_of: str = "") -> bool:
    """Where there is no room for it now, the form says from when there is, and keeps what was typed."""
    try:
        actions.write(by=request.person, instead_of=instead_of, **form.cleaned_data)
    except keeper.TooMany as full:
        others = 0 if instead_of else len(queries.entries_of(request.person))  # a change needs no more room
        form.add_error(None, queries.room_again(full, others))
        return False
    soon(look_at_what_stands, request.organisation)
    return True


def _back(request: MemberRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("apart:mine", request.organisation.slug)
