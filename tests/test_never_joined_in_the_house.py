"""Invented histories through the house’s own verbs: whatever people do, nobody is joined with someone kept apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from types import SimpleNamespace

import pytest

from espoir import clock
from espoir.apart import actions as apart
from espoir.apart.keeper import TooMany
from espoir.demo.cast import Character, arrive
from espoir.meetings import group_actions
from espoir.meetings import rules as meeting_rules
from espoir.meetings.models import Group, Seat
from espoir.organisations import chores
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.pairing import rounds
from espoir.pairing.models import IllegalMove, Relationship, Request
from espoir.pairing.tests.scenes import MONDAY, all_is_in_place, looks_for, opens_her_door
from espoir.people import actions as people
from espoir.supervision import actions as supervision
from espoir.supervision.rules import NotAvailable
from tests.test_placements import PLACED

PEERS, SUPPORTERS = ("mesange", "erable", "lou"), ("alize", "noroit", "suroit", "zephyr", "bise", "autan")
AS_WELL = (
    Character("suroit", "Suroît", (Role.SUPPORTER,)),
    Character("zephyr", "Zéphyr", (Role.SUPPORTER,)),
    Character("bise", "Bise", (Role.SUPPORTER,)),
    Character("autan", "Autan", (Role.SUPPORTER,)),
    Character("solene", "Solène", (Role.SUPERVISOR,)),
)
Pair = frozenset[str]
Row = tuple[str, ...]


@dataclass
class History:
    cast: SimpleNamespace
    dice: random.Random
    now: datetime = MONDAY
    apart: set[Pair] = field(default_factory=set)
    said: dict[str, list[tuple[Person, datetime]]] = field(default_factory=dict)

    @property
    def organisation(self):
        return self.cast.kim.organisation

    def peer(self) -> Person:
        return getattr(self.cast, self.dice.choice(PEERS))

    def supporter(self) -> Person:
        return getattr(self.cast, self.dice.choice(SUPPORTERS))

    def anyone(self) -> Person:
        return getattr(self.cast, self.dice.choice([*PEERS, *SUPPORTERS, "dominique", "solene", "jo", "kim"]))

    def kept_apart(self) -> set[Pair]:
        """By what was written until now."""
        found = set(self.apart)
        for said in self.said.values():
            acting = {person.pk for person, since in said if since <= self.now}
            found |= {frozenset(both) for both in combinations(sorted(acting), 2)}
        return found

    # What people do.

    def presses(self) -> None:
        one, other = self.anyone(), self.anyone()
        if one != other:
            apart.veto(by=one, person=other)
            self.apart.add(frozenset({one.pk, other.pk}))

    def types_a_name(self) -> None:
        one, other = self.anyone(), self.anyone()
        if one != other:
            with suppress(TooMany):
                apart.veto_name(by=one, name=other.chosen_name)
                self.apart.add(frozenset({one.pk, other.pk}))

    def remembers_a_number(self) -> None:
        one, words = self.anyone(), self.dice.choice(["514 555-0188", "418 555-0199"])
        with suppress(TooMany):
            apart.write(by=one, kind="phone", words=words)
            self.said.setdefault(words, []).append((one, self.now + timedelta(days=4)))

    def asks(self) -> None:
        pairing.ask(by=self.peer())

    def chooses(self) -> None:
        peer = self.peer()
        request = pairs.request_of(peer)
        if request is not None and (cards := list(pairs.cards_of(request))):
            with suppress(IllegalMove):
                pairing.choose(by=peer, request=request, offers=self.dice.sample(cards, min(2, len(cards))))

    def answers(self) -> None:
        supporter = self.supporter()
        for offer in pairs.invitations_to(supporter):
            pairing.answer(by=supporter, offer=offer, yes=self.dice.random() < 0.8)

    def sits_down_with_a_safety_lead(self) -> None:
        for request in Request.objects.of(self.organisation).under_way():
            with suppress(IllegalMove):
                rounds.lay_together(request, by=self.cast.sacha)

    def someone_of_before_is_written_down(self) -> None:
        with suppress(IllegalMove):
            one, other = self.peer(), self.supporter()
            if pairs.relationship_between(one, other) is None:
                pairing.bring(by=self.cast.kim, peer=one, supporter=other, since=clock.today())

    def pauses_starts_again_or_ends(self) -> None:
        for row in Relationship.objects.of(self.organisation).live().with_both():
            verb = self.dice.choice([pairing.pause, pairing.resume, pairing.resume, pairing.end])
            with suppress(IllegalMove):
                verb(by=self.dice.choice([row.peer, row.supporter]), relationship=row)

    def hands_over(self) -> None:
        peer = self.peer()
        for row in pairs.relationships_of(peer).filter(peer=peer)[:1]:
            pairing.ask(by=peer, after=row)

    def stays_in_touch(self) -> None:
        for row in Relationship.objects.of(self.organisation).filter(state="ended").with_both():
            with suppress(IllegalMove):
                pairing.stay_in_touch(by=row.peer, relationship=row, months=1, way="phone")

    def opens_a_group(self) -> None:
        said = {"kind": "craft", "title": "Mardi", "agreement_fr": "", "agreement_en": "x", "places": 4}
        with suppress(meeting_rules.IllegalMove):
            group_actions.open_group(by=self.supporter(), by_the_door=self.anyone(), **said)

    def changes_the_door(self) -> None:
        said = {"kind": "craft", "title": "Mardi", "agreement_fr": "", "agreement_en": "x", "places": 4}
        for group in Group.objects.of(self.organisation):
            with suppress(meeting_rules.IllegalMove):
                group_actions.change_group(
                    group, by=group.facilitator, by_the_door=self.anyone(), next_at=group.next_at, **said
                )

    def sits_or_leaves(self) -> None:
        for seat in Seat.objects.of(self.organisation).filter(person=self.peer()).select_related("person", "group"):
            with suppress(meeting_rules.IllegalMove):
                self.dice.choice([group_actions.take_seat, group_actions.leave_seat])(seat, by=seat.person)

    def is_seated(self) -> None:
        for group in Group.objects.of(self.organisation):
            with suppress(meeting_rules.IllegalMove):
                group_actions.seat_someone(group, self.peer(), by=group.facilitator)

    def is_given_a_supervisor(self) -> None:
        two = self.cast.dominique, self.cast.solene
        with suppress(NotAvailable):
            supervision.set_rhythm(
                by=self.cast.camille,
                supporter=self.supporter(),
                supervisor=self.dice.choice(two),
                second=self.dice.choice([None, self.cast.kim]),
                weeks=2,
            )

    def takes_another_name(self) -> None:
        """Who bore a name that someone typed is still meant; whoever takes it is meant too."""
        person, other = self.peer(), self.anyone()
        for words in [other.chosen_name, "Sittelle"]:
            people.choose_name(by=person, person=person, chosen_name=words)

    def the_worker_comes_by(self) -> None:
        chores.run_all(self.organisation)

    def time_goes_by(self) -> None:
        self.now += timedelta(days=self.dice.choice([1, 1, 4, 8]))


NOT_DONE = {"peer", "supporter", "anyone", "kept_apart", "organisation"}
DO: list[Callable[[History], None]] = [
    do for name, do in vars(History).items() if not name.startswith("_") and callable(do) and name not in NOT_DONE
]
OFTEN = [History.the_worker_comes_by, History.time_goes_by, History.chooses, History.answers, History.asks]
HISTORIES, STEPS = 5, 60


def rows(organisation) -> dict[Row, set[Pair]]:
    """Each row that joins people now, as it is, and whom it joins."""
    found: dict[Row, set[Pair]] = {}
    for table in PLACED:
        for row in table.objects.of(organisation):
            if not table.JOINED_IN or row.state in table.JOINED_IN:
                key = (table.KIND, row.pk, getattr(row, "state", ""), *map(str, row._stands().values()))
                found[key] = set(_pairs(row))
    return found


def _pairs(row) -> Iterator[Pair]:
    for together in row.together():
        yield from map(frozenset, combinations(sorted({person for person in together if person}), 2))


# SAFE-1
@pytest.mark.parametrize("number", range(HISTORIES))
def test_whatever_people_do_nobody_is_joined_with_someone_they_are_kept_apart_from(cast, number):
    history = History(cast, random.Random(f"history {number}"))
    joined_at_all = 0
    with clock.at(MONDAY):
        vars(cast).update(arrive(history.organisation, AS_WELL))
        all_is_in_place(cast)
        for name in PEERS:
            looks_for(getattr(cast, name))
        for name in SUPPORTERS:
            opens_her_door(getattr(cast, name))
    for _step in range(STEPS):
        with clock.at(history.now):
            kept, before = history.kept_apart(), rows(history.organisation)
            history.dice.choice([*DO, *OFTEN])(history)
            after = rows(history.organisation)
        stood = {(row[0], pair) for row, together in before.items() for pair in together}
        for row in set(after) - set(before):
            fresh = {pair for pair in after[row] if (row[0], pair) not in stood}
            joined_at_all += len(fresh)
            assert not fresh & kept, row
    assert joined_at_all > 3
