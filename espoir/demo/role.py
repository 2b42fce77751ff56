"""What supporters note about their role and what they ask the team: a few rows of the last month, and some answers."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.charter import actions as charters
from espoir.charter import queries as charter_queries
from espoir.demo.care import wearing
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.practice import actions as practice
from espoir.practice.codes import Kind, Outcome, Place, Way, When
from espoir.practice.queries import open_questions

if TYPE_CHECKING:
    from espoir.demo.life import Story

REST_FR, REST_EN = "accueil et animation", "front desk and activities"
ANSWER_FR = "Quelqu’un interprète ici le mardi. Pour les autres jours, demandez à la coordination."
ANSWER_EN = "An interpreter comes on Tuesdays. For other days, ask the coordinator."
MONTH = 5  # weeks that still stand on her page
ASKED = 4  # weeks before the last evening
KINDS = (Kind.INTERPRETING, Kind.INTERPRETING, Kind.PAPERWORK, Kind.CASE, Kind.TRANSPORT)


def begin(story: Story) -> None:
    """A share of a mixed post, agreed on; most colleagues have read what the role is."""
    says = wearing(story, Role.DIRECTOR)
    first, *others = story.supporters()
    charters.say_post(first, by=says, percent=60, rest=REST_EN if story.english else REST_FR)
    for holder in others:
        charters.say_post(holder, by=says, percent=100)
    for holder in story.supporters()[:2]:
        post = charter_queries.post_of(holder)
        if post is not None:
            charters.agree_post(post, by=holder)
    for reader in charter_queries.readers(story.organisation).still[1:]:
        charters.finish_reading(by=reader)


def a_week(story: Story, week: int) -> None:
    """Over the last weeks each notes a thing or two; one asks the team, and is answered; another has just asked."""
    left = story.weeks - week
    if left > MONTH:
        return
    chance = random.Random(f"{story.organisation.slug}-role-{week}")  # noqa: S311 (an invented life, not a secret)
    for supporter in story.supporters()[:2]:
        _notes(chance, supporter)
    if left in (ASKED, 1):
        who = story.supporters()[0 if left == ASKED else -1]
        practice.note(by=who, kind=Kind.INTERPRETING, minutes=60, on=clock.today())
        practice.ask_the_team(by=who, kinds=[Kind.INTERPRETING])
    _answer_what_is_due(story)


def _notes(chance: random.Random, supporter: Person) -> None:
    on = clock.today() - timedelta(days=chance.randrange(6))
    place = chance.choice((Place.OUTSIDE, Place.OUTSIDE, Place.ASKED_FIRST))
    practice.note(by=supporter, kind=chance.choice(KINDS), minutes=chance.choice((30, 60)), on=on, place=place)
    if chance.random() < 0.6:
        practice.note_contact(
            by=supporter,
            when=chance.choice(When.values),
            way=chance.choice(Way.values),
            is_answered=chance.random() < 0.4,
            on=on,
        )


def _answer_what_is_due(story: Story) -> None:
    for question in open_questions(story.organisation):
        if question.owner and question.due <= clock.today() + timedelta(days=7):
            words = ANSWER_EN if story.english else ANSWER_FR
            practice.answer(question, by=question.owner, outcome=Outcome.SOMEONE_ELSE, words=words)
