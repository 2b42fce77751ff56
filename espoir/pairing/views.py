"""Meeting someone, and what follows. Pages only read what the worker has prepared."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.apart import queries as apart
from espoir.logbook.actions import opened, record
from espoir.logbook.verbs import verb
from espoir.organisations.chores import soon
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.pairing import actions, queries, rounds, rules
from espoir.pairing.chores import prepare_offers
from espoir.pairing.forms import ClosingDay, HowItGoes, PartnerForm, StayInTouch
from espoir.pairing.models import Aftercare, CheckIn, IllegalMove, Offer, Relationship, Request, hear_by
from espoir.people import queries as cards
from espoir.people.first import limits_first
from espoir.safety import queries as safety

READ_REQUESTS = verb("pairing.read_requests", _lazy("read the requests of people who would like to meet them"))
OPENED_LIST = verb("pairing.opened_list", _lazy("opened the list of support relationships"))
OPENED_SITTING = verb("pairing.opened_sitting", _lazy("opened an offer to arrange with someone"))
OPENED_ANSWER = verb("pairing.opened_answer", _lazy("opened how it is going"))


# The person who would like to meet someone


@members_who_may(Permission.BE_SUPPORTED)
def mine(request: MemberRequest) -> HttpResponse:
    """Her request as it stands. These pages are the same whoever is away, full, unwilling or kept apart."""
    her_request = queries.request_of(request.person)
    shown = queries.cards_to_show(her_request) if her_request else []
    return render(
        request,
        f"pairing/{_page_for(her_request, shown)}.html",
        {
            "mine": her_request,
            "cards": shown,
            "is_large": bool(shown) and queries.is_large(request.organisation),
            "hear_by": hear_by(),
            "owner": queries.who_answers(request.organisation, request.person),
            "partner": queries.partner_of(request.organisation),
            "links": queries.supports_to_show(request.person),
            "aftercare": queries.staying_in_touch_with(request.person),
        },
    )


def _page_for(her_request: Request | None, shown: list[queries.OfferCard]) -> str:
    if her_request is None:
        return "ask"
    if her_request.state == Request.State.NOBODY:
        return "nobody"
    return "cards" if shown else "waiting"


@members_who_may(Permission.BE_SUPPORTED)
@limits_first
@require_POST
def ask(request: MemberRequest) -> HttpResponse:
    after = queries.relationships_of(request.person).filter(pk=request.POST.get("after", "")).first()
    actions.ask(by=request.person, after=after if after and after.peer_id == request.person.pk else None)
    soon(prepare_offers, request.organisation)
    messages.success(request, _("We have your request."))
    return redirect("pairing:mine", request.organisation.slug)


@members_who_may(Permission.BE_SUPPORTED)
@require_POST
def choose(request: MemberRequest) -> HttpResponse:
    her_request = queries.request_of(request.person)
    if her_request is None:
        raise Http404
    ticked = [] if "none" in request.POST else request.POST.getlist("offer")
    chosen = queries.cards_of(her_request).filter(pk__in=ticked)
    # Sent from an old page, it changes nothing: the page she comes back to says where things are.
    with suppress(IllegalMove):
        actions.choose(by=request.person, request=her_request, offers=chosen)
        messages.success(request, _("Sent."))
    return redirect("pairing:mine", request.organisation.slug)


@members_who_may(Permission.BE_SUPPORTED)
@require_POST
def withdraw(request: MemberRequest) -> HttpResponse:
    her_request = queries.request_of(request.person)
    if her_request is not None:
        actions.withdraw(by=request.person, request=her_request)
        messages.success(request, _("Your request is taken back. You can ask again any day."))
    return redirect("pairing:mine", request.organisation.slug)


@the_person_herself
def how(request: MemberRequest) -> HttpResponse:
    """The same plain words for everyone: what is looked at, in which order, and what never is."""
    here = [*apart.safety_leads(request.organisation), *safety.allies(request.organisation)]
    lead = next((person for person in here if person != request.person), None)
    return render(request, "pairing/how.html", {"most": rules.MOST_CARDS, "lead": lead})


# The supporter who is asked


@members_who_may(Permission.SUPPORT)
def offers(request: MemberRequest) -> HttpResponse:
    """Requests to meet this supporter.

    That she read them is kept in the logbook, without the name of who asked: a line under that person's eyes saying
    that someone had read, followed by silence, would tell her who declined. She let it be read when she chose.
    """
    invitations = queries.invitations_to_show(request.person)
    if invitations:
        record(READ_REQUESTS, by=request.person)
    return render(
        request,
        "pairing/offers.html",
        {
            "invitations": invitations,
            "waiting": queries.yeses_that_wait(request.person),
            "missing": rules.what_is_missing(request.organisation) if rules.is_locked(request.organisation) else [],
            "links": queries.supported_to_show(request.person),
        },
    )


@members_who_may(Permission.SUPPORT)
@require_POST
def answer(request: MemberRequest, offer: str) -> HttpResponse:
    asked = get_object_or_404(queries.requests_to(request.person), pk=offer)
    yes = request.POST.get("answer") == "yes"
    try:
        bound = actions.answer(by=request.person, offer=asked, yes=yes)
    except IllegalMove:
        bound = queries.relationship_between(asked.request.peer, request.person)  # sent twice
    if bound is not None:
        messages.success(request, _("You both said yes."))
        return redirect("pairing:link", request.organisation.slug, bound.pk)
    messages.info(request, _what_became_of(asked, yes=yes))
    return redirect("pairing:offers", request.organisation.slug)


def _what_became_of(offer: Offer, *, yes: bool) -> str:
    """A yes that binds nobody reads the same whatever the cause; so does a request that was taken back."""
    if not yes:
        return _("Noted. Nobody else sees it, and nobody asks why.")
    offer.refresh_from_db()
    if offer.state == Offer.State.YES:
        return _("Your yes is kept.")
    return _("This request is no longer open.")


# The two of them


def _link_of(request: MemberRequest, pk: str) -> Relationship:
    rows = queries.relationships_of(request.person).select_related("paused_by")
    return get_object_or_404(rows, pk=pk)


def _back_to(request: MemberRequest, relationship: Relationship) -> HttpResponse:
    return redirect("pairing:link", request.organisation.slug, relationship.pk)


def _about(relationship: Relationship, person: Person) -> dict[str, object]:
    return {
        "link": relationship,
        "other": relationship.other(person),
        "is_supported": relationship.peer_id == person.pk,
        "may_resume": rules.may_resume(relationship, person),
    }


@the_person_herself
def link(request: MemberRequest, link: str) -> HttpResponse:
    relationship = _link_of(request, link)
    about = _about(relationship, request.person)
    about["to_talk_to"] = queries.who_listens_to(request.person, relationship)
    about["aftercare"] = queries.staying_in_touch_with(request.person) if about["is_supported"] else None
    return render(request, "pairing/link.html", about)


@the_person_herself
def pause(request: MemberRequest, link: str) -> HttpResponse:
    relationship = _link_of(request, link)
    if request.method != "POST":
        return render(request, "pairing/pause.html", _about(relationship, request.person))
    if relationship.state == Relationship.State.AGREED:
        actions.pause(by=request.person, relationship=relationship)
        messages.success(request, _("The pause has begun. Start again when you like."))
    return _back_to(request, relationship)


@the_person_herself
@require_POST
def resume(request: MemberRequest, link: str) -> HttpResponse:
    relationship = _link_of(request, link)
    if relationship.is_paused:
        try:
            actions.resume(by=request.person, relationship=relationship)
            messages.success(request, _("You have started again."))
        except IllegalMove:
            messages.info(request, _("It stays on a pause for now."))
    return _back_to(request, relationship)


@the_person_herself
def end(request: MemberRequest, link: str) -> HttpResponse:
    relationship = _link_of(request, link)
    if request.method != "POST":
        return render(request, "pairing/end.html", _about(relationship, request.person))
    if relationship.is_live:
        together = relationship.closing_on is not None and relationship.closing_on <= clock.today()
        how = Relationship.How.CLOSED if together else Relationship.How.FIT
        actions.end(by=request.person, relationship=relationship, how=how)
        messages.success(request, _("It has ended. We don’t ask why."))
    return _back_to(request, relationship)


@the_person_herself
def closing(request: MemberRequest, link: str) -> HttpResponse:
    relationship = _link_of(request, link)
    if not relationship.is_live:
        raise Http404
    form = ClosingDay(request.POST or None, initial={"on": relationship.closing_on})
    if request.method == "POST" and "none" in request.POST:
        actions.plan_closing(by=request.person, relationship=relationship, on=None)
        return _back_to(request, relationship)
    if request.method == "POST" and form.is_valid():
        actions.plan_closing(by=request.person, relationship=relationship, on=form.cleaned_data["on"])
        messages.success(request, _("The day is set. Either of you can change it."))
        return _back_to(request, relationship)
    about = {**_about(relationship, request.person), "form": form}
    return render(request, "pairing/closing.html", about, status=422 if form.errors else 200)


@the_person_herself
def hand_over(request: MemberRequest, link: str) -> HttpResponse:
    """The person supported asks to be shown others; the supporter offers it, and it happens only with her yes."""
    relationship = _link_of(request, link)
    if not relationship.is_live:
        raise Http404
    if request.method != "POST":
        return render(request, "pairing/hand_over.html", _about(relationship, request.person))
    if relationship.peer_id != request.person.pk:
        actions.offer_handover(by=request.person, relationship=relationship)
        messages.success(request, _("It is offered. The choice is theirs."))
        return _back_to(request, relationship)
    actions.ask(by=request.person, after=relationship)
    soon(prepare_offers, request.organisation)
    messages.success(request, _("We have your request."))
    return redirect("pairing:mine", request.organisation.slug)


@the_person_herself
@require_POST
def keep(request: MemberRequest, link: str) -> HttpResponse:
    relationship = _link_of(request, link)
    if relationship.peer_id != request.person.pk:
        raise Http404
    actions.keep(by=request.person, relationship=relationship)
    messages.success(request, _("Nothing changes."))
    return _back_to(request, relationship)


@the_person_herself
def stay(request: MemberRequest, link: str) -> HttpResponse:
    relationship = _link_of(request, link)
    if relationship.is_live or relationship.peer_id != request.person.pk:
        raise Http404
    form = StayInTouch(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.stay_in_touch(by=request.person, relationship=relationship, **form.cleaned_data)
        messages.success(request, _("We stay in touch."))
        return _back_to(request, relationship)
    about = {**_about(relationship, request.person), "form": form}
    about["owner"] = queries.who_answers(request.organisation, request.person)
    return render(request, "pairing/stay.html", about, status=422 if form.errors else 200)


@the_person_herself
@require_POST
def let_go(request: MemberRequest, aftercare: str) -> HttpResponse:
    rows = Aftercare.objects.of(request.organisation).filter(person=request.person, state=Aftercare.State.OPEN)
    row = get_object_or_404(rows.select_related("relationship"), pk=aftercare)
    actions.let_go(by=request.person, aftercare=row)
    messages.success(request, _("It stops here. You can come back any day."))
    return _back_to(request, row.relationship)


# After three weeks


@the_person_herself
def checkin(request: MemberRequest, checkin: str) -> HttpResponse:
    row = get_object_or_404(queries.checkins_for(request.person), pk=checkin)
    form = HowItGoes(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = CheckIn.Answer(form.cleaned_data["answer"])
        actions.say_how_it_goes(by=request.person, checkin=row, answer=wanted)
        messages.success(request, _("Thank you. Your answer stays between you and the person who asked."))
        return _after_answering(request, row.relationship, wanted)
    context = {**_about(row.relationship, request.person), "form": form, "checkin": row}
    context["owner"] = queries.who_keeps(row)
    return render(request, "pairing/checkin.html", context, status=422 if form.errors else 200)


def _after_answering(request: MemberRequest, relationship: Relationship, wanted: CheckIn.Answer) -> HttpResponse:
    if wanted == CheckIn.Answer.SOMEONE_ELSE and relationship.is_live:
        return redirect("pairing:hand_over", request.organisation.slug, relationship.pk)
    return _back_to(request, relationship)


def _owed(request: MemberRequest, rows: list[queries.Kept], pk: str) -> queries.Kept:
    for row in rows:
        if row.pk == pk:
            return row
    raise Http404


@the_person_herself
def talk(request: MemberRequest, checkin: str) -> HttpResponse:
    row = _owed(request, queries.owed_by(request.person, queries.talks_owed(request.organisation)), checkin)
    if request.method == "POST":
        actions.talked(by=request.person, checkin=row)
        messages.success(request, _("Noted. This promise is kept."))
        return redirect("today:home", request.organisation.slug)
    opened(OPENED_ANSWER, by=request.person, about=[row.person])
    wanted = CheckIn.Answer(row.answer).label if row.answer else ""
    return render(request, "pairing/talk.html", {"checkin": row, "wanted": wanted})


@the_person_herself
def word(request: MemberRequest, aftercare: str) -> HttpResponse:
    row = _owed(request, queries.owed_by(request.person, queries.words_owed(request.organisation)), aftercare)
    if request.method == "POST":
        actions.was_in_touch(by=request.person, aftercare=row)
        messages.success(request, _("Noted. This promise is kept."))
        return redirect("today:home", request.organisation.slug)
    opened(cards.OPENED_REACH, by=request.person, about=[row.person])
    return render(request, "pairing/word.html", {"aftercare": row, "reach": cards.reach_of(row.person)})


# Whoever arranges an offer with her


@the_person_herself
def arrange(request: MemberRequest, sitting: str) -> HttpResponse:
    """Few can be offered: someone of safety sits down with whoever asked. What comes of it is on her own page only."""
    row = next((one for one in queries.to_arrange(request.person) if one.pk == sitting), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        rounds.lay_together(row, by=request.person)
        messages.success(request, _("Done. Look at the page “Offers” together: what can be offered is there."))
        return redirect("today:home", request.organisation.slug)
    opened(OPENED_SITTING, by=request.person, about=[row.peer])
    answers = queries.who_answers(request.organisation, row.peer)
    context = {"sitting": row, "invites": answers if answers != request.person else None}
    return render(request, "pairing/arrange.html", context)


# The coordinator


@members_who_may(Permission.WELCOME)
def people(request: MemberRequest) -> HttpResponse:
    """Chosen names, states and dates. Who was asked and what they answered is on no page but their own."""
    page = Paginator(queries.all_relationships(request.organisation), 25).get_page(request.GET.get("page"))
    record(OPENED_LIST, by=request.person)
    return render(
        request,
        "pairing/people.html",
        {
            "page": page,
            "news": queries.news_owed(request.organisation)[:25],
            "missing": rules.what_is_missing(request.organisation) if rules.is_locked(request.organisation) else [],
            "partner": queries.partner_of(request.organisation),
        },
    )


@members_who_may(Permission.SET_UP)
def partner(request: MemberRequest) -> HttpResponse:
    known = queries.partner_of(request.organisation)
    form = PartnerForm(request.POST or None, initial={"name": known.name, "phone": known.phone} if known else None)
    if request.method == "POST" and form.is_valid():
        actions.write_partner(by=request.person, **form.cleaned_data)
        messages.success(request, _("Saved. People read it while we have nobody to offer."))
        return redirect("pairing:partner", request.organisation.slug)
    return render(request, "pairing/partner.html", {"form": form}, status=422 if form.errors else 200)
