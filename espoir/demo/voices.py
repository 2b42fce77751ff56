"""What people propose, strike and learn over the half year, and what the organisation answers."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.demo import founding
from espoir.growth import actions as growth
from espoir.growth import queries as growing
from espoir.growth.rules import NoPlace
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.pairing import queries as pairs
from espoir.voice import actions as voice
from espoir.voice import decisions
from espoir.voice import queries as voices
from espoir.voice.models import Decision, Idea, Struck, Word

if TYPE_CHECKING:
    from espoir.demo.life import Story

IDEAS: tuple[tuple[str, tuple[str, str]], ...] = (
    ("outing", ("Une journée au jardin communautaire", "A day at the community garden")),
    ("craft", ("Un atelier de tissage", "A weaving workshop")),
    ("policy", ("Des rencontres aussi le samedi", "Meetings on Saturdays too")),
    ("other", ("Une bouilloire dans la salle d’attente", "A kettle in the waiting room")),
    ("policy", ("Écrire la charte à voix haute", "Read the charter out loud together")),
)
YES = ("Bonne idée, et nous avons l’argent.", "Good idea, and we have the money.")
FOLLOWS = ("C’est au calendrier du mois prochain.", "It’s on next month’s calendar.")
NO = (
    "Le bail ne le permet pas encore. Nous le redemandons en juin.",
    "The lease says no for now. We ask again in June.",
)
OTHERWISE = ("Pas ici, mais la bibliothèque nous prête sa salle.", "Not here, but the library lends us its room.")
RATE = ("Par virement, le vendredi. Dites-le à la coordination.", "By transfer, on Friday. Tell the coordinator.")
QUESTION = ("Qui lit les thèmes d’une rencontre?", "Who reads the themes of a meeting?")
BACK = (
    "Le bailleur le demande encore un an. Les totaux seulement.",
    "The funder asks one more year. Totals only.",
)
COURSES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("elsewhere", ("Un cours d’écoute active", "A course in active listening")),
    ("advocacy", ("Parler devant un comité", "Speaking before a committee")),
    ("inside", ("Tenir un groupe à deux", "Leading a group together")),
)
YES_TO_LEARN = ("Oui. Les heures comptent comme du travail.", "Yes. The hours count as work.")
TOPIC = ("Les soirs où l’on pense encore au travail", "Evenings when work stays with you")
ORGANISER = ("Le réseau de la région", "The region’s network")
ELSEWHERE = ("Une journée entre personnes de soutien", "A day among support people")
EVERY, STRUCK, LAST = 5, 9, 1  # weeks between two ideas; weeks before the end; the last Wednesday


def _in(story: Story, words: tuple[str, str]) -> str:
    return words[1] if story.english else words[0]


def begin(story: Story) -> None:
    """What an hour of advice is paid is posted before anyone gives some."""
    for year in {story.first.year, story.last.year}:
        growth.set_budget(by=founding.coordinator_of(story.characters), year=year, cents=240_000)
    voice.set_rate(by=founding.coordinator_of(story.characters), cents=3500, how=_in(story, RATE))


def a_week(story: Story, week: int) -> None:
    """Every few weeks someone sends an idea; what waits is answered in its time; some is left for the last evening."""
    left, chance = story.weeks - week, random.Random(f"{story.organisation.slug}-voices-{week}")  # noqa: S311
    who = [person for person in _with_a_say(story) if person.state == Person.State.HERE]
    if week % EVERY == 2 or left == LAST:
        kind, words = IDEAS[week // EVERY % len(IDEAS)]
        voice.propose(by=chance.choice(who), kind=kind, title=_in(story, words), is_signed=chance.random() < 0.3)
    if left == STRUCK:
        voice.say("f-goods", by=chance.choice(who), says=Word.Says.STRIKE)
    if left == LAST:
        voice.say("q-themes", by=who[0], says=Word.Says.QUESTION, words=_in(story, QUESTION))
    _answer(story, chance)
    _decide(story, left)
    _learn(story, week, left, chance)


def _with_a_say(story: Story) -> list[Person]:
    """Those who can open these pages: they have an account."""
    return [person for person in story.characters.values() if {Role.PEER, Role.SUPPORTER} & person.roles]


def _answer(story: Story, chance: random.Random) -> None:
    """In the week after it was sent, and what was promised once its day has come."""
    coordinator, today = founding.coordinator_of(story.characters), clock.today()
    for idea in voices.ideas_to_answer(story.organisation):
        if idea.state == Idea.State.YES and idea.due and idea.due <= today + timedelta(days=7):
            voice.finish(idea, by=coordinator)
        elif idea.state == Idea.State.SENT and idea.sent_on < today:
            _answer_one(story, idea, chance, coordinator)
    for row in voices.struck_to_answer(story.organisation):
        if row.on < today:
            voice.answer_struck(row, by=coordinator, state=Struck.State.BACK, words=_in(story, BACK))


def _answer_one(story: Story, idea: Idea, chance: random.Random, by: Person) -> None:
    outcome = chance.random()
    if outcome < 0.5:
        due = clock.today() + timedelta(days=21)
        voice.say_yes(idea, by=by, words=_in(story, YES), follows=_in(story, FOLLOWS), owner=by, due=due)
    elif outcome < 0.75:
        voice.say_otherwise(idea, by=by, words=_in(story, OTHERWISE))
    else:
        voice.say_no(idea, by=by, words=_in(story, NO))


def _decide(story: Story, left: int) -> None:
    """Someone of the cast is asked who comes to a decision about her support; on the last evening there is a date."""
    coordinator = founding.coordinator_of(story.characters)
    if left == LAST + 1:
        for peer in [person for person in _with_a_say(story) if Role.PEER in person.roles]:
            for two in pairs.relationships_of(peer).live():
                decisions.ask(by=coordinator, peer=peer, supporter=two.supporter, matter=Decision.Matter.FORM)
                return
    if left == LAST:
        for decision in voices.decisions_here(story.organisation).filter(state=Decision.State.ASKED):
            decisions.say_who(decision, by=decision.peer, who=Decision.Who.BOTH)
            at = clock.now().replace(hour=18, minute=0) + timedelta(days=8)
            decisions.plan(decision, by=coordinator, at=at)


def _learn(story: Story, week: int, left: int, chance: random.Random) -> None:
    """Each has a plan; what is asked is answered; on the last evening one waits, and a circle is to come."""
    supporters, coordinator = story.supporters(), founding.coordinator_of(story.characters)
    for number, supporter in enumerate(supporters):
        if week == 3 + 4 * number or (left == LAST and number == 0):
            kind, words = COURSES[(number + week) % len(COURSES)]
            step = growth.write(by=supporter, kind=kind, title=_in(story, words))
            growth.ask(
                step, by=supporter, minutes=60 * chance.randrange(4, 13), cents=chance.choice((0, 9_000, 15_000))
            )
        if week % 6 == number:
            growth.learn(
                by=supporter, on=clock.today(), minutes=chance.choice((45, 60, 90)), title=_in(story, COURSES[0][1])
            )
    for step in growing.to_answer(story.organisation):
        if step.due and step.due <= clock.today() + timedelta(days=7):
            given = {"minutes": step.asked_minutes, "cents": step.asked_cents}
            growth.answer(step, by=coordinator, state="yes", words=_in(story, YES_TO_LEARN), **given)
    if left == LAST and len(supporters) > 1:
        _gather(story, supporters, coordinator)


def _gather(story: Story, supporters: list[Person], coordinator: Person) -> None:
    at = clock.now().replace(hour=18, minute=0) + timedelta(days=12)
    where = "555-0142"
    circle = growth.open_circle(by=supporters[0], at=at, minutes=60, way="phone", topic=_in(story, TOPIC), where=where)
    with suppress(NoPlace):
        growth.come(circle, by=supporters[0])
        growth.come(circle, by=supporters[1])
    on = clock.today() + timedelta(days=40)
    said = {"title": _in(story, ELSEWHERE), "organiser": _in(story, ORGANISER), "where": ""}
    growth.write_event(by=coordinator, on=on, is_paid=True, **said)
