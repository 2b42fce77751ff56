"""What Le Sentier reads for its study: public works about support between equals, and what becomes of each."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from espoir import clock
from espoir.cores.bibliography import Author, Record
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.research import queries as research
from espoir.research.models import Study
from espoir.sources import actions, queries
from espoir.sources.models import Search, Source

if TYPE_CHECKING:
    from espoir.demo.life import Story

READ = 21  # week of the story
REFERENCES = Path(__file__).parent / "references.ris"  # facts of publication, as anyone may note them
NOT_FOR_US = (
    ("Horaires et paie dans les petits organismes", 2014, "r1"),
    ("Groupes en ligne pour étudiants", 2018, "r2"),
)
SECTORS = (
    ("Santé mentale", "Mental health"),
    ("Lutte contre la traite", "Trafficking"),
    ("Violence fondée sur le genre", "Gender-based violence"),
    ("Terrorisme", "Terrorism"),
)
TO_TALK_ABOUT = ("Accueillir une nouvelle personne dans l’équipe", 2016)
TO_LOOK_AT = (("Des heures choisies", 2020), ("Ce que change une marche", 2022))


def begin(story: Story) -> None:
    """Nothing yet: sources come with the study."""


def a_week(story: Story, week: int) -> None:
    team = [person for person in story.characters.values() if Role.RESEARCHER in person.roles]
    if week != min(READ, story.weeks - 1) or len(team) < 2:
        return
    lead, second = sorted(team, key=lambda person: len(person.roles))[:2]
    for study in research.studies_of(lead)[:1]:
        _read(study, lead, second)


def _read(study: Study, lead: Person, second: Person) -> None:
    grid = queries.grid_of(study)
    sectors = [{"code": f"w{n}", "fr-ca": fr, "en-ca": en} for n, (fr, en) in enumerate(SECTORS, 1)]
    actions.write_grid(study, by=lead, voters=2, by_title=False, values={"periods": grid.periods, "sectors": sectors})
    search = _search(study, lead)
    brought = actions.take(study, by=lead, name="references.ris", content=REFERENCES.read_bytes(), search=search)
    actions.keep(brought, by=lead)
    for source in queries.all_sources(study).filter(brought=brought):
        _both_say(source, lead, second)
        actions.cite(source, by=lead, used=True)
    for title, year, reason in NOT_FOR_US:
        _both_say(_write(study, lead, title, year, search), lead, second, reason=reason)
    torn = _write(study, lead, *TO_TALK_ABOUT, search)
    actions.say(torn, by=lead, stage="text", yes=True)
    actions.say(torn, by=second, stage="text", yes=False, reason="r4")
    alone, twice = (_write(study, lead, title, year, search) for title, year in TO_LOOK_AT)
    actions.say(alone, by=second, stage="text", yes=True)
    _write(study, second, f"{twice.work.title.upper()}.", TO_LOOK_AT[1][1], search)


def _search(study: Study, lead: Person) -> Search:
    values = {"where": "Érudit", "way": "database", "terms": "« soutien » ET « équipe »",
              "on": clock.today() - timedelta(days=9), "found": 61}  # fmt: skip
    return actions.write_search(study, by=lead, values=values)


def _write(study: Study, by: Person, title: str, year: int, search: Search) -> Source:
    work = Record(form="report", title=title, year=year, year_said=str(year), authors=(Author("Roy", "Anne"),))
    return actions.write(study, by=by, work=work, search=search)


def _both_say(source: Source, lead: Person, second: Person, *, reason: str = "") -> None:
    for person in (lead, second):
        actions.say(source, by=person, stage="text", yes=not reason, reason=reason)
        source.refresh_from_db()
