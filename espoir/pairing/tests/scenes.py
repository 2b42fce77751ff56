"""Small scenes that several tests begin with."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from django.db import transaction

from espoir import clock
from espoir.charter import actions as charters
from espoir.charter import queries as charter_queries
from espoir.charter.texts import AT_FIRST
from espoir.organisations import chores
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role
from espoir.pairing import actions, queries, rounds
from espoir.pairing.models import Request
from espoir.people import actions as people
from espoir.safety import actions as safety
from espoir.ui.tests.reading import as_seen

MONDAY = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
WORDS = "Je parle peu et je marche beaucoup."


def days(number: int) -> datetime:
    """That many days after the Monday on which the scene begins."""
    return MONDAY + timedelta(days=number)


def worker(person) -> None:
    """The worker comes by. Where few can be offered, someone of safety sits down with whoever asked: at once the first
    time, later on the promised day."""
    chores.run_all(person.organisation)
    for request in queries.offers_to_arrange(person.organisation):
        if request.state == Request.State.OPEN or (request.arrange_by and request.arrange_by <= clock.today()):
            sit_down(request)


def sit_down(request) -> None:
    lead = queries.WhoArranges(request.organisation).with_(request.peer)[0]
    with transaction.atomic():
        rounds.lay_together(request, by=lead)


def all_is_in_place(cast) -> None:
    """What must exist before the first two people can be bound."""
    safety.write_protocol(by=cast.kim, on_call=cast.sacha, phone="514 555-0142")
    safety.confirm_protocol(by=cast.kim)
    charters.write(by=cast.kim, texts=AT_FIRST)
    for person in charter_queries.still_to_agree(cast.kim.organisation):
        charters.agree(by=person)
    cast.kim.organisation.opening_hours = {"days": ["mon", "tue"], "from": "09:00", "to": "17:00"}
    cast.kim.organisation.save()


def opens_her_door(supporter, **values) -> None:
    at_first = {"words": WORDS, "languages": ["fr", "en"], "forms": ["walk", "phone"], "places": 2, "is_open": True}
    people.write_profile(by=supporter, values={**at_first, **values})


def more_supporters(organisation, number, **values):
    """That many people more who support others here, their doors open."""
    found = [Person(organisation=organisation) for _each in range(number)]
    for count, supporter in enumerate(found):
        supporter.chosen_name = f"S{count}"
        supporter.save()
        Hat.objects.create(organisation=organisation, person=supporter, role=Role.SUPPORTER)
        opens_her_door(supporter, **values)
    return found


def looks_for(peer, **values) -> None:
    people.see_limits(by=peer)
    people.say_wishes(by=peer, person=peer, values={"languages": ["fr"], **values})


def asks(peer):
    """She asks, and the cards are laid: by the worker, or with someone beside her."""
    actions.ask(by=peer)
    worker(peer)
    return queries.request_of(peer)


def asks_alone(peer):
    """She asks, and nobody has sat down with her yet."""
    actions.ask(by=peer)
    chores.run_all(peer.organisation)
    return queries.request_of(peer)


def chooses(peer, *supporters):
    request = queries.request_of(peer)
    wanted = [card for card in queries.cards_of(request) if card.supporter in supporters]
    actions.choose(by=peer, request=request, offers=wanted)


def answers(supporter, *, yes: bool):
    return actions.answer(by=supporter, offer=queries.invitations_to(supporter).get(), yes=yes)


def bound(peer, supporter):
    """The two have asked, chosen and said yes."""
    opens_her_door(supporter)
    asks(peer)
    chooses(peer, supporter)
    return answers(supporter, yes=True)


ANY_ID = re.compile(r'(?<=[/"])[a-z0-9]{12}(?=[/"])')


def seen(response) -> str:
    """What the person sees, without the values that differ each time."""
    return as_seen(response.content)


def seen_in_any_world(response) -> str:
    """The same, whatever the ids; supporters who are alike count as one."""
    return re.sub(r"\bS\d\b", "S", ANY_ID.sub("·", seen(response)))
