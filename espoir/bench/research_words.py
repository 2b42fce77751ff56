"""What the bench of research works on: invented interviews in both languages, and the passages that someone marks."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

IN_FRENCH = (
    "le thé refroidit pendant que nous parlons du chemin vers l’arrêt d’autobus là-bas près du marché où l’été "
    "les voisins réparent des vélos et où la bibliothèque prête des disques à qui veut bien écouter même très tôt "
    "un hôtel fermé çà et là rappelle qu’à Noël naïvement on espérait une forêt au cœur de la ville"
)
IN_ENGLISH = (
    "the kettle takes its time while we talk about the path along the river where neighbours mend bicycles and "
    "the library lends records to whoever likes to listen even early in the morning because nobody minds a quiet "
    "café table by the window when the first snow keeps everyone a little longer than planned"
)
FRENCH, ENGLISH = IN_FRENCH.split(), IN_ENGLISH.split()
BRIGHT = ("🌱", "☕", "🙂", "👩🏽‍🌾", "…", "« oui »", "“yes”")
LANGUAGES = ("fr-ca", "en-ca")
SENTENCES = (2, 5)  # in a turn: of at most eighty words, so that a page shows it whole
WORDS = (8, 13)  # in a sentence


@dataclass(frozen=True)
class Size:
    documents: int = 44
    words: int = 9_000
    codes: int = 40
    passages: int = 3_000


@dataclass(frozen=True)
class Talk:
    """One document: turns, each of a few sentences."""

    name: str
    language: str
    turns: tuple[str, ...]

    def text(self, between: str) -> str:
        return between.join(self.turns)

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        return tuple(len(turn) for turn in self.turns)


@dataclass(frozen=True)
class Marked:
    """A passage within one turn, in code points, and the code it was given."""

    document: int
    turn: int
    start: int
    end: int
    code: int

    def within(self, talk: Talk, between: str) -> tuple[int, int]:
        """Where it stands in the whole text, its turns joined by `between`."""
        before = sum(talk.lengths[: self.turn]) + self.turn * len(between)
        return before + self.start, before + self.end


def code_name(number: int) -> str:
    return f"Thème {number + 1:02}"


def talks(size: Size) -> list[Talk]:
    return [_talk(number, size.words) for number in range(size.documents)]


def _talk(number: int, words: int) -> Talk:
    dice = random.Random(f"talk {number}")  # noqa: S311
    language = LANGUAGES[number % len(LANGUAGES)]
    turns, said = [], 0
    while said < words:
        turn = " ".join(_sentence(dice, language) for _each in range(dice.randint(*SENTENCES)))
        turns.append(turn)
        said += len(turn.split())
    return Talk(f"Entretien {number + 1:02}", language, tuple(turns))


def _sentence(dice: random.Random, language: str) -> str:
    words = dice.choices(FRENCH if language == "fr-ca" else ENGLISH, k=dice.randint(*WORDS))
    if dice.random() < 0.1:
        words.append(dice.choice(BRIGHT))
    return " ".join(words).capitalize() + "."


def passages(made: list[Talk], size: Size, *, more: int) -> list[Marked]:
    """As many as stand, then `more` to add: spread over the documents, whole sentences, each with one code."""
    dice = random.Random("passages")  # noqa: S311
    return [_marked(dice, number % len(made), made, size) for number in range(size.passages + more)]


def _marked(dice: random.Random, document: int, made: list[Talk], size: Size) -> Marked:
    turns = made[document].turns
    turn = dice.randrange(len(turns))
    edges = [0, *(place + 2 for place in _full_stops(turns[turn])), len(turns[turn]) + 1]
    first = dice.randrange(len(edges) - 1)
    last = dice.randint(first + 1, len(edges) - 1)
    return Marked(document, turn, edges[first], edges[last] - 1, dice.randrange(size.codes))


def _full_stops(turn: str) -> list[int]:
    return [place for place in range(len(turn) - 1) if turn[place : place + 2] == ". "]
