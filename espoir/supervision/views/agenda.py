"""The agenda, as the supporter and as the supervisor read it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.supervision import actions, arranged, gatherings, queries
from espoir.supervision.forms import SessionForm, TopicForm
from espoir.supervision.views.fetching import one_i_supervise
from espoir.supervision.words import rhythm_words

PAGE = 25
A_FEW = 5


@members_who_may(Permission.BE_SUPERVISED)
def home(request: MemberRequest) -> HttpResponse:
    """My supervision: our list, what was promised to me, what I brought."""
    form = TopicForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add_topic(by=request.person, supporter=request.person, **form.cleaned_data)
        messages.success(request, _("It’s on the list."))
        return redirect("supervision:home", request.organisation.slug)
    found = queries.agenda(request.person)
    mores = arranged.mores_of(request.person)
    page = {
        "agenda": found,
        "supervisor": queries.supervisor_of(request.person),
        "rhythm": rhythm_words(queries.rhythm_of(request.person), mores.now),
        "mores": mores,
        "missed": arranged.missed(request.person, found.past),
        "gathering": gatherings.next_of(request.person),
        "short_talks": arranged.short_talks_of(request.person),
        "form": form,
        "asked": queries.open_request_of(request.person),
    }
    return render(request, "supervision/home.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPERVISE)
def people(request: MemberRequest) -> HttpResponse:
    """Those I supervise, and when we meet next."""
    page = Paginator(queries.supervised_by(request.person), PAGE).get_page(request.GET.get("n"))
    coming, mores = queries.next_sessions(request.organisation, list(page)), arranged.mores(list(page))
    rows = [(person, coming.get(person.pk), _is_asked(mores.get(person.pk))) for person in page]
    said = {
        "page": page,
        "rows": rows,
        "requests": queries.requests_i_may_answer(request.person),
        "asked": arranged.asked_of(request.person),
        "gathering": gatherings.next_of(request.person),
    }
    return render(request, "supervision/people.html", said)


def _is_asked(mores: arranged.Mores | None) -> bool:
    """More of it came to its day: those who supervise are asked whether the usual rhythm is enough."""
    return mores is not None and mores.over is not None and not mores.over.they_said_enough


@members_who_may(Permission.SUPERVISE)
def agenda(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = one_i_supervise(request, supervised)
    form = TopicForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add_topic(by=request.person, supporter=supporter, **form.cleaned_data)
        messages.success(request, _("It’s on the list."))
        return redirect("supervision:agenda", request.organisation.slug, supporter.pk)
    return _agenda(request, supporter, form=form, status=422 if form.is_bound else 200)


def _agenda(request: MemberRequest, supporter: Person, *, status: int = 200, **bound: forms.Form) -> HttpResponse:
    meetings = queries.facts(queries.meetings_of(supporter)[:A_FEW])
    met = {meeting.peer for meeting in meetings if meeting.peer is not None}
    opened(actions.OPENED, by=request.person, about=[supporter, *met])
    found, mores = queries.agenda(supporter), arranged.mores_of(supporter)
    page = {
        "supporter": supporter,
        "agenda": found,
        "rhythm": rhythm_words(queries.rhythm_of(supporter), mores.now),
        "mores": mores,
        "missed": arranged.missed(supporter, found.past),
        "short_talks": arranged.short_talks_of(supporter),
        "meetings": meetings,
        "form": TopicForm(),
        "plan": SessionForm(prefix="p"),
        **bound,
    }
    return render(request, "supervision/agenda.html", page, status=status)


@members_who_may(Permission.SUPERVISE)
@require_POST
def plan(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = one_i_supervise(request, supervised)
    form = SessionForm(request.POST, prefix="p")
    if not form.is_valid():
        return _agenda(request, supporter, plan=form, status=422)
    said = form.cleaned_data
    actions.plan(by=request.person, supporter=supporter, at=said["when"], minutes=said["minutes"])
    messages.success(request, _("The date is set. You both see it."))
    return redirect("supervision:agenda", request.organisation.slug, supporter.pk)


@members_who_may(Permission.SUPERVISE)
def meetings(request: MemberRequest, supervised: str) -> HttpResponse:
    """The facts of the meetings of someone I supervise: date, length, way, themes."""
    supporter = one_i_supervise(request, supervised)
    page = Paginator(queries.meetings_of(supporter), PAGE).get_page(request.GET.get("n"))
    rows = queries.facts(page.object_list)
    opened(actions.OPENED, by=request.person, about={row.peer for row in rows if row.peer is not None} | {supporter})
    return render(request, "supervision/meetings.html", {"supporter": supporter, "page": page, "rows": rows})


@members_who_may(Permission.BE_SUPERVISED)
def my_paper(request: MemberRequest) -> HttpResponse:
    """The agenda on paper."""
    return render(request, "supervision/paper.html", {"agenda": queries.agenda(request.person)})


@members_who_may(Permission.SUPERVISE)
def paper(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = one_i_supervise(request, supervised)
    opened(actions.OPENED, by=request.person, about=[supporter])
    return render(request, "supervision/paper.html", {"agenda": queries.agenda(supporter), "back": supporter.pk})
