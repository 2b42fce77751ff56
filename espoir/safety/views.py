from __future__ import annotations

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
from espoir.safety.first_words import first_words
from espoir.safety.forms import (
    EndForm,
    HandOnForm,
    NewsForm,
    OutsideForm,
    ReportForm,
    SendToForm,
    SheetForm,
    WishesForm,
    sheet_at_first,
)
from espoir.safety.lines import help_lines
from espoir.safety.models import MAY_BE_TOLD, Incident, MayKnow
from espoir.vault import keys

PAGE = 25

# The safety sheet.


@the_person_herself
def protocol(request: MemberRequest) -> HttpResponse:
    """What to do, step by step, and who to call now. It prints."""
    sheet = queries.protocol(request.organisation)
    page = {"sheet": sheet, "lines": help_lines(), "can_set_up": request.person.may(Permission.SET_UP)}
    return render(request, "safety/protocol.html", page)


@members_who_may(Permission.SET_UP)
def write(request: MemberRequest) -> HttpResponse:
    sheet = queries.protocol(request.organisation)
    first = sheet_at_first(sheet, first_words())
    form = SheetForm(request.POST if request.method == "POST" else None, initial=first, by=request.person)
    if form.is_bound and form.is_valid():
        actions.write_protocol(by=request.person, **form.cleaned_data)
        messages.success(request, _("The new sheet is there. Read it together, then say that it is true."))
        return redirect("safety:protocol", request.organisation.slug)
    return render(request, "safety/write.html", {"form": form, "sheet": sheet}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SET_UP)
@require_POST
def confirm(request: MemberRequest) -> HttpResponse:
    actions.confirm_protocol(by=request.person)
    messages.success(request, _("Noted: this sheet is true as of today."))
    return redirect("safety:protocol", request.organisation.slug)


# Telling that something happened, and following it.


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
    page = {
        "incident": incident,
        "steps": queries.steps(incident),
        "outside": queries.contacts_outside(incident),
        "allies": [ally for ally in queries.allies(request.organisation) if ally.pk not in _both(incident)],
        "wishes": wishes,
        "send_to": SendToForm(reporter=incident.reporter, owner=incident.owner, only_outside=False),
        **bound,
    }
    return render(request, "safety/follow.html", page, status=422 if bound else 200)


def _both(incident: Incident) -> set[str]:
    return {incident.reporter_id, incident.owner_id}


@the_person_herself
@require_POST
def wishes(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    form = WishesForm(request.POST)
    if not form.is_valid():
        return _follow(request, row, wishes=form)
    actions.say_what_may_be_done(row, by=request.person, **form.cleaned_data)
    messages.success(request, _("It’s changed, as of now."))
    return redirect("safety:follow", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def send_to(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    form = SendToForm(request.POST, reporter=row.reporter, owner=row.owner, only_outside=False)
    if not form.is_valid():
        return _follow(request, row, send_to=form)
    actions.hand_on(row, by=request.person, to=form.cleaned_data["to"])
    messages.success(request, _("It’s sent. The first person no longer sees it."))
    return redirect("safety:follow", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def moment(request: MemberRequest, incident: str) -> HttpResponse:
    """A moment for me, the same day."""
    row = _mine(request, incident)
    actions.ask_for_a_moment(row, by=request.person)
    messages.success(request, _("It’s asked, for today."))
    return redirect("safety:follow", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def not_over(request: MemberRequest, incident: str) -> HttpResponse:
    row = _mine(request, incident)
    try:
        actions.not_over(row, by=request.person)
    except rules.IllegalMove as no:
        raise Http404 from no
    messages.success(request, _("It goes on. You’ll have news."))
    return redirect("safety:follow", request.organisation.slug, row.pk)


# What was told to me: the safety lead's list, the ally's list, and the page of one.


@members_who_may(Permission.LEAD_SAFETY)
def told_to_me(request: MemberRequest) -> HttpResponse:
    return _list(request, queries.in_the_hands_of(request.person))


@members_who_may(Permission.BE_AN_ALLY)
def sent_to_me(request: MemberRequest) -> HttpResponse:
    return _list(request, queries.in_the_hands_of(request.person))


def _list(request: MemberRequest, rows: OwnedQuerySet[Incident]) -> HttpResponse:
    page = Paginator(rows, PAGE).get_page(request.GET.get("n"))
    keys.fetch(request.organisation.pk, {row.reporter_id for row in page})
    return render(request, "safety/list.html", {"page": page})


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
        "steps": queries.steps(incident),
        "outside": queries.contacts_outside(incident),
        "news": NewsForm(prefix="n"),
        "outside_form": OutsideForm(prefix="o"),
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
def contact(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    form = OutsideForm(request.POST, prefix="o")
    if not form.is_valid():
        return _work(request, row, outside_form=form)
    try:
        return _done(request, row, _("It’s written down. They can read it now."), lambda: _contact(request, row, form))
    except rules.NotWithoutHerYes:
        form.add_error("because", _("There is no such yes on their page. Ask first."))
        return _work(request, row, outside_form=form)


def _contact(request: MemberRequest, row: Incident, form: OutsideForm) -> None:
    actions.contact_outside(row, **_by(request, form))


@the_person_herself
@require_POST
def hand_on(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    form = _hand_on_form(row, request.POST)
    if not form.is_valid():
        return _work(request, row, hand_on=form)
    try:
        actions.hand_on(row, by=request.person, to=form.cleaned_data["to"])
    except rules.IllegalMove as no:
        raise Http404 from no
    messages.success(request, _("It’s handed on. It has left your list."))
    return redirect("today:home", request.organisation.slug)


@the_person_herself
@require_POST
def end(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    form = EndForm(request.POST, prefix="e")
    if not form.is_valid():
        return _work(request, row, end=form)
    return _done(request, row, _("It’s ended, and they can read it."), lambda: actions.end(row, **_by(request, form)))


@the_person_herself
@require_POST
def moment_taken(request: MemberRequest, incident: str) -> HttpResponse:
    row = _in_my_hands(request, incident)
    return _done(request, row, _("Noted."), lambda: actions.moment_taken(row, by=request.person))


def _by(request: MemberRequest, form: forms.Form) -> dict[str, Any]:
    return {"by": request.person, **form.cleaned_data}


def _done(request: MemberRequest, row: Incident, words: str, act: Any) -> HttpResponse:
    """Do it, say so, and go back to its page; what can no longer be done is not there."""
    try:
        act()
    except rules.IllegalMove as no:
        raise Http404 from no
    messages.success(request, words)
    return redirect("safety:work", request.organisation.slug, row.pk)
