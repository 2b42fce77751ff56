"""What was told to me: the safety lead's list, the ally's list, the page of one, and what I decide with someone."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import Permission
from espoir.safety import actions, queries, rules
from espoir.safety.forms import EndForm, HandOnForm, NewsForm, OutsideForm
from espoir.safety.models import MAY_BE_TOLD, Incident, MayKnow
from espoir.safety.views.moves import done, or_404
from espoir.vault import keys

_done = partial(done, page="safety:work")
PAGE = 25


@members_who_may(Permission.LEAD_SAFETY)
def told_to_me(request: MemberRequest) -> HttpResponse:
    return _list(request, queries.in_the_hands_of(request.person))


@members_who_may(Permission.BE_AN_ALLY)
def sent_to_me(request: MemberRequest) -> HttpResponse:
    return _list(request, queries.in_the_hands_of(request.person))


def _list(request: MemberRequest, rows: OwnedQuerySet[Incident]) -> HttpResponse:
    page = Paginator(rows, PAGE).get_page(request.GET.get("n"))
    keys.fetch(request.organisation.pk, {row.reporter_id for row in page})
    asked = queries.asked_as_second(request.person)
    can_look = request.person.may(Permission.PATTERNS)
    return render(request, "safety/list.html", {"page": page, "asked": asked, "can_look": can_look})


@the_person_herself
def work(request: MemberRequest, incident: str) -> HttpResponse:
    return _work(request, _in_my_hands(request, incident))


def _in_my_hands(request: MemberRequest, incident: str) -> Incident:
    return get_object_or_404(queries.in_the_hands_of(request.person), pk=incident)


def _work(request: MemberRequest, incident: Incident, **bound: forms.Form) -> HttpResponse:
    opened(actions.OPENED, by=request.person, about=[incident.reporter], what=incident)
    page = {
        "incident": incident,
        "is_erased": incident.reporter.state == Person.State.ERASED,
        "may_know": [MAY_BE_TOLD[MayKnow(code)] for code in incident.may_know],
        "outside_yes": [rules.Whom(code).label for code in incident.outside_yes],
        "added": queries.added(incident),
        "todo": queries.todo(incident),
        "todo_is_open": any(step["state"] == rules.Todo.OPEN for step in incident.todo),
        "todo_by": queries.day_of(incident.todo_by),
        "steps": queries.steps(incident),
        "outside": queries.contacts_outside(incident),
        "news": NewsForm(prefix="n"),
        "outside_form": OutsideForm(prefix="o", incident=incident),
        "hand_on": _hand_on_form(incident),
        "end": EndForm(prefix="e"),
        **bound,
    }
    return render(request, "safety/work.html", page, status=422 if bound else 200)


def _hand_on_form(incident: Incident, data: Any = None) -> HandOnForm:
    return HandOnForm(data, prefix="h", reporter=incident.reporter, owner=incident.owner, only_outside=True)


@the_person_herself
@require_POST
def news(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    form = NewsForm(request.POST, prefix="n")
    if not form.is_valid():
        return _work(request, row, news=form)
    return _done(request, row, _("They can read it now."), lambda: actions.give_news(row, **_by(request, form)))


@the_person_herself
@require_POST
def step(request: MemberRequest, incident: str, number: int) -> HttpResponse:
    """A step of the sheet: done, left aside, or to do again."""
    row, state = _in_my_hands(request, incident), request.POST.get("s", "")
    words = _("Noted. They can read it now.")
    return _done(request, row, words, lambda: actions.do_step(row, by=request.person, number=number, state=state))


@the_person_herself
@require_POST
def contact(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    form = OutsideForm(request.POST, prefix="o", incident=row)
    if not form.is_valid():
        return _work(request, row, outside_form=form)
    words = _("It’s written down. They can read it now.")
    return _done(request, row, words, lambda: actions.contact_outside(row, by=request.person, contact=form.contact))


@the_person_herself
@require_POST
def hand_on(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    form = _hand_on_form(row, request.POST)
    if not form.is_valid():
        return _work(request, row, hand_on=form)
    or_404(lambda: actions.hand_on(row, **_by(request, form)))
    messages.success(request, _("It’s handed on. It has left your list."))
    return redirect("today:home", request.organisation.slug)


@the_person_herself
@require_POST
def end(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    form = EndForm(request.POST, prefix="e")
    if form.is_valid() and row.owes_a_moment:
        form.add_error(None, _("A moment is still owed. Take it or offer it first, then end."))
    if not form.is_valid():
        return _work(request, row, end=form)
    return _done(request, row, _("It’s ended, and they can read it."), lambda: actions.end(row, **_by(request, form)))


@the_person_herself
@require_POST
def moment_taken(request: MemberRequest, incident: str) -> HttpResponse:
    """We took that moment; or I offered it out loud, and the answer is theirs."""
    row = _in_my_hands(request, incident)
    act = actions.moment_offered if request.POST.get("w") == "offered" else actions.moment_taken
    return _done(request, row, _("Noted."), lambda: act(row, by=request.person))


def _by(request: MemberRequest, form: forms.Form) -> dict[str, Any]:
    return {"by": request.person, **form.cleaned_data}


# A contact outside without the person's yes is decided by two: the second says so.


@the_person_herself
def beside(request: MemberRequest, incident: str) -> HttpResponse:
    """Only that contact: not who told us, nor what."""
    row = get_object_or_404(queries.asked_as_second(request.person), pk=incident)
    if request.method == "POST":
        actions.say_as_second(row, by=request.person, together=request.POST.get("w") == "yes")
        messages.success(request, _("Noted. The person concerned can read it."))
        return redirect("today:home", request.organisation.slug)
    opened(actions.OPENED_CONTACT, by=request.person, about=[row.reporter], what=row)
    mine = rules.asked_of(row, request.person)
    if mine is None:
        raise Http404  # its words went on their date
    return render(request, "safety/beside.html", {"contact": queries.contacts_outside(row)[mine], "incident": row})
