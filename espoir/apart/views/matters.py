"""What safety leads and the outside ally look at together. For anyone else, and for the parties, it is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.apart import keeper, matter_actions, matter_queries, paper_queries
from espoir.apart.forms import SettleForm
from espoir.apart.matter_queries import Matter
from espoir.organisations.gate import Guarded, MemberRequest, the_person_herself

P = ParamSpec("P")


def who_may_look(view: Callable[Concatenate[MemberRequest, P], HttpResponse]) -> Guarded:
    """Safety leads and the outside ally."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not matter_queries.may_look(request.person):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except (matter_actions.NotForThem, keeper.NotAllowed) as no:
            raise Http404 from no

    return the_person_herself(guarded)


@who_may_look
def matters(request: MemberRequest) -> HttpResponse:
    page = {
        "matters": matter_queries.waiting_for(request.person),
        "sheets": paper_queries.written_by(request.person),
    }
    return render(request, "apart/matters.html", page)


@who_may_look
def matter(request: MemberRequest, matter: str) -> HttpResponse:
    return _page(request, _theirs(request, matter))


def _page(request: MemberRequest, matter: Matter, form: SettleForm | None = None) -> HttpResponse:
    reader = request.person
    is_open = matter.is_open_to(reader) and not matter.is_settled
    page = {
        "matter": matter,
        "others": matter.others(reader),
        "names": ", ".join(person.name for person in matter.others(reader)),
        "has_pressed": matter.has_pressed(reader),
        "is_open": is_open,
        "sides": matter_actions.read(matter, by=reader) if is_open and not matter.is_alarm else [],
        "form": form or _settle_form(matter),
    }
    template = "apart/alarm.html" if matter.is_alarm else "apart/matter.html"
    return render(request, template, page, status=422 if form else 200)


@who_may_look
@require_POST
def press(request: MemberRequest, matter: str) -> HttpResponse:
    row = _theirs(request, matter)
    if not matter_actions.press(row, by=request.person):
        messages.success(request, _("You pressed. It opens once someone else has pressed too."))
    return redirect("apart:matter", request.organisation.slug, row.id)


@who_may_look
def part(request: MemberRequest, matter: str) -> HttpResponse:
    """A page rather than a dialog, for what cannot be undone."""
    row = _theirs(request, matter)
    if row.tie is None or not row.is_open_to(request.person) or row.is_settled:
        raise Http404
    if request.method == "POST":
        matter_actions.take_apart(row, by=request.person)
        messages.success(request, _("It’s changed. Nobody is told why."))
        return redirect("apart:matters", request.organisation.slug)
    return render(request, "apart/part.html", {"matter": row})


@who_may_look
@require_POST
def settle(request: MemberRequest, matter: str) -> HttpResponse:
    row = _theirs(request, matter)
    form = _settle_form(row, request)
    if not form.is_valid():
        return _page(request, row, form)
    matter_actions.settle(row, by=request.person, outcome=form.cleaned_data["outcome"])
    messages.success(request, _("It’s settled. It has left your list."))
    return redirect("apart:matters", request.organisation.slug)


def _settle_form(matter: Matter, request: MemberRequest | None = None) -> SettleForm:
    outcomes = matter_queries.OUTCOMES_OF_AN_ALARM if matter.is_alarm else matter_queries.OUTCOMES
    return SettleForm(request.POST if request else None, outcomes=outcomes)


def _theirs(request: MemberRequest, pk: str) -> Matter:
    """Fetching is checking: one that they may look at, or 404."""
    found = [matter for matter in matter_queries.matters_for(request.person) if matter.id == pk]
    if not found:
        raise Http404
    return found[0]
