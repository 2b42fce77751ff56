"""Fetching is checking: only what belongs to a study that she is on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from espoir.organisations.gate import MemberRequest
from espoir.research import queries as research
from espoir.research.models import Study
from espoir.sources import queries
from espoir.sources.actions import IllegalMove
from espoir.sources.models import Import, Search, Source

PAGE = 25


def study_of(request: MemberRequest, pk: str) -> Study:
    return get_object_or_404(research.studies_of(request.person), pk=pk)


def source_of(request: MemberRequest, pk: str) -> Source:
    return get_object_or_404(queries.sources_of(request.person), pk=pk)


def search_of(request: MemberRequest, pk: str) -> Search:
    return get_object_or_404(queries.searches_of(request.person), pk=pk)


def import_of(request: MemberRequest, pk: str) -> Import:
    return get_object_or_404(queries.imports_of(request.person), pk=pk)


def searches(request: MemberRequest, study: Study) -> Any:
    return queries.searches_of(request.person).filter(study=study)


def chosen_search(request: MemberRequest, study: Study, form: forms.Form) -> Search | None:
    chosen = form.cleaned_data.get("search")
    return searches(request, study).get(pk=chosen) if chosen else None


def to(request: MemberRequest, name: str, pk: str) -> HttpResponse:
    return redirect(f"sources:{name}", request.organisation.slug, pk)


def moved_on(request: MemberRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was saved."))


def settled(request: MemberRequest, move: Callable[[], object], words: str = "") -> bool:
    """Make a move that someone may have made impossible meanwhile, and say what became of it."""
    try:
        move()
    except IllegalMove:
        moved_on(request)
        return False
    if words:
        messages.success(request, words)
    return True


def status(form: forms.Form) -> int:
    return 422 if form.is_bound and form.errors else 200
