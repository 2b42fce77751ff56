"""Someone of the team invents a person who bears a trafficker’s name, and looks at who is kept from that person.

The attack is lived through once in a world in which nobody wrote the name, and once for each real person in a world
where only that one wrote it. Whatever the attackers see is written down: their own pages, what each press answers, who
is on which card. Each person whose world looks different is someone about whom they learnt something: a bit each.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from espoir import clock
from espoir.apart import actions as apart
from espoir.apart import keeper, matter_queries
from espoir.demo.cast import Character, arrive
from espoir.meetings import group_actions, queries
from espoir.meetings.chores import offer_seats
from espoir.meetings.models import Seat
from espoir.meetings.rules import IllegalMove as NotInMeetings
from espoir.organisations import ids
from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.roles import Role
from espoir.organisations.todays import lines_for
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing.chores import prepare_offers
from espoir.pairing.models import IllegalMove
from espoir.pairing.tests.scenes import MONDAY, all_is_in_place, opens_her_door
from espoir.people import actions as people
from espoir.supervision import actions as supervision
from espoir.supervision.rules import NotAvailable

HIM, ALSO_HIM = "Tancrède Malvaux", "Rodrigue Stavisky"
SUPPORTERS = 18
REAL = tuple(Character(f"s{n}", f"Soutien {chr(97 + n) * 3}", (Role.SUPPORTER,)) for n in range(SUPPORTERS))
PEERS = tuple(Character(f"p{n}", f"Personne {chr(97 + n) * 3}", (Role.PEER,)) for n in range(5))
ACCOMPLICES = (
    Character("complice", "Complice", (Role.SUPPORTER,)),
    Character("porte", "Porte", (Role.COLLEAGUE,)),
)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AT_MOST = 15
ON_DAYS = (0, 1, 9, 28)


@dataclass
class Attack:
    """What the attackers do, and all that they see."""

    organisation: Organisation
    cast: Any
    puppet: Person
    seen: list[Any] = field(default_factory=list)
    cards: list[list[str]] = field(default_factory=list)  # of each request

    def lives_through(self, day: int) -> None:
        """Something of everything that the screens offer."""
        self.asks_again(day)
        for press in (self.writes_down_a_past, self.sets_supervision, self.fills_a_room, self.changes_lines):
            press(day)
        if day in (1, 9):
            self.takes_another_name(ALSO_HIM if day == 1 else HIM)
        self.reads_every_page()

    def asks_again(self, day: int) -> None:
        """Other wishes each day, so that other people suit; every card is noted; nothing is chosen."""
        wishes = {"languages": ["fr"], "days": [DAYS[day % 7]], "forms": ["walk"] if day % 2 else []}
        people.say_wishes(by=self.puppet, person=self.puppet, values=wishes)
        pairing.ask(by=self.puppet)
        prepare_offers(self.organisation)
        request = pairs.request_of(self.puppet)
        self.cards.append(sorted(card.supporter.name for card in pairs.cards_of(request)))
        self.seen.append(self.cards[-1])
        pairing.withdraw(by=self.puppet, request=request)

    def writes_down_a_past(self, day: int) -> None:
        """A spreadsheet in which the puppet has been meeting people, as either of the two."""
        real = getattr(self.cast, f"s{day % SUPPORTERS}")
        self.press(lambda: self._bring(self.puppet, real))
        self.press(lambda: self._bring(getattr(self.cast, f"p{day % len(PEERS)}"), self.puppet))

    def _bring(self, peer: Person, supporter: Person) -> None:
        if pairs.relationship_between(peer, supporter) is None:
            row = pairing.bring(by=self.cast.kim, peer=peer, supporter=supporter, since=clock.today())
            pairing.end(by=self.puppet, relationship=row)

    def sets_supervision(self, day: int) -> None:
        """The puppet wears every hat: to be supervised by real people, and to supervise them."""
        by, real = self.cast.kim, getattr(self.cast, f"s{(day + 7) % SUPPORTERS}")
        for supporter, supervisor in ((self.puppet, self.cast.dominique), (real, self.puppet), (self.puppet, real)):
            self.press(
                lambda who=supporter, whom=supervisor: supervision.set_rhythm(
                    by=by, supporter=who, supervisor=whom, weeks=2
                )
            )

    def fills_a_room(self, day: int) -> None:
        """A room of their own, with the puppet in it; real people are asked in, at the door and on the seats."""
        leads = self.cast.complice
        if day == 0:
            self.group = group_actions.open_group(by=leads, by_the_door=self.cast.porte, places=40, **_said())
            offer_seats(self.organisation)
            for someone in (self.puppet, *(getattr(self.cast, each.key) for each in PEERS)):
                self.press(
                    lambda peer=someone: pairing.bring(by=leads, peer=peer, supporter=leads, since=clock.today())
                )
        self.press(lambda: group_actions.seat_someone(self.group, self.puppet, by=leads))
        real = getattr(self.cast, f"s{(day + 13) % SUPPORTERS}")
        for door in (real, self.cast.porte):
            said = {**_said(), "by_the_door": door, "places": 40, "next_at": None}
            self.press(lambda said=said: group_actions.change_group(self.group, by=leads, **said))
        for each in PEERS:
            peer = getattr(self.cast, each.key)
            self.press(lambda who=peer: group_actions.seat_someone(self.group, who, by=leads))
            for seat in Seat.objects.of(self.organisation).filter(person=peer, state="taken"):
                group_actions.leave_seat(seat, by=peer)

    def changes_lines(self, day: int) -> None:
        """What the puppet writes on its own page, to look different to the keeper each day."""
        with suppress(keeper.TooMany):
            apart.write(by=self.puppet, kind="handle", words=f"@jour{day}")
        for line in keeper.lines_of(keeper.Someone(self.puppet.pk, self.organisation.pk, self.puppet.chosen_name))[:1]:
            apart.take_out(by=self.puppet, slot=line.slot)

    def takes_another_name(self, name: str) -> None:
        people.choose_name(by=self.puppet, person=self.puppet, chosen_name=name)

    def reads_every_page(self) -> None:
        """Their own: the lines of Today, who sits in their room, the list of relationships, the puppet's seats."""
        offer_seats(self.organisation)
        for who in (self.cast.kim, self.cast.complice, self.puppet):
            self.seen.append(sorted((str(line.words), str(line.detail)) for line in lines_for(who)))
        self.seen.append(sorted(person.name for person in queries.who_sits_in(self.group)))
        self.seen.append(sorted(person.name for person in queries.whom_to_seat(self.group, self.cast.complice)))
        self.seen.append(sorted(str(row.state) for row in pairs.all_relationships(self.organisation)))
        self.seen.append(len(queries.seats_of(self.puppet)))

    def press(self, do: Callable[[], object]) -> None:
        """The answer on the screen: done, or not available."""
        try:
            with transaction.atomic():
                do()
            self.seen.append("done")
        except (IllegalMove, NotInMeetings, NotAvailable) as no:
            self.seen.append(type(no).__name__)


