"""What is asked of people, what helps them work, and someone who steps back for a while in the last week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.demo.care import wearing
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.pauses import actions as pauses
from espoir.pauses import queries as absences
from espoir.pauses import support_actions as support
from espoir.pauses import support_queries as supports
from espoir.pauses.models import Wish
from espoir.workload import actions as workload
from espoir.workload import queries as limits

if TYPE_CHECKING:
    from espoir.demo.life import Story

RULE = {
    "words_fr": "Les heures habituelles sont payées pendant huit semaines. Ensuite, nous regardons ensemble.",
    "words_en": "The usual hours are paid for eight weeks. Then we look at it together.",
}
OUTSIDE = {
    "how_fr": "Appelez le centre Les Saules et dites « programme de soutien ». La facture nous vient sans nom.",
    "how_en": "Call the Willows centre and say “support program.” They send us the bill, with no name on it.",
    "sessions": 8,
    "price": 90,
    "budget": 4000,
}
BESIDE = {
    "name": "Rowan",
    "words_fr": "Douze ans de ce travail, dans une autre ville. Écoute beaucoup, conseille peu.",
    "words_en": "Twelve years of this work, in another city. Listens more than advises.",
    "reach": "514 555-0177",
}
HOURS = ("Finir à 15 h le mardi et le jeudi.", "Finish at 3 p.m. on Tuesdays and Thursdays.")
YES = ("Oui, dès lundi. Nous avons changé les dates avec chaque personne.", "Yes, from Monday. We moved the dates.")
ASKED, ANSWERED, SOMEONE, FOUND, AWAY = 12, 11, 6, 5, 1  # weeks before the last evening


def begin(story: Story) -> None:
    """The rule about pay, talks outside, someone outside; limits that both sides agreed to."""
    director, coordinator = wearing(story, Role.DIRECTOR), wearing(story, Role.COORDINATOR)
    pauses.write_rule(by=director, values=RULE)
    support.set_terms(by=director, values=OUTSIDE)
    support.keep_outsider(by=director, values=BESIDE)
    for supporter in story.supporters():
        workload.propose(supporter, by=supporter, hours=10, a_day=3)
        workload.agree(limits.limit_of(supporter), by=coordinator)


def a_week(story: Story, week: int) -> None:
    left, coordinator = story.weeks - week, wearing(story, Role.COORDINATOR)
    first, last = story.supporters()[0], story.supporters()[-1]
    if left == ASKED:
        support.ask(by=first, need="hours", words=HOURS[story.english], is_shared=True)
    if left == ANSWERED:
        for row in supports.helps_of(first):
            until = clock.today() + timedelta(weeks=40)
            support.answer(row, by=coordinator, state="yes", words=YES[story.english], until=until)
    if left in (9, 4):
        support.used_one(by=first)
    if left == SOMEONE:
        support.ask_for_someone(by=first)
    if left == FOUND:
        _found(first, coordinator)
    if left == AWAY and len(story.supporters()) > 2:
        _steps_back(last, coordinator, wearing(story, Role.SUPERVISOR))


def _found(supporter: Person, coordinator: Person) -> None:
    asked = supports.stand_by_of(supporter)
    if asked is not None:
        [outsider] = supports.outsiders(supporter.organisation)
        support.found(asked, by=coordinator, outsider=outsider)


def _steps_back(supporter: Person, coordinator: Person, supervisor: Person) -> None:
    """Each person she supports is called, and all but one would rather wait. A plan is agreed."""
    away = pauses.step_back(by=supporter, hello_weeks=2)
    for number, cover in enumerate(absences.covers_of(away)):
        if absences.who_keeps(cover) == coordinator:
            pauses.called(cover, by=coordinator, wish=Wish.WAIT if number else "")
    pauses.plan(away, by=supporter, back_from=clock.today() + timedelta(weeks=5), places=1, hours=6)
    pauses.agree(away, by=supervisor)
