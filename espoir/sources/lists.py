"""A study's own lists of words: what they begin with, and how a word of a file finds its place in them."""

from __future__ import annotations

from espoir.cores.bibliography import bare
from espoir.research.models import Study
from espoir.sources.models import Grid, Word

FR, EN = "fr-ca", "en-ca"
KINDS = (
    ("academic", "Article ou ouvrage savant", "Academic work"),
    ("organization", "Rapport d’un organisme", "Report by an organization"),
    ("government", "Rapport d’un gouvernement", "Government report"),
)
PLACES = (
    ("p1", "Canada", "Canada"),
    ("p2", "États-Unis", "United States"),
    ("p3", "Royaume-Uni", "United Kingdom"),
    ("p4", "Europe", "Europe"),
    ("p5", "Asie et Australie", "Asia and Australia"),
    ("p6", "Ailleurs", "Elsewhere"),
)
REASONS = (
    ("r1", "Autre sujet", "Another topic"),
    ("r2", "Autres personnes", "Other people"),
    ("r3", "Texte introuvable", "Text not found"),
    ("r4", "N’apporte rien de nouveau", "Brings nothing new"),
)
PERIODS = [[2010, 2015], [2016, 2020], [2021, 2025]]


def begun(study: Study) -> Grid:
    """What a study starts from, before anyone changes a word. Not saved."""
    grid = Grid(organisation=study.organisation, study=study)
    grid.kinds, grid.places, grid.reasons = (_words(each) for each in (KINDS, PLACES, REASONS))
    grid.periods = [list(period) for period in PERIODS]
    return grid


def _words(pairs: tuple[tuple[str, str, str], ...]) -> list[Word]:
    return [{"code": code, FR: fr, EN: en} for code, fr, en in pairs]


def code_of(words: list[Word], said: str) -> tuple[str, list[Word]]:
    """The code of what a file says, and the list, longer by one word when it was not there."""
    if not said.strip():
        return "", words
    wanted = bare(said)
    for word in words:
        if wanted in {bare(value) for value in word.values()}:
            return word["code"], words
    code = new_code(words)
    return code, [*words, {"code": code, FR: said.strip(), EN: said.strip()}]


def new_code(words: list[Word]) -> str:
    taken = {word["code"] for word in words}
    return next(f"w{n}" for n in range(1, len(words) + 2) if f"w{n}" not in taken)


def as_lines(words: list[Word]) -> str:
    """« Canada | Canada », a word a line, as it is edited."""
    return "\n".join(f"{word.get(FR, '')} | {word.get(EN, '')}" for word in words)


def from_lines(text: str, before: list[Word]) -> list[Word]:
    """A line that keeps its words in a language keeps its code, and so what was sorted under it."""
    made: list[Word] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        fr, _, en = (part.strip() for part in line.partition("|"))
        fr, en = fr or en, en or fr
        known = [word for word in before if word not in made and (word.get(FR) == fr or word.get(EN) == en)]
        code = next((word["code"] for word in known if word["code"] not in {m["code"] for m in made}), "")
        made.append({"code": code or new_code([*before, *made]), FR: fr, EN: en})
    return made
