"""What this room reads of a text: its turns and words, each by their place. Only texts without names are coded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research.models import Study
from espoir.transcripts.models import Document
from espoir.transcripts.queries import documents_for, documents_ready
from espoir.vault import keys

LONG = 80  # words: a longer turn is shown in parts
WORD = re.compile(r"\S+")
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Turn:
    """A turn of a text, or a part of a long one. `number` is from 1."""

    number: int
    start: int
    end: int
    is_hers: bool = True


def documents_of(study: Study) -> OwnedQuerySet[Document]:
    """The texts that may be coded, in the order of their participants, each with its participant and her kind."""
    return documents_ready(study)


def documents_seen_by(person: Person) -> OwnedQuerySet[Document]:
    return documents_for(person).filter(state=Document.State.READY)


def open_all(documents: Iterable[Document]) -> list[Document]:
    """The same documents, with all their keys fetched at once."""
    rows = list(documents)
    if rows:
        keys.fetch(rows[0].organisation_id, {row.participant_id for row in rows})
    return rows


def turns_of(document: Document) -> list[Turn]:
    return [
        Turn(turn.number + 1, turn.first, turn.end, turn.who != Document.Who.TEAM)
        for turn in document.turns
        if turn.first < turn.end
    ]


def parts_of(document: Document) -> Iterator[Turn]:
    """Turns as they are shown: a long one in parts that end with a sentence where they can."""
    text = document.text
    for turn in turns_of(document):
        words = list(WORD.finditer(text, turn.start, turn.end))
        if len(words) <= LONG:
            yield turn
            continue
        start, begun = turn.start, 0
        after_a_sentence = {found.end() for found in END_OF_SENTENCE.finditer(text, turn.start, turn.end)}
        for place, word in enumerate(words):
            long_enough = place - begun >= LONG // 2 and word.start() in after_a_sentence
            if long_enough or place - begun >= LONG:
                yield Turn(turn.number, start, words[place - 1].end(), turn.is_hers)
                start, begun = word.start(), place
        yield Turn(turn.number, start, turn.end, turn.is_hers)


def words_of(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Each word with its place."""
    return [(*found.span(), found.group()) for found in WORD.finditer(text, start, end)]


def label_of(document: Document) -> str:
    """All that a text is called: the participant's number, and which of her texts it is."""
    return f"{document.participant.name} · {document.get_kind_display()}"
