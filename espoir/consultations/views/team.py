"""The team's pages: who takes part, by number. Who they are is on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.consultations import papers, queries, rules, welcoming
from espoir.consultations.forms import EnteredConsentForm, SlipForm, TimeForm
from espoir.consultations.models import Consent, Participant, Talk
from espoir.consultations.rules import IllegalMove
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.research.models import Edition
from espoir.research.queries import may_meet_people, studies_of
from espoir.vault import keys

PAGE = 25


def _fetch(request: MemberRequest, participant: str) -> Participant:
    return get_object_or_404(queries.participants_for(request.person), pk=participant)


def _meeting(request: MemberRequest, participant: str) -> Participant:
    """For what only those who meet people open."""
    row = _fetch(request, participant)
    if not may_meet_people(request.person, row.study):
        raise Http404
    return row


def _moved_on(request: MemberRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was sent."))


@members_who_may(Permission.RESEARCH)
def people(request: MemberRequest, study: str) -> HttpResponse:
    row = get_object_or_404(studies_of(request.person), pk=study)
    page = Paginator(queries.participants_for(request.person, row), PAGE).get_page(request.GET.get("n"))
    keys.fetch(request.organisation.pk, [one.pk for one in page])
    context = {
        "study": row,
        "page": page,
        "states": queries.states_of(list(page)),
        "meets": may_meet_people(request.person, row),
        "is_open": rules.takes_people(row),
    }
    return render(request, "consultations/people.html", context)


@members_who_may(Permission.RESEARCH)
def person(request: MemberRequest, participant: str) -> HttpResponse:
    row = _fetch(request, participant)
    context = {
        "one": row,
        "study": row.study,
        "state": queries.states_of([row])[0][1],
        "consent": queries.consent_of(row),
        "talks": queries.talks_of(row),
        "contribution": queries.contribution_of(row),
        "meets": may_meet_people(request.person, row.study),
        "still_asks": rules.still_asks(row.study),
    }
    return render(request, "consultations/person.html", context)


@members_who_may(Permission.RESEARCH)
@require_POST
def countersign(request: MemberRequest, participant: str) -> HttpResponse:
    row = _fetch(request, participant)
    given = queries.consent_of(row)
    if given is None:
        raise Http404
    try:
        welcoming.countersign(given, by=request.person)
        messages.success(request, _("It’s signed for the team, with today’s date."))
    except IllegalMove:
        _moved_on(request)
    return redirect("consultations:person", request.organisation.slug, row.pk)


@members_who_may(Permission.RESEARCH)
def slip(request: MemberRequest, study: str) -> HttpResponse:
    """A place and its code, on a slip to hand over. The code is told once."""
    row = get_object_or_404(studies_of(request.person), pk=study)
    if not may_meet_people(request.person, row):
        raise Http404
    audiences = [one for one in queries.audiences_of(row) if queries.is_ready(one)]
    form = SlipForm(request.POST if request.method == "POST" else None, audiences=audiences)
    if form.is_bound and form.is_valid():
        chosen = next(one for one in audiences if one.pk == form.cleaned_data["audience"])
        try:
            made, words = welcoming.give_slip(chosen, by=request.person, language=form.cleaned_data["language"])
        except IllegalMove:
            _moved_on(request)
            return redirect("consultations:people", request.organisation.slug, row.pk)
        return _slip_page(request, made, words)
    page = {"study": row, "form": form, "is_open": rules.takes_people(row)}
    return render(request, "consultations/slip.html", page, status=422 if form.is_bound else 200)


def _slip_page(request: MemberRequest, participant: Participant, words: str) -> HttpResponse:
    page = {"one": participant, "words": words, "address": request.build_absolute_uri("/z/")}
    return render(request, "consultations/slip_made.html", page)


@members_who_may(Permission.RESEARCH)
def another_code(request: MemberRequest, participant: str) -> HttpResponse:
    row = _meeting(request, participant)
    if request.method == "POST":
        return _slip_page(request, row, welcoming.give_another_code(row, by=request.person))
    return render(request, "consultations/another_code.html", {"one": row})


@members_who_may(Permission.RESEARCH)
def enter(request: MemberRequest, participant: str) -> HttpResponse:
    """What she agreed to on paper, or aloud before a witness."""
    row = _meeting(request, participant)
    if queries.consent_of(row) is not None:
        return redirect("consultations:person", request.organisation.slug, row.pk)
    kinds = (Edition.Kind.SHEET, Edition.Kind.CONSENT)
    sheet, statements = (queries.newest(row.audience, kind, row.language) for kind in kinds)
    if sheet is None or statements is None or not rules.still_asks(row.study):
        raise Http404
    witnesses = {one.pk: one for one in welcoming.witnesses(row)}
    form = EnteredConsentForm(
        request.POST if request.method == "POST" else None,
        statements=statements,
        witnesses=[(pk, one.name) for pk, one in witnesses.items()],
    )
    if form.is_bound and form.is_valid():
        _enter(request.person, row, form, sheet=sheet, witness=witnesses.get(form.cleaned_data["witness"]))
        messages.success(request, _("It’s kept. It still needs the team’s signature."))
        return redirect("consultations:person", request.organisation.slug, row.pk)
    page = {"one": row, "form": form, "sheet": sheet, "statements": statements}
    return render(request, "consultations/enter.html", page, status=422 if form.is_bound else 200)


def _enter(
    by: Person, participant: Participant, form: EnteredConsentForm, *, sheet: Edition, witness: Person | None
) -> None:
    said = {name: form.cleaned_data[name] for name in ("name", "copy", "read", "how", "signed_on")}
    welcoming.enter_consent(
        participant, by=by, sheet=sheet, statements=form.edition, agreed=form.agreed, witness=witness, **said
    )


@members_who_may(Permission.RESEARCH)
def who(request: MemberRequest, participant: str) -> HttpResponse:
    """Who she is and how to reach her: for those who meet people, and each time leaves a line."""
    row = _meeting(request, participant)
    identity = welcoming.open_who(row, by=request.person)
    return render(request, "consultations/who.html", {"one": row, "identity": identity})


@members_who_may(Permission.RESEARCH)
def copy(request: MemberRequest, participant: str) -> HttpResponse:
    """Her copy, printed by the team because she asked for it that way."""
    row = _meeting(request, participant)
    given = queries.consent_of(row)
    if given is None or given.copy != Consent.Copy.PRINTED:
        raise Http404
    response = HttpResponse(papers.consent_as_pdf(given), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="document.pdf"'
    return response


@members_who_may(Permission.RESEARCH)
def talk(request: MemberRequest, ptalk: str) -> HttpResponse:
    """What suits her, and the time that the team answers with."""
    row = get_object_or_404(queries.talks_for(request.person), pk=ptalk)
    form = TimeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            welcoming.set_time(row, by=request.person, at=form.at)
            messages.success(request, _("It’s on that person’s page."))
        except IllegalMove:
            _moved_on(request)
        return redirect("consultations:person", request.organisation.slug, row.participant_id)
    page: dict[str, Any] = {
        "talk": row,
        "one": row.participant,
        "by_what": rules.BY_WHAT.get(row.by_what, ""),
        "form": form,
        "meets": may_meet_people(request.person, row.participant.study),
        "was_set": row.state == Talk.State.AGREED,
    }
    return render(request, "consultations/talk.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
@require_POST
def close_talk(request: MemberRequest, ptalk: str) -> HttpResponse:
    row = get_object_or_404(queries.talks_for(request.person), pk=ptalk)
    try:
        welcoming.close_talk(row, by=request.person, took_place=request.POST.get("took_place") == "y")
        messages.success(request, _("It’s noted."))
    except IllegalMove:
        _moved_on(request)
    return redirect("consultations:person", request.organisation.slug, row.participant_id)
