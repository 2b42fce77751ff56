from __future__ import annotations

from espoir import clock
from espoir.pairing import actions, chores, queries
from espoir.pairing.models import CheckIn
from espoir.pairing.tests import scenes


def objects(cast) -> dict[str, str]:
    """A request that waits for Alizé's answer, a relationship of three weeks, and one that has ended."""
    scenes.opens_her_door(cast.alize, describes=["woman"])
    scenes.asks(cast.mesange)
    scenes.chooses(cast.mesange, cast.alize)
    since = clock.today() - chores.THREE_WEEKS
    link = actions.bring(by=cast.kim, peer=cast.erable, supporter=cast.noroit, since=since)
    chores.ask_how_it_goes(cast.kim.organisation)
    ended = actions.bring(by=cast.kim, peer=cast.lou, supporter=cast.noroit, since=since, ended_on=clock.today())
    aftercare = actions.stay_in_touch(by=cast.lou, relationship=ended, months=3, way="text")
    return {
        "offer": queries.invitations_to(cast.alize).get().pk,
        "link": link.pk,
        "checkin": CheckIn.objects.of(cast.kim.organisation).get(person=cast.erable).pk,
        "aftercare": aftercare.pk,
    }
