from datetime import timedelta

from espoir import clock
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pauses import actions, queries
from espoir.pauses import support_actions as support


def step_back(cast, supporter, *peers, **how):
    """Someone steps back, and each of these people whom she supports is looked after."""
    for peer in peers:
        if pairs.relationship_between(peer, supporter) is None:
            pairing.bring(by=cast.kim, peer=peer, supporter=supporter, since=clock.today() - timedelta(days=30))
    return actions.step_back(by=supporter, **how)


def objects(cast):
    away = step_back(cast, cast.noroit, cast.lou, hello_weeks=2)
    cover = queries.covers_for(cast.lou).get()
    helping = support.ask(by=cast.noroit, need="hours", words="Des rencontres avant 15 h.")
    details = {"name": "Rowan", "words_fr": "A fait ce travail.", "words_en": "", "reach": "514 555-0177"}
    return {
        "away": away.pk,
        "cover": cover.pk,
        "meanwhile": cover.pk,
        "helping": helping.pk,
        "asking": support.ask_for_someone(by=cast.noroit).pk,
        "outsider": support.keep_outsider(by=cast.camille, values=details).pk,
    }
