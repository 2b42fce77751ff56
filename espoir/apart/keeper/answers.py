"""The three questions of a placement, and how many of them are answered about one person.

An answer is one other person, or one group, that someone was looked at with while what is known of her was the same.
Asking the same again is free. Beyond the limit the answer is "not available", as for anyone away or full, and an alarm
goes to the safety leads.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from espoir import clock
from espoir.apart.keeper import rules
from espoir.apart.keeper.blocks import Card, Case
from espoir.apart.keeper.memory import Change, Place
from espoir.apart.keeper.shapes import Someone


def offerable(place: Place, seeker: Someone, candidates: Sequence[Someone], asker: str) -> list[str]:
    """Those who may be placed with her, in the same order."""
    others = _distinct(place, candidates, but={seeker.id})
    place.meet([seeker, *others])
    apart = place.apart(seeker, others, in_group=False)
    with place.changing() as change:
        tally = Tally(place, change, asker)
        answered = [
            other for other in others
            if tally.answers({seeker.id: Question({other.id}, few=True), other.id: Question({seeker.id}, few=False)})
        ]  # fmt: skip
    return [other.id for other in answered if other.id not in apart] if seeker.place == place.name else []


def joinable(place: Place, group: Sequence[Someone], candidates: Sequence[Someone], asker: str) -> list[str]:
    """Those who may join the people already there, in the same order; one answer each."""
    present = _distinct(place, group)
    others = _distinct(place, candidates, but={person.id for person in present})
    if len(present) < len({person.id for person in group}):
        return []  # someone there is of another place: nothing is known of them
    place.meet([*present, *others])
    apart = {other.id: bool(place.apart(other, present, in_group=len(present) > 1)) for other in others}
    with place.changing() as change:
        tally = Tally(place, change, asker)
        answered = [other for other in others if tally.answers(_about_joining(present, other, asker))]
    return [other.id for other in answered if not apart[other.id]]


def is_whole(place: Place, people: Sequence[Someone], newcomer: str, asker: str) -> bool:
    """May all of these be together? One answer about each of them."""
    everyone = _distinct(place, people)
    place.meet(everyone)
    whole = place.whole(everyone)
    with place.changing() as change:
        answered = Tally(place, change, asker).answers(_about_all(everyone, newcomer))
    return whole and answered and len(everyone) == len({person.id for person in people})


@dataclass(frozen=True)
class Question:
    others: Collection[str]
    few: bool  # does the answer point at someone?


def _about_joining(present: Sequence[Someone], other: Someone, asker: str) -> dict[str, Question]:
    """What the worker prepares, or she asks for herself, she alone reads: it points at nobody who is there already.

    Whoever presses for someone else reads the answer, and may press again and again, in a room filled as they like.
    """
    questions = _about_all([*present, other], other.id) if present else {}
    is_for_someone_else = asker not in ("", other.id)
    return {
        person: replace(question, few=is_for_someone_else or person == other.id)
        for person, question in questions.items()
    }


def _about_all(people: Sequence[Someone], newcomer: str) -> dict[str, Question]:
    ids = {person.id for person in people}
    if len(ids) < 2:
        return {}
    return {person: Question(ids - {person}, few=person == newcomer or len(ids) <= rules.FEW) for person in ids}


class Tally:
    """Counts answers, on the disk before any is given."""

    def __init__(self, place: Place, change: Change, asker: str) -> None:
        self.place, self.change, self.asker = place, change, asker
        self.now = clock.now()
        self.cards: dict[str, Card] = {}

    def answers(self, questions: dict[str, Question]) -> bool:
        """All of these answers together, or none of them: then whoever has had too many raises the alarm."""
        marks = {person: self._mark(person, question.others) for person, question in questions.items()}
        full = [person for person, question in questions.items() if self._is_full(person, marks[person], question)]
        for person in full:
            self._raise_alarm(person)
        if not full:
            for person, question in questions.items():
                self._count(person, marks[person], question)
        return not full

    def card(self, person: str) -> Card:
        if person not in self.cards:
            self.cards[person] = self._without_the_past(self.place.card_of(person))
        return self.cards[person]

    def _without_the_past(self, card: Card) -> Card:
        return replace(card, asked=self._recent(card.asked), listed=self._recent(card.listed))

    def _recent(self, counted: tuple[tuple[str, datetime], ...]) -> tuple[tuple[str, datetime], ...]:
        return tuple((mark, at) for mark, at in counted if at > self.now - rules.WINDOW)

    def _mark(self, person: str, others: Collection[str]) -> str:
        """Of what is known of her, and of the others' aliases: nothing in it leads back to someone who has left."""
        known = [self.place.state_of(person), *sorted(self.card(other).alias for other in others)]
        return self.place.store.digest(b"answer", "|".join(known).encode())[:8].hex()

    def _is_full(self, person: str, mark: str, question: Question) -> bool:
        card = self.card(person)
        if mark in _known(card, question):
            return False
        return len(card.asked) >= rules.ANSWERS if question.few else len(card.listed) >= rules.ANSWERS_AS_ONE_OF_MANY

    def _count(self, person: str, mark: str, question: Question) -> None:
        card = self.card(person)
        if mark in _known(card, question):
            return
        more = (mark, self.now.replace(second=0, microsecond=0))
        card = replace(card, asked=(*card.asked, more)) if question.few else replace(card, listed=(*card.listed, more))
        self.cards[person] = card
        self.change.keep(card)

    def _raise_alarm(self, person: str) -> None:
        """Once a person and window."""
        since = clock.local_day(self.now - rules.WINDOW)
        cases = [*self.place.cases.values(), *(each for each in self.change.put.values() if isinstance(each, Case))]
        if any(case.what == "alarm" and person in case.people and case.opened_on > since for case in cases):
            return
        today = clock.today()
        self.change.keep(
            Case(self.place.new_id(), "alarm", "", "", (person,), today, today + rules.DUE, asker=self.asker)
        )


def _known(card: Card, question: Question) -> dict[str, datetime]:
    """What was answered already. An answer in a list of many was not one that points at someone."""
    return dict(card.asked if question.few else (*card.asked, *card.listed))


def _distinct(place: Place, people: Sequence[Someone], but: Collection[str] = ()) -> list[Someone]:
    """Each once, and only those of this place."""
    found = {person.id: person for person in people if person.place == place.name and person.id not in but}
    return list(found.values())
