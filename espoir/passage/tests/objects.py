from django.test import Client

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
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
    """Érable, whom Noroît supports as Lou, takes on a role; Lou chooses; Sacha is asked to open something with her."""
    erable = cast.erable
    for peer in (erable, cast.lou):
        pairing.bring(by=cast.kim, peer=peer, supporter=cast.noroit, since=clock.today(), ended_on=clock.today())
    passage = takes_on_a_role(cast, erable)
    actions.would_rather_go_elsewhere(passage, by=erable)
    opening = actions.ask_to_open(by=erable, lead=cast.sacha, reason="check", hours=1)
    start = queries.start_of(erable)
    assert start is not None
    return {
        "elsewhere": passage.pk,
        "opening": opening.pk,
        "willing": queries.choices_of(cast.lou)[0].pk,
        "newcomer": start.pk,
        "part": queries.steps_of(start)[0].pk,
        "chat": queries.talks_of(start)[0].pk,
    }
