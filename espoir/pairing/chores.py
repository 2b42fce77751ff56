from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.notices.actions import tell
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation, Person
from espoir.pairing import actions, queries, rounds
from espoir.pairing.models import Aftercare, CheckIn, Offer, Relationship, Request
from espoir.pairing.plan import Cards, propose

THREE_WEEKS, SIX_WEEKS, A_WEEK = timedelta(weeks=3), timedelta(weeks=6), timedelta(weeks=1)
TO_SIT_DOWN = timedelta(days=3)


@chore(every=timedelta(minutes=1))
def prepare_offers(organisation: Organisation) -> None:
    """Bring every request under way up to date: cards, yeses that waited, and the day on which she was to hear."""
    rows = Request.objects.of(organisation).under_way().select_related("organisation", "peer").order_by("pk")
    going_on = [request for request in rows if not _has_come_to_its_end(request)]
    proposed = propose([request for request in going_on if _is_to_be_looked_at(request)])
    for request in going_on:
        _bring_up_to_date(request, proposed.get(request.pk))


def _has_come_to_its_end(request: Request) -> bool:
    if request.peer.state != Person.State.HERE:
        actions.withdraw(by=request.peer, request=request)
        return True
    return _bind_what_waits(request)


def _bind_what_waits(request: Request) -> bool:
    rows = Offer.objects.of(request.organisation).filter(request=request, state=Offer.State.YES)
    waiting = rows.select_related("supporter__organisation", "request__organisation").order_by("chosen_on", "order")
    return any(actions.bind(offer) for offer in waiting)


def _is_to_be_looked_at(request: Request) -> bool:
    if request.look_again_on:
        return request.look_again_on - TO_SIT_DOWN <= clock.today()
    return request.chosen_on is None


def _bring_up_to_date(request: Request, cards: Cards | None) -> None:
    if request.state == Request.State.NOBODY:
        if cards is not None:
            _look_again(request, cards)
        return
    if cards is None:
        rounds.let_go_of_the_unreachable(request)
    elif rounds.lay_cards(request, cards.supporters, few=cards.few):
        return  # it is for her to choose, and nobody hurries her
    if request.hear_by <= clock.today():
        rounds.say_nobody(request)
    elif cards is not None and cards.few and not request.arrange_by:
        rounds.arrange(request, by=request.hear_by)


def _look_again(request: Request, cards: Cards) -> None:
    """Where few can be offered, whoever arranges it has the last days before the promised one to sit down with her."""
    if cards.few and not request.arrange_by:
        rounds.arrange(request, by=request.look_again_on)
    if request.look_again_on and request.look_again_on <= clock.today():
        rounds.look_again(request, [] if cards.few else cards.supporters)


@chore(every=timedelta(hours=1))
def ask_how_it_goes(organisation: Organisation) -> None:
    """After three weeks each of the two is asked, alone."""
    today = clock.today()
    rows = Relationship.objects.of(organisation).live().with_both().filter(checkins=None)
    for relationship in rows.filter(since__lte=today - THREE_WEEKS, since__gt=today - SIX_WEEKS):
        for person in (relationship.peer, relationship.supporter):
            CheckIn.objects.create(
                organisation=organisation,
                relationship=relationship,
                person=person,
                owner=_who_asks(relationship, person),
                due=today + A_WEEK,
            )
            tell(person)


def _who_asks(relationship: Relationship, person: Person) -> Person | None:
    if person.pk == relationship.supporter_id:
        return queries.who_supervises(relationship.organisation)
    return queries.who_answers(relationship.organisation, person)


@chore(every=timedelta(hours=1))
def end_what_was_left_behind(organisation: Organisation) -> None:
    """When one of the two has left or was erased, the other one hears that it has ended."""
    for relationship in Relationship.objects.of(organisation).live().with_both():
        if {relationship.peer.state, relationship.supporter.state} != {Person.State.HERE}:
            actions.end_of_one_who_left(relationship)
    rows = Aftercare.objects.of(organisation).filter(state=Aftercare.State.OPEN)
    rows.exclude(person__in=Person.objects.of(organisation).here()).update(state=Aftercare.State.OVER)
