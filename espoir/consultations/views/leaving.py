"""Taking back a part, leaving with everything, and going out of the session."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from espoir import clock
from espoir.accounts import openings, tablet, tries
from espoir.consultations import queries, rules, withdrawing
from espoir.consultations.forms import ReceiptForm
from espoir.consultations.gate import HERS, ParticipantRequest, whoever_takes_part
from espoir.consultations.models import Participant
from espoir.consultations.rules import IllegalMove
from espoir.consultations.views.card import speak, wait
from espoir.consultations.views.hers import moved_on, show
from espoir.logbook import ledger
from espoir.organisations.gate import public


@whoever_takes_part
def parts(request: ParticipantRequest) -> HttpResponse:
    """Each part that she can take back by itself."""
    her = request.participant
    rows = [(part, said_of(her, part)) for part in withdrawing.parts_of(her)]
    return show(request, "parts", rows=rows, reach=rules.reach_of(her.study))


def said_of(participant: Participant, part: str) -> str:
    """What this part is called on her page."""
    if part.startswith(withdrawing.ANSWER):
        contribution = queries.contribution_of(participant)
        asked = contribution.questions.parts if contribution else []
        wanted = part.removeprefix(withdrawing.ANSWER)
        return next((one["text"] for one in asked if one["code"] == wanted), "")
    if part.startswith(withdrawing.TALK):
        talk = queries.talks_of(participant).filter(pk=part.removeprefix(withdrawing.TALK)).first()
        return talk.get_kind_display() if talk else ""
    names = {
        **rules.YES_TO,
        withdrawing.TRAITS: _("What I said about myself"),
        withdrawing.REACH: _("How to reach me, and how not to"),
    }
    return str(names[part])


@whoever_takes_part
def part(request: ParticipantRequest, part: str) -> HttpResponse:
    her = request.participant
    if part not in withdrawing.parts_of(her):
        raise Http404
    page: dict[str, Any] = {"words": said_of(her, part), "reach": rules.reach_of(her.study)}
    if request.method == "POST":
        try:
            given = withdrawing.take_back(her, part=part)
        except IllegalMove:
            return moved_on(request)
        return show(request, "taken_back", taken=[(page["words"], given)])
    return show(request, "part", **page)


@whoever_takes_part
def everything(request: ParticipantRequest) -> HttpResponse:
    """What goes, what cannot be undone, until when copies live; and one button."""
    her = request.participant
    gone = rules.reach_of(her.study)
    if request.method == "POST":
        given = withdrawing.withdraw(her)
        openings.close(request)
        response = render(request, "consultations/left.html", {"receipt": given, "reach": gone, "here": "/z/"})
        del request.participant
        return response
    return show(
        request,
        "everything",
        reach=gone,
        last_day=clock.today() + ledger.HORIZON,
        contribution=queries.contribution_of(her),
        has_talks=queries.talks_of(her).exists(),
    )


@public
def receipt(request: HttpRequest) -> HttpResponse:
    """When what a receipt stands for was done. It asks for nothing else, and says nothing else."""
    speak(request)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        if again := tries.count(request):
            return wait(request, again)
        found = ledger.erased_on(form.cleaned_data["receipt"])
        if found is None:
            form.add_error("receipt", _("We have no such receipt. Check each letter and number, then try again."))
        else:
            tries.forget(request)
    last_day = clock.local_day(found + ledger.HORIZON) if found else None
    page = {"form": form, "done": found, "last_day": last_day, "tongue": get_language()}
    return render(request, "consultations/receipt.html", page, status=422 if form.errors else 200)


@public
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    openings.close(request)
    return redirect("taking_part:ended")


@public
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    return render(request, "consultations/ended.html", {"minutes": 0})


@public
@require_safe
def closed(request: HttpRequest, minutes: int) -> HttpResponse:
    """Where her page goes by itself when nobody touched it for a while."""
    if not 1 <= minutes <= 120:
        raise Http404
    if HERS in request.session and openings.is_open(request):
        return redirect("taking_part:home")
    return render(request, "consultations/ended.html", {"minutes": minutes, "shared": tablet.is_shared(request)})
