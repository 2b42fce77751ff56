"""The door of those who take part in a study. No account: a code of words opened this session, and no other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.consultations.models import Participant
from espoir.organisations.gate import sent_before
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation

P = ParamSpec("P")
HERS = "taking_part"  # in the session: the participant's id


class ParticipantRequest(HttpRequest):
    organisation: Organisation
    participant: Participant


ParticipantView = Callable[Concatenate[ParticipantRequest, P], HttpResponse]


def _held(found: Participant) -> Participant:
    """Her row as it is now, held: whoever left in between is gone, and nothing writes her row again."""
    rows = Participant.objects.of(found.organisation).select_for_update(of=("self",))
    return get_object_or_404(rows.select_related("organisation", "study", "audience"), pk=found.pk)


def whoever_takes_part(view: ParticipantView[P]) -> Callable[..., HttpResponse]:
    """Only what is hers. Whoever has no code in this session comes to the page that asks for it."""

    @wraps(view)
    def guarded(request: ParticipantRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if HERS not in request.session:
            return HttpResponseRedirect(reverse("taking_part:code"))
        everyone = Participant.objects.everywhere(because="narrowed to the one whose code opened this session")
        found = everyone.filter(pk=request.session[HERS]).select_related("organisation", "study", "audience").first()
        if found is None:
            raise Http404
        request.participant, request.organisation = found, found.organisation
        with inside(found.organisation, writing=request.method == "POST"):
            if request.method == "POST":
                request.participant = _held(found)
            if request.method == "POST" and sent_before(request):
                messages.info(request, _("It was already saved. Nothing counts twice."))
                return HttpResponseRedirect(request.path)
            return view(request, *args, **kwargs)

    guarded.gate = "whoever takes part"  # type: ignore[attr-defined]
    return guarded
