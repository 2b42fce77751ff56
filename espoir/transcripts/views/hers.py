"""Her own texts, for her who takes part: read them, write beside them, take words out, take a text out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from espoir import clock
from espoir.consultations.gate import ParticipantRequest, whoever_takes_part
from espoir.consultations.rules import reach_of, until_when
from espoir.logbook import ledger
from espoir.transcripts import actions, queries, rules, sentences, showing, striking
from espoir.transcripts.forms import CorrectionForm
from espoir.transcripts.models import Document
from espoir.transcripts.rules import IllegalMove

PAGE = 25


def _hers(request: ParticipantRequest, pk: str) -> Document:
    """Only her own. Fetching is checking."""
    return get_object_or_404(queries.documents_of(request.participant), pk=pk)


def _show(request: ParticipantRequest, name: str, document: Document, status: int = 200, **more: Any) -> HttpResponse:
    study = request.participant.study
    page = {
        "document": document,
        "until": until_when(study),
        "reach": reach_of(study),
        "last_day": clock.today() + ledger.HORIZON,
        "may_write": rules.is_open(study),
        **more,
    }
    return render(request, f"transcripts/{name}.html", page, status=status)


def _moved_on(request: ParticipantRequest, document: Document) -> HttpResponse:
    messages.info(request, _("It has changed since this page was opened. Nothing was sent."))
    return redirect("her_texts:text", document.pk)


@whoever_takes_part
def text(request: ParticipantRequest, hers: str) -> HttpResponse:
    """All of it, as we keep it."""
    document = _hers(request, hers)
    page = Paginator(showing.turns(document, for_her=True), PAGE).get_page(request.GET.get("n"))
    return _show(request, "hers_text", document, page=page, beside=list(document.corrections.all()))


@whoever_takes_part
def turn(request: ParticipantRequest, hers: str, turn: int) -> HttpResponse:
    """One turn: words of hers beside it, or sentences of it out. Nothing is ticked beforehand."""
    document = _hers(request, hers)
    shown = _turn(document, turn)
    if shown is None:
        return _moved_on(request, document)
    form = CorrectionForm(request.POST if "words" in request.POST else None)
    if form.is_bound and form.is_valid():
        return _written_beside(request, document, shown, form.cleaned_data["words"])
    if "off" in request.POST:
        actions.take_note_off(document, note=request.POST["off"])
        messages.success(request, _("Your words beside it are gone."))
        return redirect("her_texts:turn", document.pk, turn)
    chosen = _chosen(request)
    found = [(first, last, document.text[first:last]) for first, last in sentences.of_turn(shown.turn)]
    more: dict[str, Any] = {"shown": shown, "sentences": found, "form": form, "beside": _beside(document, shown)}
    if request.method == "POST" and not form.is_bound:
        if not chosen:
            messages.info(request, _("Nothing was ticked, so nothing has changed."))
            return redirect("her_texts:turn", document.pk, turn)
        words = [said for first, last, said in found if (first, last) in chosen]
        if "sure" not in request.POST:
            return _show(
                request, "hers_strike", document, chosen=[each for each in found if each[:2] in chosen], **more
            )
        return _struck(request, document, turn, chosen, len(words))
    return _show(request, "hers_turn", document, 422 if form.is_bound else 200, **more)


def _turn(document: Document, number: int) -> showing.Shown | None:
    return next((each for each in showing.turns(document, for_her=True) if each.turn.number == number), None)


def _beside(document: Document, shown: showing.Shown) -> list[Any]:
    return [each for each in document.corrections.all() if shown.turn.first <= each.first < shown.turn.end]


def _written_beside(request: ParticipantRequest, document: Document, shown: showing.Shown, words: str) -> HttpResponse:
    try:
        actions.correct(document, first=shown.turn.first, last=shown.turn.end, words=words)
    except IllegalMove:
        return _moved_on(request, document)
    messages.success(request, _("Your words stand beside it now."))
    return redirect("her_texts:turn", document.pk, shown.turn.number)


def _chosen(request: ParticipantRequest) -> set[tuple[int, int]]:
    return {(first, last) for first, last, _kind in showing.places_in(request.POST.getlist("sentence"))}


def _struck(
    request: ParticipantRequest, document: Document, number: int, chosen: set[tuple[int, int]], n: int
) -> HttpResponse:
    edition = request.POST.get("edition", "")
    try:
        read = int(edition) if edition.isdecimal() and len(edition) < showing.FIGURES else -1
        receipt = striking.strike(document, number=number, edition=read, spans=chosen)
    except IllegalMove:
        return _moved_on(request, document)
    return _show(request, "hers_done", document, receipt=receipt, n=n, whole=False)


@whoever_takes_part
def out(request: ParticipantRequest, hers: str) -> HttpResponse:
    """What goes, and what stays; then one button."""
    document = _hers(request, hers)
    if request.method != "POST":
        return _show(request, "hers_out", document)
    receipt = striking.take_out(document)
    return _show(request, "hers_done", document, receipt=receipt, whole=True)
