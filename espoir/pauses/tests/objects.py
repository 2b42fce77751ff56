from datetime import timedelta

from espoir import clock
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pauses import actions, queries


def step_back(cast, supporter, *peers, **how):
    """Someone steps back, and each of these people whom she supports is looked after."""
    for peer in peers:
        if pairs.relationship_between(peer, supporter) is None:
            pairing.bring(by=cast.kim, peer=peer, supporter=supporter, since=clock.today() - timedelta(days=30))
    return actions.step_back(by=supporter, **how)


def objects(cast):
    away = step_back(cast, cast.noroit, cast.lou, hello_weeks=2)
    cover = queries.covers_for(cast.lou).get()
    return {"away": away.pk, "cover": cover.pk, "meanwhile": cover.pk}
