"""“I need to talk today”."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.safety.lines import help_lines
from espoir.supervision import actions, queries, rules
from espoir.supervision.answering import answering, in_words
from espoir.supervision.models import TalkRequest
from espoir.supervision.words import talk_words


@members_who_may(Permission.BE_SUPERVISED)
def talk(request: MemberRequest) -> HttpResponse:
    asked = queries.open_request_of(request.person)
    if request.method == "POST":
        return _ask_to_talk(request)
    page = {
        "asked": asked,
        "words": talk_words(asked) if asked else [],
        "answerer": None if asked else queries.who_would_answer(request.person),
        "on_call": queries.on_call_for(request.person),
        "sheet": queries.sheet_of(request.organisation),
        "lines": help_lines()[:2],
        "answering": in_words(answering(request.organisation)),
    }
    return render(request, "supervision/talk.html", page)


def _ask_to_talk(request: MemberRequest) -> HttpResponse:
    try:
        actions.need_to_talk(by=request.person)
    except rules.NobodyToAnswer:
        messages.info(request, _("Nobody is there to answer yet. These lines answer now."))
    return redirect("supervision:talk", request.organisation.slug)


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def take_back(request: MemberRequest) -> HttpResponse:
    asked = queries.open_request_of(request.person)
    if asked is not None:
        actions.take_back(asked, by=request.person)
    messages.success(request, _("It’s taken back. You can ask again any time."))
    return redirect("supervision:home", request.organisation.slug)


@the_person_herself
def answer(request: MemberRequest, talk: str) -> HttpResponse:
    """Someone would like to talk: call, then say so."""
    row: TalkRequest = get_object_or_404(queries.requests_i_may_answer(request.person), pk=talk)
    if request.method == "POST":
        actions.answered(row, by=request.person)
        messages.success(request, _("Noted: you talked, or you set an hour together."))
        return redirect("today:home", request.organisation.slug)
    opened(actions.OPENED, by=request.person, about=[row.supporter], what=row)
    return render(request, "supervision/answer.html", _answer_page(row))


def _answer_page(row: TalkRequest) -> dict[str, object]:
    return {"asked": row, "answering": in_words(answering(row.organisation))}


@members_who_may(Permission.FIGURES)
def how_we_answer(request: MemberRequest) -> HttpResponse:
    """What the organisation does: never who asked, never who answered."""
    words = in_words(answering(request.organisation))
    return render(request, "supervision/how_we_answer.html", {"answering": words})
