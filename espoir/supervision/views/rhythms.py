"""Who supervises whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.supervision import actions, queries, rules
from espoir.supervision.forms import (
    RhythmForm,
)
from espoir.supervision.views.fetching import rhythm_words

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
            actions.set_rhythm(by=request.person, supporter=supporter, **form.cleaned_data)
            messages.success(request, _("It’s set. They both see it."))
            return redirect("supervision:rhythms", request.organisation.slug)
        except rules.NotAvailable:
            form.add_error("supervisor", _("This is not available. Choose someone else."))
    page = {"form": form, "supporter": supporter}
    return render(request, "supervision/rhythm.html", page, status=422 if form.is_bound else 200)


def _as_it_is(supporter: Person) -> dict[str, Any]:
    known = queries.rhythm_of(supporter)
    if known is None:
        return {}
    return {"supervisor": known.supervisor_id, "second": known.second_id or "", "weeks": known.weeks}
