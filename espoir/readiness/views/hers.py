"""Whoever would like a role: reading it, asking for it, the words she agrees to, the answer."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from espoir.organisations.gate import MemberRequest, the_person_herself
from espoir.organisations.promises import still_here
from espoir.people.rules import has_seen_limits
from espoir.readiness import actions, queries, rules
from espoir.readiness.forms import AskForm
from espoir.readiness.models import Application, Conversation, Support
from espoir.readiness.views.moves import or_404

PAGE = 25


@the_person_herself
@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """The roles that are open, and what she asked for."""
    page = {
        "postings": queries.open_postings(request.organisation)[:PAGE],
        "applications": queries.applications_of(request.person)[:PAGE],
    }
    return render(request, "readiness/home.html", page)


@the_person_herself
@require_safe
def posting(request: MemberRequest, posting: str) -> HttpResponse:
    row = get_object_or_404(queries.open_postings(request.organisation), pk=posting)
    may_ask = queries.may_ask_for(request.person, row)
    return render(request, "readiness/posting.html", {"posting": row, "may_ask": may_ask})


@the_person_herself
@require_safe
def paper(request: MemberRequest, posting: str) -> HttpResponse:
    """The posting in each of its languages, on one page, to print."""
    row = get_object_or_404(queries.postings_for(request.person), pk=posting)
    sheets = [
        (f"{language}-ca", row.in_language(language))
        for language in rules.languages_of(request.organisation)
        if row.in_language(language).get("role")
    ]
    return render(request, "readiness/paper.html", {"posting": row, "sheets": sheets})


@the_person_herself
def ask(request: MemberRequest, posting: str) -> HttpResponse:
    row = get_object_or_404(queries.open_postings(request.organisation), pk=posting)
    if not queries.may_ask_for(request.person, row):
        raise Http404
    if not has_seen_limits(request.person):
        return redirect("people:arrive", request.organisation.slug)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        application = actions.send(by=request.person, posting=row, values=form.cleaned_data)
        messages.success(request, _("It’s sent. You can take it back any time."))
        return redirect("readiness:mine", request.organisation.slug, application.pk)
    page = {"posting": row, "form": form, "answer_by": rules.answer_day()}
    return render(request, "readiness/ask.html", page, status=422 if form.is_bound else 200)


@the_person_herself
@require_safe
def mine(request: MemberRequest, application: str) -> HttpResponse:
    """Where it stands, the words that wait, what is owed to her, the answer."""
    row = _mine(request, application)
    now = queries.conversation_now(row)
    page = {
        "application": row,
        "answerer": still_here(row.posting.first),
        "conversation": now,
        "proposed": queries.said(now) if now is not None else [],
        "look_again": now.look_again_on if now is not None else None,
        "supports": queries.supports_of(row),
        "kept_until": rules.kept_until(request.organisation, row.ended_on) if row.ended_on else None,
    }
    return render(request, "readiness/mine.html", page)


def _mine(request: MemberRequest, application: str) -> Application:
    return get_object_or_404(queries.applications_of(request.person), pk=application)


@the_person_herself
def back(request: MemberRequest, application: str) -> HttpResponse:
    """A page of its own: what goes, and that it goes at once."""
    row = _mine(request, application)
    if row.state == rules.BEGUN:
        raise Http404
    if request.method == "POST":
        actions.take_back(row, by=request.person)
        messages.success(request, _("It’s taken back. Nothing of it is kept."))
        return redirect("readiness:home", request.organisation.slug)
    return render(request, "readiness/back.html", {"application": row})


@the_person_herself
@require_POST
def agree(request: MemberRequest, application: str) -> HttpResponse:
    return _say(request, application, actions.agree, _("You said yes to these words. They stand."))


@the_person_herself
@require_POST
def other(request: MemberRequest, application: str) -> HttpResponse:
    return _say(request, application, actions.ask_for_another, _("Two other people will talk with you."))


def _say(request: MemberRequest, application: str, act: Callable[..., object], said: str) -> HttpResponse:
    row = _mine(request, application)
    conversation = queries.conversation_now(row)
    or_404(lambda: act(_there(conversation), by=request.person))
    messages.success(request, said)
    return redirect("readiness:mine", request.organisation.slug, row.pk)


def _there(conversation: Conversation | None) -> Conversation:
    if conversation is None:
        raise Http404
    return conversation


@the_person_herself
@require_POST
def not_yet(request: MemberRequest, support: str) -> HttpResponse:
    return _say_of(request, support, actions.not_there_yet, _("We owe it again, with a new date."))


@the_person_herself
@require_POST
def not_needed(request: MemberRequest, support: str) -> HttpResponse:
    return _say_of(request, support, actions.not_needed, _("It’s no longer owed."))


def _say_of(request: MemberRequest, support: str, act: Callable[..., object], said: str) -> HttpResponse:
    row: Support = get_object_or_404(queries.supports_owed_to(request.person), pk=support)
    or_404(lambda: act(row, by=request.person))
    messages.success(request, said)
    return redirect("readiness:mine", request.organisation.slug, row.application_id)
