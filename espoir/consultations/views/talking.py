"""A call of fifteen minutes before deciding, or the interview: she says when it suits her."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from espoir.consultations import actions, queries
from espoir.consultations.forms import AskForm
from espoir.consultations.gate import ParticipantRequest, whoever_takes_part
from espoir.consultations.models import Talk
from espoir.consultations.rules import IllegalMove
from espoir.consultations.views.hers import moved_on, show


@whoever_takes_part
def ask(request: ParticipantRequest, kind: str) -> HttpResponse:
    her = request.participant
    if kind not in Talk.Kind.values:
        raise Http404
    if not actions.may_ask(her, kind):
        messages.info(request, _("First, say what you agree to. Then you can choose a time."))
        return redirect("taking_part:consent")
    open_ones = queries.talks_of(her).filter(kind=kind, state__in=(Talk.State.ASKED, Talk.State.AGREED))
    talk = open_ones.first()
    first = {"when": talk.when, "by_what": talk.by_what} if talk else {}
    form = AskForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        try:
            actions.ask_to_talk(her, kind=kind, **form.cleaned_data)
        except IllegalMove:
            return moved_on(request)
        messages.success(request, _("It’s sent. The answer, with a day and an hour, will be on this page."))
        return redirect("taking_part:home")
    return show(
        request, "ask", 422 if form.is_bound else 200, form=form, talk=talk, is_call=kind == Talk.Kind.CALL,
        minutes=her.audience.minutes, identity=queries.identity_of(her),
    )  # fmt: skip


@whoever_takes_part
def stop(request: ParticipantRequest, talk: str) -> HttpResponse:
    row = get_object_or_404(queries.talks_of(request.participant), pk=talk)
    if request.method == "POST":
        try:
            actions.stop_talk(row)
        except IllegalMove:
            return moved_on(request)
        messages.success(request, _("It’s cancelled. Nobody asks why."))
        return redirect("taking_part:home")
    return show(request, "stop", talk=row)
