"""Her own pages: a role that waits for her yes, what she entrusted before, and who opens it with her."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.accounts import openings
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.passage import actions, queries
from espoir.passage.forms import OpeningForm, WillingForm
from espoir.passage.models import Opening, Passage
from espoir.passage.rules import IllegalMove

LATELY = 10


def _passage(request: MemberRequest) -> Passage:
    passage = queries.passage_of(request.person)
    if passage is None or passage.state == Passage.State.NOT_NOW:
        raise Http404
    return passage


def _begun(request: MemberRequest) -> Passage:
    passage = _passage(request)
    if not passage.has_begun:
        raise Http404
    return passage


@members_who_may(Permission.BE_SUPPORTED)
def home(request: MemberRequest) -> HttpResponse:
    """Before her yes, what changes; after it, what is closed, and what she may do with it."""
    passage = _passage(request)
    leads = queries.privacy_leads(request.person)
    page = {"passage": passage, "leads": leads, "names": ", ".join(lead.name for lead in leads)}
    if not passage.has_begun:
        return render(request, "passage/offered.html", page)
    page |= {
        "supported_by": queries.supported_by(request.person),
        "openings": queries.openings_of(request.person)[:LATELY],
        "under_way": queries.opening_under_way(request.person),
    }
    return render(request, "passage/home.html", page)


@members_who_may(Permission.BE_SUPPORTED)
@require_POST
def answer(request: MemberRequest) -> HttpResponse:
    """Yes, or not now: of the same size, and nobody asks why."""
    passage = queries.offered_to(request.person)
    if passage is None:
        raise Http404
    if request.POST.get("a") == "yes":
        actions.begin(passage, by=request.person)
        openings.look_again(request, request.user)  # who works here has a second step, from this moment
        messages.success(request, _("It begins today. What you entrusted before is closed to the team."))
        return redirect("passage:home", request.organisation.slug)
    actions.not_now(passage, by=request.person)
    messages.success(request, _("Not now: nothing changes."))
    return redirect("today:home", request.organisation.slug)


@members_who_may(Permission.BE_SUPPORTED)
@require_POST
def elsewhere(request: MemberRequest) -> HttpResponse:
    passage = _begun(request)
    try:
        if request.POST.get("a") == "stay":
            actions.would_rather_stay(passage, by=request.person)
            messages.success(request, _("Your support goes on here."))
        else:
            actions.would_rather_go_elsewhere(passage, by=request.person)
            messages.success(request, _("It’s noted. We owe you a conversation about it."))
    except IllegalMove as gone:
        raise Http404 from gone
    return redirect("passage:home", request.organisation.slug)


@the_person_herself
def elsewhere_with(request: MemberRequest, elsewhere: str) -> HttpResponse:
    """For whoever owes her that conversation."""
    owed = queries.owed_elsewhere(request.organisation)
    passage = get_object_or_404(owed.filter(elsewhere_with=request.person), pk=elsewhere)
    if request.method == "POST":
        actions.talked_of_elsewhere(passage, by=request.person)
        messages.success(request, _("It’s noted. There is nothing left to do."))
        return redirect("today:home", request.organisation.slug)
    return render(request, "passage/elsewhere.html", {"passage": passage})


# Opening it together.


@members_who_may(Permission.BE_SUPPORTED)
def ask(request: MemberRequest) -> HttpResponse:
    _begun(request)
    leads = queries.privacy_leads(request.person)
    under_way = queries.opening_under_way(request.person)
    if under_way is not None:
        return redirect("passage:opening", request.organisation.slug, under_way.pk)
    form = OpeningForm(request.POST if request.method == "POST" else None, people=leads)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        row = actions.ask_to_open(by=request.person, lead=said["who"], reason=said["reason"], hours=said["hours"])
        messages.success(request, _("You pressed. It opens once the other person has pressed too."))
        return redirect("passage:opening", request.organisation.slug, row.pk)
    context = {"form": form, "leads": leads}
    return render(request, "passage/ask.html", context, status=422 if form.is_bound else 200)


@the_person_herself
def opening(request: MemberRequest, opening: str) -> HttpResponse:
    row = _opening(request, opening)
    page = {"opening": row, "is_mine": row.person_id == request.person.pk}
    return render(request, "passage/opening.html", page)


@the_person_herself
@require_POST
def press(request: MemberRequest, opening: str) -> HttpResponse:
    row = _opening(request, opening)
    try:
        actions.press(row, by=request.person)
    except IllegalMove as gone:
        raise Http404 from gone
    messages.success(request, _("It’s open to both of you, until the hour on this page."))
    return redirect("passage:opening", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def close(request: MemberRequest, opening: str) -> HttpResponse:
    row = _opening(request, opening)
    try:
        actions.close(row, by=request.person)
    except IllegalMove as gone:
        raise Http404 from gone
    messages.success(request, _("It’s closed, as of now."))
    is_mine = row.person_id == request.person.pk
    return redirect("passage:home" if is_mine else "today:home", request.organisation.slug)


def _opening(request: MemberRequest, pk: str) -> Opening:
    """Hers at any time; the lead's while it waits or is open."""
    mine = queries.openings_of(request.person).filter(pk=pk).first()
    if mine is not None:
        return mine
    return get_object_or_404(queries.openings_for(request.person), pk=pk)


# Whoever may have met someone who now supports others.


@members_who_may(Permission.BE_SUPPORTED)
def choices(request: MemberRequest) -> HttpResponse:
    return render(request, "passage/choices.html", {"choices": list(queries.choices_of(request.person))})


@members_who_may(Permission.BE_SUPPORTED)
def choice(request: MemberRequest, willing: str) -> HttpResponse:
    row = get_object_or_404(queries.choices_of(request.person), pk=willing)
    form = WillingForm(request.POST if request.method == "POST" else None, initial={"answer": row.answer})
    if form.is_bound and form.is_valid():
        actions.choose(row, by=request.person, answer=form.cleaned_data["answer"])
        messages.success(request, _("Your choice is kept. Nobody else reads it."))
        return redirect("passage:choices", request.organisation.slug)
    return render(request, "passage/choice.html", {"choice": row, "form": form}, status=422 if form.is_bound else 200)
