"""Ways to services, and what was given. She reads them too."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.meetings import actions, queries
from espoir.meetings.forms import GoodForm, ReferralForm
from espoir.meetings.models import Good, Referral
from espoir.meetings.views.bond import bound, supporting
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission

SHOWN = 25


@the_person_herself
def services(request: MemberRequest, person: str) -> HttpResponse:
    """Both read the list; the one who supports adds to it."""
    relationship = bound(request, person)
    peer, adding = relationship.peer, relationship.supporter_id == request.person.pk
    sent = request.POST if request.method == "POST" and adding else None
    form = ReferralForm(sent)
    if form.is_valid():
        actions.refer(by=request.person, peer=peer, **form.cleaned_data)
        messages.success(request, _("It’s noted. You can say later what came of it."))
        return redirect("meetings:services", request.organisation.slug, person)
    page = {
        "other": relationship.other(request.person),
        "supporting": adding,
        "form": form,
        "referrals": queries.referrals_of(peer)[:SHOWN],
        "states": Referral.State.choices,
    }
    return render(request, "meetings/services.html", page, status=422 if form.errors else 200)


@members_who_may(Permission.SUPPORT)
@require_POST
def follow(request: MemberRequest, person: str, referral: str) -> HttpResponse:
    relationship = supporting(request, person)
    row = get_object_or_404(queries.referrals_of(relationship.peer), pk=referral)
    if request.POST.get("state") not in Referral.State:
        raise Http404
    actions.follow_referral(row, by=request.person, state=request.POST["state"])
    messages.success(request, _("It’s noted."))
    return redirect("meetings:services", request.organisation.slug, person)


@members_who_may(Permission.SUPPORT)
def take_out_referral(request: MemberRequest, person: str, referral: str) -> HttpResponse:
    relationship = supporting(request, person)
    row = get_object_or_404(queries.referrals_of(relationship.peer).filter(supporter=request.person), pk=referral)
    return _take_out(request, relationship.peer, row, "meetings:services")


@members_who_may(Permission.SUPPORT)
def take_out_good(request: MemberRequest, person: str, good: str) -> HttpResponse:
    relationship = supporting(request, person)
    row = get_object_or_404(queries.goods_of(relationship.peer).filter(supporter=request.person), pk=good)
    return _take_out(request, relationship.peer, row, "meetings:goods")


def _take_out(request: MemberRequest, peer: Person, row: Referral | Good, back: str) -> HttpResponse:
    if request.method == "POST":
        actions.take_out_help(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect(back, request.organisation.slug, peer.pk)
    what = row.get_code_display() if isinstance(row, Good) else row.get_service_display()
    return render(request, "meetings/help_take_out.html", {"other": peer, "row": row, "what": what, "back": back})


@the_person_herself
def goods(request: MemberRequest, person: str) -> HttpResponse:
    relationship = bound(request, person)
    peer, adding = relationship.peer, relationship.supporter_id == request.person.pk
    form = GoodForm(request.POST if request.method == "POST" and adding else None)
    if form.is_valid():
        actions.give(by=request.person, peer=peer, **form.cleaned_data)
        messages.success(request, _("It’s noted."))
        return redirect("meetings:goods", request.organisation.slug, person)
    page = {
        "other": relationship.other(request.person),
        "supporting": adding,
        "form": form,
        "goods": queries.goods_of(peer)[:SHOWN],
    }
    return render(request, "meetings/goods.html", page, status=422 if form.errors else 200)