def _said() -> dict[str, str]:
    return {"kind": "craft", "title": "Atelier", "agreement_fr": "", "agreement_en": "x"}


@pytest.fixture
def worlds(cast, settings, tmp_path, monkeypatch):
    """The same month from the same beginning, whatever someone wrote before it."""
    organisation = cast.kim.organisation
    with clock.at(MONDAY):
        vars(cast).update(arrive(organisation, (*REAL, *PEERS, *ACCOMPLICES)))
        all_is_in_place(cast)
        for number in range(SUPPORTERS):
            days = [DAYS[number % 7], DAYS[(number + 3) % 7]]
            opens_her_door(getattr(cast, f"s{number}"), places=5, days=days)

    @contextmanager
    def world(who_wrote: str) -> Iterator[Attack]:
        settings.DATA = tmp_path / (who_wrote or "nobody")
        with transaction.atomic():
            before = transaction.savepoint()
            with clock.at(MONDAY):
                if who_wrote:
                    writer = getattr(cast, who_wrote)
                    people.see_limits(by=writer)
                    for name in (HIM, ALSO_HIM):
                        apart.veto_name(by=writer, name=name)
                attack = Attack(organisation, cast, _invented(cast))
            for day in ON_DAYS:
                monkeypatch.setattr(ids.secrets, "choice", random.Random(f"the same ids, day {day}").choice)
                with clock.at(_day(day)):
                    attack.lives_through(day)
            yield attack
            transaction.savepoint_rollback(before)

    return world


def _invented(cast) -> Person:
    """Welcomed by the one who attacks, who also answers every question in that person's place."""
    roles = (Role.PEER, Role.SUPPORTER, Role.SUPERVISOR)
    puppet = people.welcome(by=cast.kim, chosen_name=HIM, roles=roles, read_together=True)
    people.see_limits(by=puppet)
    return puppet


def _day(number: int) -> datetime:
    return MONDAY + timedelta(days=number)


def card_of(attack: Attack):
    with keeper.inside.house()._in(attack.organisation.pk) as place:
        return place.card_of(attack.puppet.pk)


# SAFE-1
def test_a_month_of_trying_everything_tells_of_fifteen_people_at_most(worlds):
    with worlds("") as nobody_wrote:
        asked, told = len(card_of(nobody_wrote).asked), nobody_wrote.seen
    learnt = []
    for someone in (*REAL, *PEERS, *(Character(key, key, ()) for key in ("dominique", "jo"))):
        with worlds(someone.key) as attack:
            learnt += [someone.key] if attack.seen != told else []

    assert asked == AT_MOST
    assert 0 < len(learnt) <= AT_MOST, learnt


def test_the_sixteenth_answer_is_nobody_and_someone_else_is_told(cast, worlds):
    with worlds("") as attack:
        (alarm,) = [matter for matter in matter_queries.open_matters(attack.organisation) if matter.is_alarm]

        assert [person.pk for person in alarm.people] == [attack.puppet.pk]
        assert alarm.readers == (cast.sacha,)
        assert attack.cards[1] == []  # like someone for whom there is nobody right now
        for who in (cast.kim, cast.complice):
            assert alarm.id not in [matter.id for matter in matter_queries.matters_for(who)]


@pytest.mark.parametrize("alone", [True, False])
def test_whoever_attacks_is_not_the_one_who_is_told(cast, worlds, alone):
    """A coordinator who is the safety lead too: another safety lead hears of it, or the ally from outside."""
    if alone:
        Hat.objects.of(cast.sacha.organisation).filter(person=cast.sacha, role=Role.SAFETY_LEAD).delete()
    Hat.objects.create(organisation=cast.kim.organisation, person=cast.kim, role=Role.SAFETY_LEAD)

    with worlds("") as attack:
        (alarm,) = [matter for matter in matter_queries.open_matters(attack.organisation) if matter.is_alarm]

        assert alarm.readers == ((cast.andree,) if alone else (cast.sacha,))
