"""The dates, and the notes that both read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.supervision import actions, arranged, queries
from espoir.supervision.forms import (
    NoteForm,
)
from espoir.supervision.prompts import PROMPTS, number_for
from espoir.supervision.views.fetching import one_i_supervise, or_404, session_i_share


@the_person_herself
def session(request: MemberRequest, session: str) -> HttpResponse:
    """One date of supervision, and the notes that both read."""
    row = session_i_share(request, session)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"note": row.note})
    if form.is_bound and form.is_valid():
        actions.write_notes(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s kept. You both can read it."))
        return redirect("supervision:session", request.organisation.slug, row.pk)
    opened(actions.OPENED, by=request.person, about=[row.supporter], what=row)
    number = number_for(row.pk, request.GET.get("q", ""))
    page = {
        "session": row,
        "form": form,
        "is_mine": row.supporter == request.person,
        "prompt": PROMPTS[number],
        "number": number,
        "another": (number + 1) % len(PROMPTS),
    }
    return render(request, "supervision/session.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPERVISE)
@require_POST
def held(request: MemberRequest, session: str) -> HttpResponse:
    row = session_i_share(request, session)
    or_404(lambda: actions.held(row, by=request.person))
    messages.success(request, _("Noted. Set the next date when you’re ready."))
    return redirect("supervision:agenda", request.organisation.slug, row.supporter_id)


@members_who_may(Permission.SUPERVISE)
@require_POST
def cancel(request: MemberRequest, session: str) -> HttpResponse:
    row = session_i_share(request, session)
    or_404(lambda: actions.cancel(row, by=request.person))
    messages.success(request, _("It’s cancelled, and it says by whom: us. A new date is owed."))
    return redirect("supervision:agenda", request.organisation.slug, row.supporter_id)


@the_person_herself
@require_POST
def add_prompt(request: MemberRequest, session: str) -> HttpResponse:
    """The question on the page becomes a topic on the list, in the words of whoever takes it."""
    row = session_i_share(request, session)
    words = str(PROMPTS[number_for(row.pk, request.POST.get("q", ""))])
    actions.add_topic(by=request.person, supporter=row.supporter, words=words)
    messages.success(request, _("It’s on the list."))
    return redirect("supervision:session", request.organisation.slug, row.pk)


# A short talk.

LENGTHS = ("10", "20", "30")


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def talked(request: MemberRequest) -> HttpResponse:
    supervisor = queries.supervisor_of(request.person)
    if supervisor is None:
        raise Http404
    _note_talk(request, supporter=request.person, supervisor=supervisor)
    return redirect("supervision:home", request.organisation.slug)


@members_who_may(Permission.SUPERVISE)
@require_POST
def talked_with(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = one_i_supervise(request, supervised)
    _note_talk(request, supporter=supporter, supervisor=request.person)
    return redirect("supervision:agenda", request.organisation.slug, supporter.pk)


def _note_talk(request: MemberRequest, *, supporter: Person, supervisor: Person) -> None:
    minutes = request.POST.get("minutes", "")
    if minutes not in LENGTHS:
        raise Http404
    actions.talked(by=request.person, supporter=supporter, supervisor=supervisor, minutes=int(minutes))
    messages.success(request, _("Noted: you talked. It counts towards nothing."))


@the_person_herself
@require_POST
def take_talk_out(request: MemberRequest, spoken: str) -> HttpResponse:
    """It was noted by mistake: either of the two takes it out."""
    row = get_object_or_404(arranged.short_talks_i_share(request.person), pk=spoken)
    actions.take_talk_out(row, by=request.person)
    messages.success(request, _("It’s taken out."))
    if row.supporter == request.person:
        return redirect("supervision:home", request.organisation.slug)
    return redirect("supervision:agenda", request.organisation.slug, row.supporter_id)
