"""One study at Le Sentier, about what helps people stay in their role. Two of the team, two kinds of participants."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.research import actions, editions, queries, shipped
from espoir.research.models import Edition, Study

if TYPE_CHECKING:
    from espoir.demo.life import Story

BEGUN, OPENED = 18, 20  # weeks of the story
TITLE = {"fr-ca": "Ce qui aide à durer dans son rôle", "en-ca": "What helps people stay in their role"}
ABOUT = {
    "fr-ca": "Nous voulons apprendre ce qui aide à garder longtemps un rôle de soutien.",
    "en-ca": "We want to learn what helps people keep a support role for a long time.",
}
CONTACT = {"fr-ca": "Appelez Maxime au 555-0142.", "en-ca": "Call Maxime at 555-0142."}
THANKS = {
    "fr-ca": "Une carte-cadeau de 40\u00a0$, même si vous arrêtez en chemin.",
    "en-ca": "A $40 gift card, even if you stop on the way.",
}
PLAN = "Deux étapes\u00a0: les organismes d’abord, les personnes de soutien ensuite. Nous relisons à deux."
PHASES = (
    {"fr-ca": "Les organismes", "en-ca": "Organizations"},
    {"fr-ca": "Les personnes de soutien", "en-ca": "Support people"},
)
KINDS = (
    ("teams", {"fr-ca": "Personne d’un organisme", "en-ca": "Person from an organization"}),
    ("people", {"fr-ca": "Personne de soutien", "en-ca": "Support person"}),
)


def begin(story: Story) -> None:
    """Nothing yet: the study comes with the last weeks."""


def a_week(story: Story, week: int) -> None:
    team = [person for person in story.characters.values() if Role.RESEARCHER in person.roles]
    if not team:
        return
    lead = min(team, key=lambda person: len(person.roles))
    if week == min(BEGUN, story.weeks - 2):
        _prepare(story, lead, team)
    if week == min(OPENED, story.weeks - 1):
        for study in queries.studies_of(lead):
            actions.open_study(study, by=lead)


def _prepare(story: Story, lead: Person, team: list[Person]) -> None:
    director = next(person for person in story.characters.values() if Role.DIRECTOR in person.roles)
    study = actions.begin(by=director, title=TITLE, team=[lead])
    for person in team:
        if person != lead:
            actions.join(study, by=lead, person=person)
    actions.describe(study, by=lead, title=TITLE, about=ABOUT, contact=CONTACT, thanks=THANKS, plan=PLAN)
    take_out = story.last + timedelta(days=60)
    actions.set_dates(study, by=lead, take_out_until=take_out, raw_until=take_out + timedelta(days=120))
    _kinds(study, lead)
    for code in ("region", "sector", "role"):
        name, answers, several = shipped.trait(code)
        actions.write_trait(study, by=lead, name=name, answers=answers, several=several)


def _kinds(study: Study, lead: Person) -> None:
    """Both begin from what is shipped: two phases of six weeks."""
    for number, (start, name) in enumerate(KINDS):
        first = clock.today() + timedelta(weeks=2 + 6 * number)
        last = first + timedelta(weeks=6, days=-1)
        phase = actions.write_phase(study, by=lead, name=PHASES[number], first_day=first, last_day=last, phase=None)
        audience = editions.add_audience(study, by=lead, values={"name": name, "phase": phase}, start=start)
        for kind in Edition.Kind:
            editions.publish(audience, kind, by=lead)
