"""What happens to a request by itself: cards, "nobody right now", a look again on the day that was promised.

Cards are laid by the worker where at least four people can be offered. Where they are few, for whatever reason, someone
of safety looks at it with the person (`lay_together`): then who is missing tells nobody anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.apart import placement
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.pairing import plan, queries
from espoir.pairing.actions import hold, let_go_of_offers
from espoir.pairing.models import DAYS_TO_HEAR, IllegalMove, Offer, Request, hear_by
from espoir.pairing.placing import who_can_still_meet
from espoir.people import queries as people

OFFERED = verb("pairing.offered", _lazy("prepared the people we can offer"))
NOBODY = verb("pairing.nobody", _lazy("said that we have nobody to offer right now"))
TOGETHER = verb("pairing.together", _lazy("looked with you at whom we can offer"))


@placement.places(placement.Kind.OFFER)
@transaction.atomic
def lay_cards(request: Request, supporters: Sequence[Person], *, few: bool = False) -> bool:
    """Show these supporters. Whoever can no longer be offered is gone without a trace; the others stay in their place.

    With `few`, nobody is added by the worker to what she sees.
    """
    request = hold(request)
    if request.state != Request.State.OPEN or request.chosen_on:
        return False
    rows = Offer.objects.of(request.organisation).filter(request=request)
    shown = {card.supporter_id: card.order for card in rows.on_cards()}
    wanted = [one for one in supporters if not few or one.pk in shown]
    rows.on_cards().exclude(supporter__in=wanted).delete()
    _add_cards(request, [one for one in wanted if one.pk not in shown], after=max(shown.values(), default=-1))
    if wanted and not shown:
        record(OFFERED, by=None, organisation=request.organisation, about=[request.peer])
        tell(request.peer)
    if wanted and request.arrange_by:
        arrange(request, by=None)
    return bool(wanted)


def _add_cards(request: Request, supporters: Sequence[Person], *, after: int) -> None:
    if not supporters:
        return
    rows = Offer.objects.of(request.organisation).filter(request=request, supporter__in=supporters)
    rows.exclude(state=Offer.State.YES).delete()  # asked long ago, and now again
    Offer.objects.bulk_create(
        Offer(organisation=request.organisation, request=request, supporter=supporter, order=order)
        for order, supporter in enumerate(supporters, after + 1)
    )


def arrange(request: Request, *, by: date | None) -> None:
    """Someone of safety is asked to look at it with her by then; with None, no longer."""
    request.arrange_by = by
    request.save(update_fields=["arrange_by"])


@transaction.atomic
def lay_together(request: Request, *, by: Person) -> None:
    """Someone of safety sits with her and presses: what can be offered is on her own page, and only there.

    Whether there is anybody, the one who presses is told the same.
    """
    request = hold(request)
    if request not in queries.to_arrange(by):
        raise IllegalMove("nothing to arrange")
    supporters = plan.propose([request], asker=by)[request.pk].supporters
    arrange(request, by=None)
    record(TOGETHER, by=by, about=[request.peer])
    if request.state == Request.State.NOBODY or not lay_cards(request, supporters):
        look_again(request, supporters)


@transaction.atomic
def let_go_of_the_unreachable(request: Request) -> None:
    """Whoever was asked and could not be bound any more is no longer asked. She hears the same on the same day."""
    request = hold(request)
    rows = Offer.objects.of(request.organisation).filter(request=request).asked()
    offers = list(rows.select_related("supporter__organisation"))
    can_meet = set(who_can_still_meet(request, [offer.supporter for offer in offers]))
    for offer in offers:
        if not (people.profile_of(offer.supporter).is_open and offer.supporter in can_meet):
            offer.move_to(Offer.State.LAPSED)
            offer.save(update_fields=["state"])


@transaction.atomic
def let_go_of_offers_of(supporter: Person) -> None:
    """She is offered to nobody from now on. Whoever waits for her yes hears on the same day as of anyone else."""
    rows = Offer.objects.of(supporter.organisation).filter(supporter=supporter, request__state__in=Request.UNDER_WAY)
    rows.on_cards().delete()
    rows.filter(state__in=[Offer.State.CHOSEN, Offer.State.YES]).update(state=Offer.State.LAPSED)


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
