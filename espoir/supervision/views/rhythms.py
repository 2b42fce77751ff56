"""Who supervises whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.safety.queries import allies
from espoir.supervision import actions, arranged, arranging, queries, rules
from espoir.supervision.forms import ConsultantForm, RhythmForm
from espoir.supervision.models import Consultant, Rhythm
from espoir.supervision.words import rhythm_words

PAGE = 25


@members_who_may(Permission.TEAM)
def rhythms(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.supporters_of(request.organisation), PAGE).get_page(request.GET.get("n"))
    known = queries.rhythms(request.organisation)
    rows = [(person, known.get(person.pk), rhythm_words(known.get(person.pk))) for person in page]
    return render(request, "supervision/rhythms.html", {"page": page, "rows": rows})


@members_who_may(Permission.TEAM)
def rhythm(request: MemberRequest, teammate: str) -> HttpResponse:
    people = {person.pk: person for person in queries.supporters_of(request.organisation)}
    if teammate not in people:
        raise Http404
    supporter = people[teammate]
    form = RhythmForm(
        request.POST if request.method == "POST" else None, supporter=supporter, initial=_as_it_is(supporter)
    )
    if form.is_bound and form.is_valid():
        try:
            second = _second_besides(form.cleaned_data["supervisor"], supporter)
            actions.set_rhythm(by=request.person, supporter=supporter, second=second, **form.cleaned_data)
            messages.success(request, _("It’s set. They both see it."))
            return redirect("supervision:rhythms", request.organisation.slug)
        except rules.NotAvailable:
            form.add_error("supervisor", _("This is not available. Choose someone else."))
    page = {"form": form, "supporter": supporter, "has_rhythm": queries.rhythm_of(supporter) is not None}
    return render(request, "supervision/rhythm.html", page, status=422 if form.is_bound else 200)


def _as_it_is(supporter: Person) -> dict[str, Any]:
    known = queries.rhythm_of(supporter)
    return {"supervisor": known.supervisor_id, "weeks": known.weeks} if known else {}


def _second_besides(supervisor: Person, supporter: Person) -> Person | None:
    """The second is hers to name and to end: whoever sets the rhythm leaves them where they are."""
    known = queries.rhythm_of(supporter)
    return known.second if known and known.second != supervisor else None


@members_who_may(Permission.TEAM)
def consultant(request: MemberRequest, teammate: str) -> HttpResponse:
    """Name someone to turn to who knows the role from the inside: the ally, or someone outside."""
    rhythm = get_object_or_404(_rhythms(request), supporter=teammate)
    known = arranged.consultant_of(rhythm)
    people = [person for person in allies(request.organisation) if person not in (rhythm.supporter, rhythm.supervisor)]
    form = ConsultantForm(request.POST if request.method == "POST" else None, people=people, initial=_named(known))
    if form.is_bound and form.is_valid():
        try:
            arranging.name_consultant(by=request.person, rhythm=rhythm, **form.cleaned_data)
            messages.success(request, _("It’s set. They both see it."))
            return redirect("supervision:rhythms", request.organisation.slug)
        except rules.NotAvailable:
            form.add_error("person", _("This is not available. Choose someone else."))
    page = {"form": form, "supporter": rhythm.supporter, "known": known}
    return render(request, "supervision/consultant.html", page, status=422 if form.is_bound else 200)


def _rhythms(request: MemberRequest) -> QuerySet[Rhythm]:
    return Rhythm.objects.of(request.organisation).select_related("supporter", "supervisor", "second")


def _named(known: Consultant | None) -> dict[str, Any]:
    return {"person": known.person_id or "", "outside": known.outside, "reach": known.reach} if known else {}


@members_who_may(Permission.TEAM)
@require_POST
def nobody_named(request: MemberRequest, teammate: str) -> HttpResponse:
    rhythm = get_object_or_404(_rhythms(request), supporter=teammate)
    arranging.take_consultant_out(rhythm, by=request.person)
    messages.success(request, _("Nobody is named any more."))
    return redirect("supervision:rhythms", request.organisation.slug)
