"""What the study's team reads in what was said: a small codebook, passages, memos, and one text coded by two people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from espoir.coding import actions, comparing
from espoir.coding.models import Code
from espoir.coding.texts import documents_of, turns_of
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.research import queries
from espoir.research.models import Study
from espoir.transcripts.models import Document

if TYPE_CHECKING:
    from espoir.demo.life import Story

# name, what is meant, words by which the demonstration finds it, what stands under it
CODEBOOK = (
    ("Le temps", "Ce qui laisse souffler, ou ce qui manque.", r"temps|heures?|pause|repos|time|hours?|rest", (
        ("Des heures claires", "On sait quand ça commence et quand ça finit.", r"horaire|commence|finit|schedule"),
    )),
    ("Ne pas être à part", "L’équipe compte sur elle.", r"équipe|ensemble|réunion|team|together", ()),
    ("La paie", "Ce qui est payé, et ce qui ne l’est pas.", r"pay\w*|salaire|argent|paid|money", ()),
    ("Quelqu’un à qui parler", "Une personne qui écoute.", r"parler|écout\w+|supervis\w+|talk|listen\w*", ()),
)  # fmt: skip
MEMO = "Les heures claires reviennent quand on parle de repos. À relire à deux."
TWICE = 3  # every third passage of the text coded apart is seen by one of the two alone


def begin(story: Story) -> None:
    """Nothing yet: there is nothing to read."""


def a_week(story: Story, week: int) -> None:
    team = [person for person in story.characters.values() if Role.RESEARCHER in person.roles]
    if week != story.weeks - 1 or not team:
        return
    lead = min(team, key=lambda person: len(person.roles))
    for study in queries.studies_of(lead):
        _read(study, [lead, *(person for person in team if person != lead)])


def _read(study: Study, team: list[Person]) -> None:
    codes = _codebook(study, team[0])
    texts = list(documents_of(study))
    for number, document in enumerate(texts):
        if number or len(team) < 2:
            _code(document, codes, by=team[number % len(team)])
        else:
            _twice(study, document, codes, team[:2])
    if texts:
        actions.write_memo(study, by=team[0], words=MEMO, code=codes[0][0])


def _codebook(study: Study, by: Person) -> list[tuple[Code, str]]:
    found = []
    for name, definition, pattern, under in CODEBOOK:
        code = actions.add_code(study, by=by, name=name, definition=definition)
        found.append((code, pattern))
        for below, meaning, words in under:
            found.append((actions.add_code(study, by=by, name=below, definition=meaning, parent=code), words))
    return found


def _places(document: Document, codes: list[tuple[Code, str]]) -> list[tuple[int, int, list[Code]]]:
    """The sentences of hers in which something of the codebook is said."""
    places = []
    for turn in turns_of(document):
        words = document.text[turn.start : turn.end]
        for sentence in re.finditer(r"[^.!?…]+[.!?…]?", words) if turn.is_hers else ():
            here = [code for code, pattern in codes if re.search(rf"\b({pattern})\b", sentence[0], re.IGNORECASE)]
            start = turn.start + sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            if here:
                places.append((start, turn.start + sentence.end(), here))
    return places


def _code(document: Document, codes: list[tuple[Code, str]], *, by: Person, but: int = 0) -> None:
    for number, (start, end, here) in enumerate(_places(document, codes), start=1):
        if not but or number % but:
            actions.add_passage(document, by=by, start=start, end=end, codes=here)


def _twice(study: Study, document: Document, codes: list[tuple[Code, str]], two: list[Person]) -> None:
    round_ = comparing.begin(study, by=two[0], documents=[document], coders=two)
    _code(document, codes, by=two[0])
    _code(document, codes, by=two[1], but=TWICE)
    for person in two:
        comparing.done(round_, by=person)
