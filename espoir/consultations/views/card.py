"""A study, as whoever holds its card finds it. No cookie before she begins; the language is in the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from espoir.accounts import openings, tries
from espoir.consultations import actions, codes, queries, rules
from espoir.consultations.forms import CodeForm
from espoir.consultations.gate import HERS
from espoir.consultations.models import Participant
from espoir.i18n import say
from espoir.organisations.gate import public, sent_before
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation
from espoir.research.models import Edition, Study, in_this_language
from espoir.ui.frame import exit_of

P = ParamSpec("P")


class CardRequest(HttpRequest):
    organisation: Organisation
    study: Study


CardView = Callable[Concatenate[CardRequest, P], HttpResponse]


def by_card(view: CardView[P]) -> Callable[..., HttpResponse]:
    """Whoever has the address on a study's card, in the language that the address says."""

    @wraps(view)
    def guarded(request: CardRequest, card: str, **kwargs: Any) -> HttpResponse:
        study = queries.study_of_card(card)
        if study is None:
            raise Http404
        request.study, request.organisation = study, study.organisation
        speak(request)
        with inside(study.organisation, writing=request.method == "POST"):
            return view(request, **kwargs)  # type: ignore[call-arg]

    guarded.gate = "public"  # type: ignore[attr-defined]
    return guarded


def speak(request: HttpRequest) -> None:
    """In the language that the address says, so that no cookie has to."""
    chosen = request.GET.get("l", "")
    if chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)


def _page(request: CardRequest, name: str, **more: Any) -> HttpResponse:
    study = request.study
    page = {
        "study": study,
        "title": study.called,
        "contact": in_this_language(study.contact),
        "until": rules.until_when(study),
        "is_open": rules.takes_people(study),
        "tongue": translation.get_language(),
        "has_begun": HERS in request.session,
        **more,
    }
    return render(request, f"consultations/{name}.html", page)


@by_card
def study(request: CardRequest) -> HttpResponse:
    """What it is, and for whom."""
    found = [(row, row.called) for row in queries.audiences_of(request.study) if queries.is_ready(row)]
    about, thanks = in_this_language(request.study.about), in_this_language(request.study.thanks)
    return _page(request, "study", audiences=found, about=about, thanks=thanks)


@by_card
def sheet(request: CardRequest, audience: str) -> HttpResponse:
    return _edition_page(request, audience, Edition.Kind.SHEET, "sheet")


@by_card
def questions(request: CardRequest, audience: str) -> HttpResponse:
    return _edition_page(request, audience, Edition.Kind.QUESTIONS, "questions")


def _edition_page(request: CardRequest, audience: str, kind: Edition.Kind, name: str) -> HttpResponse:
    row = get_object_or_404(queries.audiences_of(request.study), pk=audience)
    edition = queries.newest(row, kind)
    if edition is None:
        raise Http404
    page = {"audience": row, "audience_name": row.called, "edition": edition}
    return _page(request, name, **page, thanks=in_this_language(request.study.thanks))


@by_card
def begin(request: CardRequest, audience: str) -> HttpResponse:
    """Her place is made when she presses, and not before; its code is told on this page and nowhere else."""
    row = get_object_or_404(queries.audiences_of(request.study), pk=audience)
    way = request.GET.get("w", "")
    way = way if way in actions.ways_of(row) else "call" if way == "call" and row.call_offered else ""
    if not rules.takes_people(request.study) or not queries.is_ready(row):
        return redirect("taking_part:study", request.study.card)
    if request.method != "POST":
        return _page(request, "begin", audience=row, way=way)
    if sent_before(request):
        return _pressed_twice(request)
    if again := tries.count(request):
        return wait(request, again)
    language = translation.get_language() or "fr-ca"
    participant, words = actions.begin(row, way="" if way == "call" else way, language=language)
    come_in(request, participant)
    response = _page(request, "words", words=words, wants_call=way == "call", number=participant.name)
    remember_language(response, language)
    return response


def _pressed_twice(request: CardRequest) -> HttpResponse:
    """The page with her code went by unseen: she gets another one for the same place, or begins again."""
    messages.info(request, _("If you didn’t see your code, get another one here."))
    return redirect("taking_part:new_code") if HERS in request.session else redirect(request.get_full_path())


def come_in(request: HttpRequest, participant: Participant) -> None:
    minutes = participant.organisation.idle_minutes
    says = {HERS: participant.pk}
    way_out = exit_of(participant.organisation)
    openings.open_without_account(request, says=says, minutes=minutes, closed="taking_part:closed", way_out=way_out)
    request.participant = participant  # type: ignore[attr-defined]


def remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


# With a code.


@public
def code(request: HttpRequest) -> HttpResponse:
    """The way in to her own page."""
    speak(request)
    if request.method != "POST":
        return redirect("taking_part:home") if HERS in request.session else _code_page(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, status=422)
    if again := tries.count(request):
        return wait(request, again)
    participant = queries.participant_with(codes.digest(form.cleaned_data["code"]))
    if participant is None:
        form.add_error("code", _("That code opens nothing here. Check each word and the number, then try again."))
        return _code_page(request, form, status=422)
    tries.forget(request)
    come_in(request, participant)
    response = redirect("taking_part:home")
    remember_language(response, participant.language)
    return response


def _code_page(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    page = {"form": form, "tongue": translation.get_language()}
    return render(request, "consultations/code.html", page, status=status)


def wait(request: HttpRequest, again: datetime) -> HttpResponse:
    minute = (again + timedelta(seconds=59)).replace(second=0, microsecond=0)
    return render(request, "consultations/wait.html", {"again": say.hour(minute)}, status=429)
