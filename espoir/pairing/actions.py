"""The verbs. None of them asks why, and the lines they write tell each person only what concerns that person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.pairing import queries, rules
from espoir.pairing.models import (
    Aftercare,
    CheckIn,
    IllegalMove,
    Offer,
    Partner,
    Relationship,
    Request,
    hear_by,
)
from espoir.pairing.placing import can_still_meet, still_apart_from_none

ASK = verb("pairing.ask", _lazy("asked to meet someone"))
CHOOSE = verb("pairing.choose", _lazy("chose whom to meet, and let them read what you look for"))
STOP = verb("pairing.stop", _lazy("took back the request to meet someone"))
YES = verb("pairing.yes", _lazy("said yes to meeting someone"))
NOT_NOW = verb("pairing.not_now", _lazy("said “not now” to a request"))
MEET = verb("pairing.meet", _lazy("agreed to a support relationship"))
BRING = verb("pairing.bring", _lazy("wrote down a support relationship that was there before"))
PAUSE = verb("pairing.pause", _lazy("took a pause"))
RESUME = verb("pairing.resume", _lazy("started again after a pause"))
END = verb("pairing.end", _lazy("ended a support relationship"))
ENDED = verb("pairing.ended", _lazy("noted that a support relationship has ended"))
CLOSING = verb("pairing.closing", _lazy("set the day of a closing conversation"))
HAND_OVER = verb("pairing.hand_over", _lazy("offered to hand over to someone else"))
KEEP = verb("pairing.keep", _lazy("kept things as they are"))
STAY = verb("pairing.stay", _lazy("asked to stay in touch"))
IN_TOUCH = verb("pairing.in_touch", _lazy("stayed in touch"))
LET_GO = verb("pairing.let_go", _lazy("stopped staying in touch"))
ANSWER = verb("pairing.answer", _lazy("answered how it is going"))
TALKED = verb("pairing.talked", _lazy("talked about how it is going"))
PARTNER = verb("pairing.partner", _lazy("wrote down a partner organization"))

A_MONTH = timedelta(days=30)


# Asking and choosing


@transaction.atomic
def ask(*, by: Person, after: Relationship | None = None, peer: Person | None = None) -> Request:
    """Ask to meet someone. `after` is a relationship to hand over, or one to come back to.

    Asked again while a request is under way, that one goes on. With `peer`, someone writes down what she said aloud.
    """
    peer = peer or by
    hold_person(peer)
    under_way = queries.request_of(peer)
    if under_way is not None:
        return under_way
    if after is not None and after.peer_id != peer.pk:
        raise IllegalMove("somebody else's relationship")
    request = Request.objects.create(organisation=by.organisation, peer=peer, after=after)
    record(ASK, by=by, about=[peer])
    return request


@places(Kind.OFFER)
@transaction.atomic
def choose(*, by: Person, request: Request, offers: Iterable[Offer]) -> None:
    """Send her choices: each supporter she would gladly meet is asked; the other cards go. None of them is fine too."""
    request = hold(request)
    if request.peer_id != by.pk or request.state != Request.State.OPEN or request.chosen_on:
        raise IllegalMove("nothing to choose from")
    wanted = {offer.pk for offer in offers}
    cards = list(queries.cards_of(request))
    asked = still_apart_from_none(by, [card for card in cards if card.pk in wanted])
    Offer.objects.of(request.organisation).filter(request=request).on_cards().exclude(
        pk__in=[card.pk for card in asked]
    ).delete()
    for card in asked:
        card.move_to(Offer.State.CHOSEN)
        card.chosen_on = clock.today()
        card.save(update_fields=["state", "chosen_on"])
    request.chosen_on, request.hear_by = clock.today(), hear_by()
    request.save(update_fields=["chosen_on", "hear_by"])
    record(CHOOSE, by=by, about=[by])
    for card in asked:
        tell(card.supporter)


@transaction.atomic
def withdraw(*, by: Person, request: Request) -> None:
    request = hold(request)
    if request.peer_id != by.pk:
        raise IllegalMove("somebody else's request")
    _close(request, Request.State.WITHDRAWN)
    record(STOP, by=by, about=[by])


@transaction.atomic
def answer(*, by: Person, offer: Offer, yes: bool) -> Relationship | None:
    """A supporter answers. A "not now" changes nothing that anyone else can see, at any time.

    The first yes binds the two. It waits, and None is returned, while something is missing before the first
    relationship here; or it is let go if by now the two cannot meet.
    """
    hold_person(by)  # two yeses at once would both find the last place free
    request = hold(offer.request)
    offer = Offer.objects.of(by.organisation).select_related("supporter").get(pk=offer.pk)
    if offer.supporter_id != by.pk or request.state != Request.State.OPEN:
        raise IllegalMove("not open any more")
    offer.move_to(Offer.State.YES if yes else Offer.State.NOT_NOW)
    offer.save(update_fields=["state"])
    record(YES if yes else NOT_NOW, by=by, about=[by])
    return bind(offer) if yes else None


@places(Kind.RELATIONSHIP, Kind.HANDOVER)
@transaction.atomic
def bind(offer: Offer) -> Relationship | None:
    """Both have said yes. Where something is still missing the yes waits, and the worker comes back to it."""
    supporter = offer.supporter
    hold_person(supporter)
    request = hold(offer.request)
    if rules.is_locked(request.organisation):
        return None
    if not can_still_meet(request, supporter):
        offer.move_to(Offer.State.LAPSED)
        offer.save(update_fields=["state"])
        return None
    relationship = Relationship.objects.create(
        organisation=request.organisation, peer=request.peer, supporter=supporter, request=request
    )
    _close(request, Request.State.AGREED, keeping=offer)
    record(MEET, by=supporter, about=[request.peer, supporter], what=relationship)
    if request.after is not None and request.after.is_live:
        _end(request.after, Relationship.How.HANDED_OVER)
    tell(request.peer)
    return relationship


@places(Kind.RELATIONSHIP)
@transaction.atomic
def bring(*, by: Person, peer: Person, supporter: Person, since: date, ended_on: date | None = None) -> Relationship:
    """Write down a relationship that was there before this system was (from a spreadsheet, or from memory).

    One that goes on joins two people, like any other.
    """
    if ended_on is None and not placement.is_whole([peer, supporter], kind=Kind.RELATIONSHIP, asker=by):
        raise IllegalMove("it cannot go on here")
    relationship = Relationship.objects.create(
        organisation=by.organisation,
        peer=peer,
        supporter=supporter,
        since=since,
        ended_on=ended_on,
        state=Relationship.State.ENDED if ended_on else Relationship.State.AGREED,
        how=Relationship.How.CLOSED if ended_on else "",
    )
    record(BRING, by=by, about=[peer, supporter], what=relationship)
    return relationship


# Pausing and ending


@transaction.atomic
def pause(*, by: Person, relationship: Relationship) -> None:
    relationship = _of_both(relationship, by)
    relationship.move_to(Relationship.State.PAUSED)
    relationship.paused_by = by
    relationship.save(update_fields=["state", "paused_by"])
    record(PAUSE, by=by, about=[by])
    tell(relationship.other(by))


@places(Kind.RELATIONSHIP)
@transaction.atomic
def resume(*, by: Person, relationship: Relationship) -> None:
    relationship = _of_both(relationship, by)
    if not rules.may_resume(relationship, by):
        raise IllegalMove("the pause is the other one's")
    if not placement.is_whole([relationship.peer, relationship.supporter], kind=Kind.RELATIONSHIP, asker=by):
        raise IllegalMove("it stays on a pause")
    relationship.move_to(Relationship.State.AGREED)
    relationship.paused_by = None
    relationship.save(update_fields=["state", "paused_by"])
    record(RESUME, by=by, about=[by])
    tell(relationship.other(by))


@transaction.atomic
def end(*, by: Person, relationship: Relationship, how: Relationship.How = Relationship.How.FIT) -> None:
    """Either of the two ends it. No reason is asked, and the other one learns only that it has ended."""
    relationship = _of_both(relationship, by)
    _end(relationship, how)
    record(END, by=by, about=[by])


def _end(relationship: Relationship, how: Relationship.How) -> None:
    relationship.move_to(Relationship.State.ENDED)
    relationship.ended_on, relationship.how, relationship.paused_by = clock.today(), how, None
    relationship.handover_on = None
    relationship.save()
    rows = CheckIn.objects.of(relationship.organisation).filter(relationship=relationship, state=CheckIn.State.ASKED)
    rows.update(state=CheckIn.State.DONE)
    both = [relationship.peer, relationship.supporter]
    record(ENDED, by=None, organisation=relationship.organisation, about=both)
    for person in both:
        tell(person)


@transaction.atomic
def end_for_both(relationship: Relationship) -> None:
    """The organisation ends it. Both learn that it has ended, as they would of any ending."""
    _end(relationship, Relationship.How.CLOSED)


@transaction.atomic
def end_of_one_who_left(relationship: Relationship) -> None:
    """The worker ends what one of the two left behind when they left or were erased."""
    _end(relationship, Relationship.How.CLOSED)


@transaction.atomic
def plan_closing(*, by: Person, relationship: Relationship, on: date | None) -> None:
    """Set the day of a closing conversation, or take it back."""
    relationship = _of_both(relationship, by)
    if not relationship.is_live:
        raise IllegalMove("it has ended")
    relationship.closing_on = on
    relationship.save(update_fields=["closing_on"])
    record(CLOSING, by=by, about=[relationship.peer, relationship.supporter])
    tell(relationship.other(by))


@transaction.atomic
def offer_handover(*, by: Person, relationship: Relationship) -> None:
    """Tell the person supported that someone else could take over. It happens only with her yes."""
    relationship = _of_both(relationship, by)
    if not relationship.is_live or by.pk == relationship.peer_id:
        raise IllegalMove("nothing to hand over")
    relationship.handover_on = clock.today()
    relationship.save(update_fields=["handover_on"])
    record(HAND_OVER, by=by, about=[relationship.peer])
    tell(relationship.peer)


@transaction.atomic
def keep(*, by: Person, relationship: Relationship) -> None:
    """She would rather keep things as they are."""
    relationship = _of_both(relationship, by)
    relationship.handover_on = None
    relationship.save(update_fields=["handover_on"])
    record(KEEP, by=by, about=[by])


# Afterwards


@places(Kind.INTRODUCTION)
@transaction.atomic
def stay_in_touch(*, by: Person, relationship: Relationship, months: int, way: str) -> Aftercare:
    """After an ending: a word now and then, until a day she chooses. The organisation owes it."""
    hold_person(by)
    relationship = _of_both(relationship, by)
    if relationship.peer_id != by.pk or relationship.is_live:
        raise IllegalMove("it has not ended")
    aftercare = queries.staying_in_touch_with(by) or Aftercare(
        organisation=by.organisation, person=by, relationship=relationship, next_on=clock.today() + A_MONTH
    )
    owners = placement.offerable(by, queries.who_could_answer(by), kind=Kind.INTRODUCTION, asker=by)
    aftercare.owner = next(iter(owners), None)
    aftercare.until, aftercare.way = clock.today() + months * A_MONTH, Aftercare.Way(way)
    aftercare.save()
    record(STAY, by=by, about=[by])
    return aftercare


@places(Kind.INTRODUCTION)
@transaction.atomic
def pass_on_aftercare(aftercare: Aftercare, *, by: Person) -> None:
    """Someone else keeps the promise from now on; whoever directs answers for it while nobody can."""
    others = [person for person in queries.who_could_answer(aftercare.person) if person != aftercare.owner]
    owners = placement.offerable(aftercare.person, others, kind=Kind.INTRODUCTION, asker=by)
    aftercare.owner = next(iter(owners), None)
    aftercare.save(update_fields=["owner"])
    if aftercare.owner is not None:
        tell(aftercare.owner)


@transaction.atomic
def was_in_touch(*, by: Person, aftercare: Aftercare) -> None:
    """The organisation kept its word; the next one is due in a month, while she wants it."""
    if queries.who_keeps(aftercare) != by:
        raise IllegalMove("somebody else's promise")
    aftercare.next_on = clock.today() + A_MONTH
    if aftercare.next_on > aftercare.until:
        aftercare.move_to(Aftercare.State.OVER)
    aftercare.save(update_fields=["next_on", "state"])
    record(IN_TOUCH, by=by, about=[aftercare.person])


@transaction.atomic
def let_go(*, by: Person, aftercare: Aftercare) -> None:
    if aftercare.person_id != by.pk:
        raise IllegalMove("somebody else's")
    aftercare.move_to(Aftercare.State.OVER)
    aftercare.save(update_fields=["state"])
    record(LET_GO, by=by, about=[by])


@transaction.atomic
def say_how_it_goes(*, by: Person, checkin: CheckIn, answer: CheckIn.Answer) -> None:
    """Her answer is sealed under her key. Only the one who owes her the talk opens it."""
    if checkin.person_id != by.pk:
        raise IllegalMove("somebody else's")
    checkin.move_to(CheckIn.State.DONE if answer == CheckIn.Answer.CARRY_ON else CheckIn.State.ANSWERED)
    checkin.answer = answer.value
    checkin.due = clock.today() + timedelta(days=3)
    checkin.save()
    record(ANSWER, by=by, about=[by])


@transaction.atomic
def talked(*, by: Person, checkin: CheckIn) -> None:
    if queries.who_keeps(checkin) != by:
        raise IllegalMove("somebody else's promise")
    checkin.move_to(CheckIn.State.DONE)
    checkin.save(update_fields=["state"])
    record(TALKED, by=by, about=[checkin.person])


@transaction.atomic
def write_partner(*, by: Person, name: str, phone: str) -> Partner:
    partner = queries.partner_of(by.organisation) or Partner(organisation=by.organisation)
    partner.name, partner.phone = name, phone
    partner.save()
    record(PARTNER, by=by, what=partner)
    return partner


# Holding rows still while several people act at once: always the person first, then the request.


def hold_person(person: Person) -> None:
    Person.objects.of(person.organisation).select_for_update().get(pk=person.pk)


def hold(request: Request) -> Request:
    rows = Request.objects.of(request.organisation).select_for_update(of=("self",))
    return rows.select_related("organisation", "peer", "after__peer", "after__supporter").get(pk=request.pk)


def _of_both(relationship: Relationship, by: Person) -> Relationship:
    """The row held still, if `by` is one of the two."""
    if by.pk not in {relationship.peer_id, relationship.supporter_id}:
        raise IllegalMove("not one of the two")
    rows = Relationship.objects.of(by.organisation).select_for_update(of=("self",))
    return rows.select_related("organisation", "peer", "supporter", "paused_by").get(pk=relationship.pk)


def _close(request: Request, state: Request.State, *, keeping: Offer | None = None) -> None:
    """Bring a request to its end, and let go of the offers it still has."""
    request.move_to(state)
    request.save(update_fields=["state"])
    let_go_of_offers(request, keeping=keeping)


def let_go_of_offers(request: Request, *, keeping: Offer | None = None, also_yes: bool = True) -> None:
    rows = Offer.objects.of(request.organisation).filter(request=request)
    rows.on_cards().delete()
    states = [Offer.State.CHOSEN, Offer.State.YES] if also_yes else [Offer.State.CHOSEN]
    rows.filter(state__in=states).exclude(pk=keeping.pk if keeping else "").update(state=Offer.State.LAPSED)
