from datetime import timedelta

from espoir import clock
from espoir.organisations.roles import Permission
from espoir.people import actions as people
from espoir.readiness import actions, look_actions, queries
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


def in_days(number):
    return clock.today() + timedelta(days=number)


def write_role(cast, readers=None) -> Posting:
    return actions.write_posting(
        by=cast.kim,
        texts={"fr": FRENCH, "en": WORDS},
        readers=readers or [cast.kim, cast.camille],
        closes_on=in_days(30),
    )


def open_role(cast, readers=None) -> Posting:
    posting = write_role(cast, readers)
    actions.open_posting(posting, by=cast.kim)
    return posting


def asks_for(posting, person, **other):
    if person.may(Permission.BE_SUPPORTED):
        people.see_limits(by=person)
    return actions.send(by=person, posting=posting, values={**ASKED, **other})


def talks_with(cast, application, *two):
    row = actions.arrange(by=application.posting.first, application=application, two=list(two))
    if cast.andree not in two:
        actions.say_one_of_us_has(row, by=row.first)
    return row


def writes_words(conversation, outcome="with", words="", support="Rides", owner=None):
    support = {"words": support, "owner": (owner or conversation.first).pk, "due": in_days(20).isoformat()}
    actions.propose(
        conversation,
        by=conversation.first,
        outcome=outcome,
        words=words,
        supports=[support] if outcome == "with" else [],
        look_again_on=in_days(90),
    )


def agrees(conversation):
    actions.agree(conversation, by=conversation.person)


def objects(cast):
    """Érable has agreed words and a yes to come; Lou has two people to talk with."""
    posting = open_role(cast)
    application = asks_for(posting, cast.erable)
    talk = talks_with(cast, application, cast.dominique, cast.alize)
    writes_words(talk, owner=cast.kim)
    agrees(talk)
    support = queries.supports_of(application)[0]
    other = asks_for(posting, cast.lou)
    conversation = actions.arrange(by=cast.kim, application=other, two=[cast.dominique, cast.andree])
    look = look_actions.begin_look(by=cast.camille)
    step = look_actions.owe(look, by=cast.camille, words="Un bureau calme", owner=cast.jo, due=in_days(30))
    return {
        "posting": posting.pk,
        "offered": posting.pk,
        "tongue": "fr",
        "application": application.pk,
        "seeker": application.pk,
        "conversation": conversation.pk,
        "support": support.pk,
        "owed": support.pk,
        "look": look.pk,
        "duty": step.pk,
    }
