from datetime import timedelta

from espoir import clock
from espoir.readiness import actions
from espoir.readiness.models import Posting

WORDS = {
    "role": "Support person",
    "work": "Be there for people, by phone and on walks.",
    "pay": "26.50 an hour",
    "hours": "12 hours a week",
    "contract": "One year, renewed",
    "supports": "Supervision every two weeks, paid training",
    "apply": "On this page, or by calling the office",
}
FRENCH = {
    "role": "Personne de soutien",
    "work": "Être là pour les gens, au téléphone et en marchant.",
    "pay": "26,50 $ de l’heure",
    "hours": "12 heures par semaine",
    "contract": "Un an, renouvelé",
    "supports": "Supervision aux deux semaines, formation payée",
    "apply": "Sur cette page, ou en appelant au bureau",
}
ASKED = {"experience": "yes", "wishes": "Walks", "hours": "8", "helps": "Short days"}


def write_role(cast, readers=None) -> Posting:
    return actions.write_posting(
        by=cast.kim,
        texts={"fr": FRENCH, "en": WORDS},
        readers=readers or [cast.kim, cast.camille],
        closes_on=clock.today() + timedelta(days=30),
    )


def open_role(cast, readers=None) -> Posting:
    posting = write_role(cast, readers)
    actions.open_posting(posting, by=cast.kim)
    return posting


def asks_for(posting, person, **other):
    return actions.send(by=person, posting=posting, values={**ASKED, **other})


def objects(cast):
    return {}
