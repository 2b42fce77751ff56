"""A study with sources at every stage: Maxime and Jo screen them."""

from __future__ import annotations

from espoir import clock
from espoir.cores.bibliography import Author, Record
from espoir.organisations.roles import Role
from espoir.people import actions as people
from espoir.research import actions as research
from espoir.research.models import Study
from espoir.sources import actions
from espoir.sources.models import Search, Source

RIS = (
    b"TY  - JOUR\nTI  - Being heard at work\nAU  - Roy, Anne\nPY  - 2012\nC1  - Kind: academic\nER  -\n"
    b"TY  - BOOK\nTI  - Cut short"
)


def a_review(cast, *, voters: int = 2, by_title: bool = True) -> Study:
    """Two people on the team of a study of its own."""
    if Role.RESEARCHER not in cast.jo.roles:
        people.change_hats(by=cast.camille, person=cast.jo, roles={*cast.jo.roles, Role.RESEARCHER})
    study = research.begin(by=cast.camille, title={"fr-ca": "Lire", "en-ca": "Reading"}, team=[cast.maxime, cast.jo])
    actions.write_grid(study, by=cast.maxime, voters=voters, by_title=by_title, values={})
    return study


def a_search(study: Study, by, **values) -> Search:
    said = {"where": "Érudit", "way": "database", "terms": "entraide", "on": clock.today(), "found": 12, **values}
    return actions.write_search(study, by=by, values=said)


def a_source(study: Study, by, title="Un mot après l’autre", year=2019, search=None, **more) -> Source:
    work = Record(form="report", title=title, year=year, authors=(Author("Tremblay", "Zoé"),), **more)
    return actions.write(study, by=by, work=work, search=search)


def objects(cast) -> dict[str, str]:
    study = a_review(cast)
    search = a_search(study, cast.maxime)
    first = a_source(study, cast.maxime, search=search)
    a_source(study, cast.maxime, search=search)
    torn = a_source(study, cast.maxime, "Autre chose", 2015)
    actions.say(torn, by=cast.maxime, stage="title", yes=True)
    actions.say(torn, by=cast.jo, stage="title", yes=False, reason="r1")
    used = a_source(study, cast.maxime, "Tenir ensemble", 2021)
    actions.cite(used, by=cast.maxime, used=True)
    waiting = actions.take(study, by=cast.maxime, name="bundle.ris", content=RIS, search=search)
    return {"review": study.pk, "lookup": search.pk, "bundle": waiting.pk, "work": first.pk}
