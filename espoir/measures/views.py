from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.i18n import say
from espoir.measures import actions, paper, queries, wording
from espoir.measures.forms import BringForm
from espoir.measures.queries import LANGUAGES, Card
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission


@members_who_may(Permission.MEASURES)
def every(request: MemberRequest) -> HttpResponse:
    return render(request, "measures/every.html", {"cards": queries.cards(request.organisation)})


@members_who_may(Permission.MEASURES)
def one(request: MemberRequest, questionnaire: str) -> HttpResponse:
    """Its terms, where its wording is, and the two things to do: bring the wording, switch it on."""
    card = _card_or_404(request, questionnaire)
    key = card.instrument.key
    if key is None or card.can_never_be:
        return render(request, "measures/one.html", {"card": card})
    form = BringForm(request.POST or None, request.FILES or None, key=key)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        actions.bring(by=request.person, instrument=card.instrument, language=asked["language"], wording=asked["file"])
        messages.success(request, _("The wording is here. Read the sheet once before you give it to anyone."))
        return redirect("measures:one", request.organisation.slug, questionnaire)
    context = {"card": card, "form": form, "example": wording.example(key)}
    return render(request, "measures/one.html", context, status=422 if form.errors else 200)


@members_who_may(Permission.MEASURES)
@require_POST
def switch_on(request: MemberRequest, questionnaire: str) -> HttpResponse:
    card = _card_or_404(request, questionnaire)
    try:
        actions.switch_on(by=request.person, instrument=card.instrument)
        messages.success(request, _("It is switched on. The whole team can print its sheet."))
    except actions.CannotBeOn:
        messages.info(request, _("It cannot be switched on yet. This page says what is missing."))
    return redirect("measures:one", request.organisation.slug, questionnaire)


@members_who_may(Permission.MEASURES)
@require_POST
def switch_off(request: MemberRequest, questionnaire: str) -> HttpResponse:
    card = _card_or_404(request, questionnaire)
    actions.switch_off(by=request.person, instrument=card.instrument)
    messages.success(request, _("It is switched off. Its wording stays here, for you alone."))
    return redirect("measures:one", request.organisation.slug, questionnaire)


@members_who_may(Permission.AGREE_CHARTER)
def sheets(request: MemberRequest) -> HttpResponse:
    """What the whole team can print."""
    context = {
        "cards": queries.switched_on(request.organisation),
        "sets_up": request.person.may(Permission.MEASURES),
    }
    return render(request, "measures/sheets.html", context)


@members_who_may(Permission.AGREE_CHARTER)
def sheet(request: MemberRequest, questionnaire: str) -> HttpResponse:
    """One sheet, in one language. Whoever switches it on reads it before."""
    card = _card_or_404(request, questionnaire)
    may_read = card.is_on or (request.person.may(Permission.MEASURES) and not card.obstacles)
    if not may_read or not card.brought:
        raise Http404
    hers = "fr" if say.in_french() else "en"
    language = request.GET.get("l", hers if hers in card.brought else card.brought[0])
    if language not in card.brought:
        raise Http404
    with translation.override(f"{language}-ca"):
        page = paper.sheet(card, language)
    others = [(other, LANGUAGES[other]) for other in card.brought if other != language]
    context = {"card": card, "page": page, "tag": f"{language}-ca", "others": others}
    return render(request, "measures/sheet.html", context)


def _card_or_404(request: MemberRequest, code: str) -> Card:
    card = queries.card(request.organisation, code)
    if card is None:
        raise Http404
    return card
