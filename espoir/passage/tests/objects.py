from django.test import Client

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.passage import actions, queries
from espoir.passage.models import Passage, Start
from espoir.people import actions as people


def door(person: Person) -> Client:
    """Several people may be signed in at once, each through a door of her own."""
    client = Client()
    assert person.account is not None
    client.force_login(person.account)
    client.cookies["l"] = person.account.language
    return client


def takes_on_a_role(cast, person: Person) -> Passage:
    """The coordinator gives her the role, and she says yes on her own page."""
    people.change_hats(by=cast.kim, person=person, roles=[Role.SUPPORTER])
    passage = queries.passage_of(person)
    assert passage is not None
    actions.begin(passage, by=person)
    return passage


def begins(cast, supporter: Person) -> Start:
    return actions.start(supporter, by=cast.kim)


def objects(cast) -> dict[str, str]:
    """Lou, supported by Noroît like Érable, takes on a role; Érable chooses; Sacha is asked to open something."""
    lou = cast.lou
    for peer in (lou, cast.erable):
        if pairs.relationship_between(peer, cast.noroit) is None:
            pairing.bring(by=cast.kim, peer=peer, supporter=cast.noroit, since=clock.today())
    passage = takes_on_a_role(cast, lou)
    actions.would_rather_go_elsewhere(passage, by=lou)
    opening = actions.ask_to_open(by=lou, lead=cast.sacha, reason="check", hours=1)
    start = queries.start_of(lou)
    assert start is not None
    return {
        "elsewhere": passage.pk,
        "opening": opening.pk,
        "willing": queries.choices_of(cast.erable)[0].pk,
        "newcomer": start.pk,
        "part": queries.steps_of(start)[0].pk,
        "chat": queries.talks_of(start)[0].pk,
    }
