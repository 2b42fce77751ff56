from __future__ import annotations

from espoir import clock
from espoir.apart.placed import unasked
from espoir.pairing import actions, queries, rounds
from espoir.pairing.chores import THREE_WEEKS, ask_how_it_goes
from espoir.pairing.models import CheckIn, Offer
from espoir.pairing.tests.scenes import opens_her_door


def objects(cast) -> dict[str, str]:
    """A request to arrange, that waits for Alizé's answer too, a relationship of three weeks, and one that has ended.

    Other rooms may have bound some of these people before: then what is there is used.
    """
    opens_her_door(cast.alize)
    request = actions.ask(by=cast.mesange)
    with unasked(because="nobody here wrote anything"):
        offer, _is_new = Offer.objects.of(cast.kim.organisation).get_or_create(
            organisation=cast.kim.organisation,
            request=request,
            supporter=cast.alize,
            defaults={"state": Offer.State.CHOSEN, "chosen_on": clock.today()},
        )
    today = clock.today()
    two = queries.relationship_between(cast.erable, cast.noroit) or actions.bring(
        by=cast.kim, peer=cast.erable, supporter=cast.noroit, since=today - THREE_WEEKS
    )
    ask_how_it_goes(cast.kim.organisation)
    ended = actions.bring(by=cast.kim, peer=cast.lou, supporter=cast.noroit, since=today - THREE_WEEKS, ended_on=today)
    rounds.arrange(request, by=request.hear_by)
    return {
        "sitting": request.pk,
        "offer": offer.pk,
        "link": two.pk,
        "checkin": CheckIn.objects.of(cast.kim.organisation).filter(relationship=two, person=cast.erable).get().pk,
        "aftercare": actions.stay_in_touch(by=cast.lou, relationship=ended, months=3, way="text").pk,
    }
