"""What the worker does with a request: lay the cards, say "nobody right now", look again on the day it promised."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.pairing import queries
from espoir.pairing.actions import hold, let_go_of_offers
from espoir.pairing.models import DAYS_TO_HEAR, Offer, Request, hear_by
from espoir.pairing.placing import can_still_meet
from espoir.people import queries as people

OFFERED = verb("pairing.offered", _lazy("prepared the people we can offer"))
NOBODY = verb("pairing.nobody", _lazy("said that we have nobody to offer right now"))


@places(Kind.OFFER)
@transaction.atomic
def lay_cards(request: Request, supporters: Sequence[Person]) -> bool:
    """Show exactly these supporters. Whoever can no longer be offered is gone without a trace."""
    request = hold(request)
    if request.state != Request.State.OPEN or request.chosen_on:
        return False
    shown = {card.supporter_id for card in queries.cards_of(request)}
    if shown != {supporter.pk for supporter in supporters}:
        _replace_cards(request, supporters)
    if supporters and not shown:
        record(OFFERED, by=None, organisation=request.organisation, about=[request.peer])
        tell(request.peer)
    return bool(supporters)


def _replace_cards(request: Request, supporters: Sequence[Person]) -> None:
    rows = Offer.objects.of(request.organisation).filter(request=request)
    rows.on_cards().delete()
    rows.filter(supporter__in=supporters).exclude(state=Offer.State.YES).delete()  # asked long ago, and now again
    Offer.objects.bulk_create(
        Offer(organisation=request.organisation, request=request, supporter=supporter, order=order)
        for order, supporter in enumerate(supporters)
    )


@transaction.atomic
def let_go_of_the_unreachable(request: Request) -> None:
    """Whoever was asked and could not be bound any more is no longer asked. She hears the same on the same day."""
    request = hold(request)
    for offer in Offer.objects.of(request.organisation).filter(request=request).asked().select_related("supporter"):
        if not (people.profile_of(offer.supporter).is_open and can_still_meet(request, offer.supporter)):
            offer.move_to(Offer.State.LAPSED)
            offer.save(update_fields=["state"])


@transaction.atomic
def say_nobody(request: Request) -> None:
    """One text, true whatever the cause, with the day on which we look again."""
    request = hold(request)
    if request.state == Request.State.OPEN:
        request.move_to(Request.State.NOBODY)
    request.look_again_on = clock.today() + DAYS_TO_HEAR
    request.save(update_fields=["state", "look_again_on"])
    let_go_of_offers(request, also_yes=False)
    record(NOBODY, by=None, organisation=request.organisation, about=[request.peer])
    tell(request.peer)


@transaction.atomic
def look_again(request: Request, supporters: Sequence[Person]) -> None:
    """The promised day has come: there are cards, or she hears that there is still nobody, and the next date."""
    if not supporters:
        say_nobody(request)
        return
    request = hold(request)
    request.move_to(Request.State.OPEN)
    request.chosen_on, request.look_again_on, request.hear_by = None, None, hear_by()
    request.save(update_fields=["state", "chosen_on", "look_again_on", "hear_by"])
    lay_cards(request, supporters)
