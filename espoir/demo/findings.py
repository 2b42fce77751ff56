"""The report of the study, begun: two sections in both languages, who took part, and two quotations being asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from espoir.findings import actions, queries, rules
from espoir.organisations.roles import Role
from espoir.research.models import Study
from espoir.research.queries import studies_of

if TYPE_CHECKING:
    from espoir.demo.life import Story

SECTIONS = (
    (
        {"fr-ca": "Ce que nous voulions savoir", "en-ca": "What we wanted to learn"},
        {
            "fr-ca": "Nous avons demandé ce qui aide à garder ce rôle longtemps.\n\n{chart 1}\n\n{limits}",
            "en-ca": "We asked what helps people keep this role for a long time.\n\n{chart 1}\n\n{limits}",
        },
    ),
    (
        {"fr-ca": "Le temps", "en-ca": "Time"},
        {
            "fr-ca": "Les heures claires reviennent souvent.\n\n{quote 1}\n\n- du temps payé\n- des heures connues",
            "en-ca": "Clear hours come back often.\n\n{quote 1}\n\n- paid time\n- hours that are known",
        },
    ),
)
ASKED = 2


def begin(story: Story) -> None:
    """Nothing yet: there is nothing to report."""


def a_week(story: Story, week: int) -> None:
    team = [person for person in story.characters.values() if Role.RESEARCHER in person.roles]
    if week != story.weeks - 1 or not team:
        return
    lead = min(team, key=lambda person: len(person.roles))
    for study in studies_of(lead):
        if rules.may_write(study) and study.state != Study.State.PREPARED:
            for heading, text in SECTIONS:
                actions.write(study, by=lead, heading=heading, text=text)
            short = [each for each in queries.candidates(study)[:40] if each.end - each.start <= rules.LONGEST]
            for passage in short[:ASKED]:
                actions.quote(passage, by=lead)
