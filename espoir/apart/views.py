"""The page of people to avoid: each person's own, and nobody else's."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.apart import actions, queries, rules
from espoir.apart.forms import NameForm
from espoir.organisations.gate import MemberRequest, the_person_herself
from espoir.organisations.roles import Permission
from espoir.people.rules import has_seen_limits


@the_person_herself
def mine(request: MemberRequest) -> HttpResponse:
    if not _is_placed(request):
        raise Http404
    if not has_seen_limits(request.person):
        return redirect("people:limits", request.organisation.slug)
    form = NameForm(request.POST or None)
    if form.is_valid():
        actions.veto_name(by=request.person, name=form.cleaned_data["name"])
        return _changed(request)
    entries = [(entry, date.fromisoformat(entry.until)) for entry in queries.entries_of(request.person)]
    context = {
        "form": form,
        "entries": entries,
        "can_be_longer": any(day < rules.until() - rules.SOON for _entry, day in entries),
        "names": queries.names_to_pick(request.person),
        "leads": queries.safety_leads(request.organisation),
        "until": rules.until(),
    }
    return render(request, "apart/mine.html", context, status=422 if form.errors else 200)


@the_person_herself
@require_POST
def pick(request: MemberRequest) -> HttpResponse:
    """One of the names on the page; any other answer is the same as having pressed nothing."""
    if not _is_placed(request):
        raise Http404
    chosen = [person for person in queries.names_to_pick(request.person) if person.pk == request.POST.get("person")]
    for person in chosen:
        actions.veto(by=request.person, person=person)
    return _changed(request)


@the_person_herself
@require_POST
def take_out(request: MemberRequest) -> HttpResponse:
    if not _is_placed(request):
        raise Http404
    actions.take_out(by=request.person, slot=request.POST.get("line", ""))
    return _changed(request)


@the_person_herself
@require_POST
def keep_longer(request: MemberRequest) -> HttpResponse:
    if not _is_placed(request):
        raise Http404
    actions.keep_longer(by=request.person)
    return _changed(request)


def _is_placed(request: MemberRequest) -> bool:
    """This concerns whoever can be placed with someone."""
    return request.person.may(Permission.BE_SUPPORTED) or request.person.may(Permission.SUPPORT)


def _changed(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("It’s kept, and it acts from now on."))
    return redirect("apart:mine", request.organisation.slug)
