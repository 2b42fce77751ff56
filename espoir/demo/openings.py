"""A role on offer, someone who asks for it, and an organisation that looks at itself first."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.demo.care import wearing
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.readiness import actions, look_actions, own_actions, queries, rules
from espoir.readiness.models import Step

if TYPE_CHECKING:
    from espoir.demo.life import Story

ASKS = {"sentier": ("erable", 3), "northgate": ("wren", 1)}  # who asks for the role, how many weeks before the last
TEXTS = {
    "fr": {
        "role": "Personne de soutien",
        "work": "Être là pour quelques personnes : parler, marcher, aller ensemble à un rendez-vous.",
        "pay": "26,50 $ de l’heure",
        "hours": "12 heures, aux jours que vous choisissez",
        "contract": "Un an, renouvelable",
        "supports": "Formation payée avant de commencer. Supervision aux deux semaines. Du recul sans dire pourquoi.",
        "apply": "Ici, ou de vive voix au bureau. Un geste suffit.",
    },
    "en": {
        "role": "Support person",
        "work": "Be there for a few people: talk, walk, go along to an appointment.",
        "pay": "$26.50 an hour",
        "hours": "12 hours, on days you choose",
        "contract": "One year, renewable",
        "supports": "Paid training before you begin. Supervision every two weeks. Stepping back, no reason asked.",
        "apply": "Here, or in person at the office. A tap is enough.",
    },
}
NOTES_FR = {"pay": "26,50 $ de l’heure, payé jusqu’en mars.", "room": "Il manque une pièce calme le soir."}
NOTES_EN = {"pay": "$26.50 an hour, paid for until March.", "room": "A quiet room is missing in the evening."}


def begin(story: Story) -> None:
    """Before anyone is asked anything, the organisation says where it stands and what it owes."""
    director, coordinator = wearing(story, Role.DIRECTOR), wearing(story, Role.COORDINATOR)
    chance = random.Random(f"{story.organisation.slug}-openings")  # noqa: S311 (invented days)
    look = look_actions.begin_look(by=director)
    look_actions.write_look(look, by=director, notes=NOTES_EN if story.english else NOTES_FR)
    words = "A quiet room in the evening" if story.english else "Une pièce calme le soir"
    look_actions.owe(look, by=director, words=words, owner=coordinator, due=_day(story, chance.randint(40, 60)))
    words = "Pay for the role past March" if story.english else "De quoi payer le rôle après mars"
    look_actions.owe(look, by=director, words=words, owner=director, due=_day(story, story.weeks * 7 + 30))
    again = _day(story, story.weeks * 7 + 14)
    look_actions.conclude(look, by=director, stand="with", words="", owner=director, look_again_on=again)


def _day(story: Story, number: int) -> date:
    return story.first + timedelta(days=number)


def a_week(story: Story, week: int) -> None:
    """What is due is done; in the last month a role opens, and someone asks for it."""
    for step in queries.steps(story.organisation).filter(state=Step.State.OWED):
        if step.due <= clock.today() + timedelta(days=7):
            look_actions.end_step(step, by=step.owner, state=Step.State.DONE)
    if week == max(0, story.weeks - 5):
        _open_a_role(story)
    key, before = ASKS.get(story.organisation.slug, ("", 0))
    if key in story.characters and story.weeks > len(ASKS) + before:
        _goes_on(story, story.characters[key], week - (story.weeks - before))


def _open_a_role(story: Story) -> None:
    coordinator, director = wearing(story, Role.COORDINATOR), wearing(story, Role.DIRECTOR)
    other = director if director != coordinator else wearing(story, Role.ALLY)
    languages = rules.languages_of(story.organisation)
    posting = actions.write_posting(
        by=coordinator,
        texts={language: TEXTS[language] for language in languages},
        readers=[coordinator, other],
        closes_on=story.last + timedelta(days=20),
    )
    actions.open_posting(posting, by=coordinator)


def _goes_on(story: Story, person: Person, week: int) -> None:
    """She asks; three people talk; she reads the words; she says yes to them."""
    posting = queries.open_postings(story.organisation).first()
    if posting is None or week < 0:
        return
    if week == 0:
        wishes = story.pick(("Marcher avec les gens",), ("Walks with people",))
        application = actions.send(by=person, posting=posting, values={"experience": "yes", "wishes": wishes})
        if person == story.characters.get("erable"):
            two = [wearing(story, Role.SUPERVISOR), wearing(story, Role.ALLY)]
            actions.arrange(by=posting.readers[0], application=application, two=two)
            own_actions.write_answers(by=person, answers={"hard_day": "Je marche, puis j’appelle ma cousine."})
        return
    _talk(story, person, week)


def _talk(story: Story, person: Person, week: int) -> None:
    conversation = queries.conversation_now(queries.applications_of(person)[0])
    if conversation is None:
        return
    if week == 1:
        support = {
            "words": "Des journées courtes au début",
            "owner": wearing(story, Role.COORDINATOR).pk,
            "due": (story.last + timedelta(days=21)).isoformat(),
        }
        again = story.last + timedelta(days=90)
        actions.propose(conversation, by=conversation.first, outcome="with", supports=[support], look_again_on=again)
    elif week == 2:
        actions.agree(conversation, by=person)
