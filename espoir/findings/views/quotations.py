"""The ledger of quotations: which words, whose yes, who checked them, and how they read in the other language."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.coding.queries import words_of
from espoir.findings import actions, queries, rules, writing
from espoir.findings.forms import TranslationForm
from espoir.findings.models import Quotation
from espoir.findings.rules import IllegalMove
from espoir.findings.views.report import moved_on, the_study
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.transcripts.words import suggestions

PAGE = 25


@members_who_may(Permission.RESEARCH)
def ledger(request: MemberRequest, report: str) -> HttpResponse:
    study = the_study(request, report)
    page = Paginator(queries.quotations_of(study), PAGE).get_page(request.GET.get("n"))
    rows = queries.opened(page.object_list)
    general = queries.agreed_in_general(rows)
    shown = [(row, queries.may_quote(row, general)) for row in rows]
    words = {"study": study, "page": page, "rows": shown, "may_write": rules.may_write(study)}
    return render(request, "findings/ledger.html", words)


@members_who_may(Permission.RESEARCH)
def choose(request: MemberRequest, report: str) -> HttpResponse:
    """Coded passages, to take one into the ledger."""
    study = the_study(request, report)
    rows = queries.candidates(study)
    if request.method == "POST":
        passage = get_object_or_404(rows, pk=request.POST.get("passage", ""))
        try:
            row = actions.quote(passage, by=request.person)
        except IllegalMove:
            messages.info(request, _("This passage is too long to be quoted. Code a shorter one."))
            return redirect("findings:choose", request.organisation.slug, study.pk)
        messages.success(request, _("It is in the list. The person who said it is asked on their own page."))
        return redirect("findings:quotation", request.organisation.slug, row.pk)
    page = Paginator(queries.each_place_once(rows), PAGE).get_page(request.GET.get("n"))
    passages = list(page.object_list)
    words = words_of(passages)
    shown = [(passage, words[passage.pk]) for passage in passages]
    return render(request, "findings/choose.html", {"study": study, "page": page, "rows": shown})


@members_who_may(Permission.RESEARCH)
def quotation(request: MemberRequest, quote: str) -> HttpResponse:
    """One of them, with all that must be so before it is printed."""
    row = _row(request, quote)
    study = row.participant.study
    form = TranslationForm(request.POST if request.method == "POST" else None, initial={"words": row.translation})
    if form.is_bound and form.is_valid():
        try:
            actions.translate(row, by=request.person, words=form.cleaned_data["words"])
        except IllegalMove:
            return moved_on(request, study)
        messages.success(request, _("The translation is kept."))
        return redirect("findings:quotation", request.organisation.slug, row.pk)
    page: dict[str, Any] = {
        "row": row,
        "study": study,
        "form": form,
        "may_quote": queries.may_quote(row, queries.agreed_in_general([row])),
        "kind": writing.attribution(row, queries.kinds_that_are_a_crowd(study), request.LANGUAGE_CODE),
        "found": _may_lead_to_someone(row),
        "may_write": rules.may_write(study),
    }
    return render(request, "findings/quotation.html", page, status=422 if form.is_bound else 200)


def _row(request: MemberRequest, pk: str) -> Quotation:
    return get_object_or_404(queries.quotations_for(request.person), pk=pk)


def _may_lead_to_someone(row: Quotation) -> list[str]:
    """Words in it that the house would hide: a person looks at each."""
    text = row.document.text
    places = (each for each in suggestions(row.document) if each.start < row.last and each.end > row.first)
    return list(dict.fromkeys(text[each.start : each.end] for each in places))


@members_who_may(Permission.RESEARCH)
@require_POST
def check(request: MemberRequest, quote: str) -> HttpResponse:
    row = _row(request, quote)
    try:
        actions.check_words(row, by=request.person, fine=request.POST.get("fine") == "yes")
    except IllegalMove:
        return moved_on(request, row.participant.study)
    messages.success(request, _("Noted."))
    return redirect("findings:quotation", request.organisation.slug, row.pk)


@members_who_may(Permission.RESEARCH)
@require_POST
def drop(request: MemberRequest, quote: str) -> HttpResponse:
    row = _row(request, quote)
    study = row.participant.study
    try:
        actions.drop(row, by=request.person)
    except IllegalMove:
        return moved_on(request, study)
    messages.success(request, _("It is out of the list. The passage itself is still there."))
    return redirect("findings:ledger", request.organisation.slug, study.pk)
