"""Her own page: what we have of hers, and everything that she may do with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.consultations import actions, pages, papers, queries, rules, withdrawing
from espoir.consultations.forms import ConsentForm, ReachForm, TraitsForm, WayForm
from espoir.consultations.gate import ParticipantRequest, whoever_takes_part
from espoir.consultations.models import Consent, Talk, Way
from espoir.consultations.rules import IllegalMove
from espoir.research.models import Edition, in_this_language


def show(request: ParticipantRequest, name: str, status: int = 200, **more: Any) -> HttpResponse:
    study = request.participant.study
    page = {
        "participant": request.participant,
        "study": study,
        "contact": in_this_language(study.contact),
        "until": rules.until_when(study),
        "still_asks": rules.still_asks(study),
        **more,
    }
    return render(request, f"consultations/{name}.html", page, status=status)


def moved_on(request: ParticipantRequest) -> HttpResponse:
    messages.info(request, _("It has changed since this page was opened. Nothing was sent."))
    return redirect("taking_part:home")


@whoever_takes_part
def home(request: ParticipantRequest) -> HttpResponse:
    her = request.participant
    talks = list(queries.talks_of(her))
    return show(
        request,
        "home",
        title=her.study.called,
        consent=queries.consent_of(her),
        contribution=queries.contribution_of(her),
        talks=talks,
        may_call=her.audience.call_offered and not any(talk.kind == Talk.Kind.CALL for talk in talks),
        interview=next((talk for talk in talks if talk.kind == Talk.Kind.INTERVIEW), None),
        asks_traits=queries.traits_of(her.study).exists(),
        identity=queries.identity_of(her),
        lines=pages.lines_for(her),
        reach=rules.reach_of(her.study),
        other_ways=[way for way in actions.ways_of(her.audience) if way != her.way],
    )


@whoever_takes_part
def consent(request: ParticipantRequest) -> HttpResponse:
    """What she agrees to: to say it, and to read it again, word for word, whatever was published since."""
    her, given = request.participant, queries.consent_of(request.participant)
    if given is not None and "again" not in request.GET and request.method != "POST":
        return show(request, "agreed", consent=given, statements=papers.statements_of(given))
    sheet, statements = (queries.newest(her.audience, kind) for kind in (Edition.Kind.SHEET, Edition.Kind.CONSENT))
    if sheet is None or statements is None or not rules.still_asks(her.study):
        raise Http404
    if request.method == "POST" and request.POST.get("editions") != f"{sheet.pk}.{statements.pk}":
        messages.info(request, _("It has changed since this page was opened. Nothing was sent."))
        return redirect(f"{reverse('taking_part:consent')}?again")  # a yes is to what she read
    identity = queries.identity_of(her)
    first = {"name": identity.name if identity else ""}
    form = ConsentForm(request.POST if request.method == "POST" else None, statements=statements, initial=first)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        taken = withdrawing.take_back_what_is_no_longer_agreed(her, agreed=form.agreed)
        actions.agree(her, sheet=sheet, statements=statements, agreed=form.agreed, name=said["name"], copy=said["copy"])
        messages.success(request, _("It’s kept, with today’s date. Someone of the team signs it too."))
        if taken:
            return show(request, "taken_back", taken=[(rules.YES_TO[part], given) for part, given in taken])
        return redirect("taking_part:home")
    page = {"form": form, "sheet": sheet, "statements": statements, "given": given}
    return show(request, "consent", 422 if form.is_bound else 200, **page)


@whoever_takes_part
def consent_copy(request: ParticipantRequest) -> HttpResponse:
    """Her copy, if she asked to find it here."""
    given = queries.consent_of(request.participant)
    if given is None or given.copy != Consent.Copy.HERE:
        raise Http404
    response = HttpResponse(papers.consent_as_pdf(given), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="document.pdf"'
    return response


@whoever_takes_part
def way(request: ParticipantRequest) -> HttpResponse:
    """One press changes how she takes part."""
    her = request.participant
    ways = actions.ways_of(her.audience)
    form = WayForm(request.POST if request.method == "POST" else None, ways=ways, initial={"way": her.way})
    if form.is_bound and form.is_valid():
        try:
            actions.choose_way(her, way=form.cleaned_data["way"])
        except IllegalMove:
            return moved_on(request)
        messages.success(request, _("It’s changed. Nobody asks why."))
        return redirect("taking_part:home")
    before = [(Way(row["way"]).label, row["until"]) for row in her.ways if row.get("way") in Way.values]
    return show(request, "way", 422 if form.is_bound else 200, form=form, before=before)


@whoever_takes_part
def reach(request: ParticipantRequest) -> HttpResponse:
    her = request.participant
    identity = queries.identity_of(her)
    first = {"way": identity.way, "never": identity.never} if identity else {}
    form = ReachForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        actions.change_reach(her, **form.cleaned_data)
        messages.success(request, _("It’s kept, apart from what you say."))
        return redirect("taking_part:home")
    return show(request, "reach", 422 if form.is_bound else 200, form=form)


@whoever_takes_part
def traits(request: ParticipantRequest) -> HttpResponse:
    her = request.participant
    asked = list(queries.traits_of(her.study))
    first = {f"t_{row.pk}": _first(her.traits.get(row.pk, []), row.several) for row in asked}
    form = TraitsForm(request.POST if request.method == "POST" else None, traits=asked, initial=first)
    if form.is_bound and form.is_valid():
        actions.say_traits(her, traits=form.said)
        messages.success(request, _("It’s kept. You can empty it any time."))
        return redirect("taking_part:home")
    return show(request, "traits", 422 if form.is_bound else 200, form=form)


def _first(said: list[str], several: bool) -> Any:
    return said if several else (said[0] if said else "")


@whoever_takes_part
def new_code(request: ParticipantRequest) -> HttpResponse:
    """Another code: the one before stops working."""
    if request.method != "POST":
        return show(request, "new_code")
    words = actions.new_words(request.participant)
    withdrawing.close_sessions(request.participant, besides=request.session.session_key)
    return show(request, "words", words=words, number=request.participant.name, wants_call=False)
