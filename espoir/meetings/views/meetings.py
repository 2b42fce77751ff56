"""One meeting: its facts, a word from either, and what it was for the one who supports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.meetings import actions, queries, rules
from espoir.meetings.forms import FixForm, HowForm, WordForm
from espoir.meetings.models import Meeting
from espoir.meetings.views.bond import bound
from espoir.organisations.gate import MemberRequest, the_person_herself
from espoir.pairing.models import Relationship
from espoir.safety import queries as safety


def _fetch(request: MemberRequest, person: str, meeting: str) -> tuple[Relationship, Meeting]:
    relationship = bound(request, person)
    return relationship, get_object_or_404(queries.meetings_of(relationship), pk=meeting)


@the_person_herself
def meeting(request: MemberRequest, person: str, meeting: str) -> HttpResponse:
    relationship, row = _fetch(request, person, meeting)
    form = FixForm(request.POST if request.method == "POST" else None, meeting=row)
    if form.is_valid():
        if not rules.may_fix(row, request.person):
            raise Http404
        actions.fix_meeting(row, by=request.person, **form.facts)
        messages.success(request, _("It’s fixed."))
        return redirect("meetings:meeting", request.organisation.slug, person, meeting)
    return render(
        request, "meetings/meeting.html", _page(request, relationship, row, form), status=422 if form.errors else 200
    )


def _page(request: MemberRequest, relationship: Relationship, row: Meeting, form: FixForm) -> dict[str, Any]:
    me = request.person
    supporting = me.pk == relationship.supporter_id
    how = {"heavy": row.heavy, "to_supervision": row.to_supervision} if supporting else {}
    return {
        "other": relationship.other(me),
        "supporting": supporting,
        "meeting": row,
        "form": form,
        "may_fix": rules.may_fix(row, me),
        "my_word": row.note if supporting else row.peer_note,
        "their_word": row.peer_note if supporting else row.note,
        "word_form": WordForm(initial={"words": row.note if supporting else row.peer_note}),
        "may_write": rules.may_still_write_words(row),
        "kept_until": rules.words_kept_until(request.organisation, row.noted_on),
        "how_form": HowForm(initial=how) if supporting else None,
        "sheet": safety.protocol(request.organisation) if supporting else None,
    }


@the_person_herself
@require_POST
def word(request: MemberRequest, person: str, meeting: str) -> HttpResponse:
    relationship, row = _fetch(request, person, meeting)
    form = WordForm(request.POST)
    if not rules.may_still_write_words(row):
        raise Http404
    if form.is_valid():
        actions.write_a_word(row, by=request.person, words=form.cleaned_data["words"])
        messages.success(request, _("Your word is saved."))
        return redirect("meetings:meeting", request.organisation.slug, person, meeting)
    page = _page(request, relationship, row, FixForm(meeting=row)) | {"word_form": form}
    return render(request, "meetings/meeting.html", page, status=422)


@the_person_herself
@require_POST
def how(request: MemberRequest, person: str, meeting: str) -> HttpResponse:
    relationship, row = _fetch(request, person, meeting)
    form = HowForm(request.POST)
    if request.person.pk != relationship.supporter_id or not form.is_valid():
        raise Http404
    actions.say_how_it_was(row, by=request.person, **form.cleaned_data)
    messages.success(request, _("It’s saved, for you."))
    return redirect("meetings:meeting", request.organisation.slug, person, meeting)


@the_person_herself
def take_out(request: MemberRequest, person: str, meeting: str) -> HttpResponse:
    """For a meeting noted by mistake: a page asks, since it cannot be undone."""
    relationship, row = _fetch(request, person, meeting)
    if not rules.may_fix(row, request.person):
        raise Http404
    if request.method == "POST":
        actions.take_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("meetings:person", request.organisation.slug, person)
    return render(request, "meetings/take_out.html", {"other": relationship.other(request.person), "meeting": row})
