"""What this room reads of a text: its words, its turns, and the words of a turn, each by their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research.models import Study
from espoir.transcripts.models import Document
from espoir.vault import keys

LONG = 120  # words: a longer turn is shown in parts
WORD = re.compile(r"\S+")
LINE = re.compile(r"[^\n]*\S[^\n]*")
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Turn:
    number: int  # from 1
    start: int
    end: int


def documents_of(study: Study) -> OwnedQuerySet[Document]:
    """The texts of a study, in the order of their participants, each with its participant and her kind."""
    rows = Document.objects.of(study.organisation).filter(participant__study=study)
    return rows.select_related("participant__audience").order_by("participant__number", "id")


def open_all(documents: Iterable[Document]) -> list[Document]:
    """The same documents, with all their keys fetched at once."""
    rows = list(documents)
    if rows:
        keys.fetch(rows[0].organisation_id, {row.participant_id for row in rows})
    return rows


def turns_of(text: str) -> list[Turn]:
    """Each line with words in it: who speaks, or a paragraph of what was written."""
    return [Turn(number, *found.span()) for number, found in enumerate(LINE.finditer(text), start=1)]


def parts_of(text: str, turns: Sequence[Turn]) -> Iterator[Turn]:
    """Turns as they are shown: a long one in parts that end with a sentence."""
    for turn in turns:
        words = list(WORD.finditer(text, turn.start, turn.end))
        if len(words) <= LONG:
            yield turn
            continue
        start, begun = turn.start, 0
        ends = {found.end() for found in END_OF_SENTENCE.finditer(text, turn.start, turn.end)}
        for place, word in enumerate(words):
            if place - begun >= LONG // 2 and word.start() in ends or place - begun >= LONG:
                yield Turn(turn.number, start, words[place - 1].end())
                start, begun = word.start(), place
        yield Turn(turn.number, start, turn.end)


def words_of(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Each word with its place."""
    return [(*found.span(), found.group()) for found in WORD.finditer(text, start, end)]


def may_open(person: Person, study: Study) -> bool:
    return study.team.filter(person=person).exists()


def label_of(document: Document) -> str:
    """All that a text is called: the participant's number, and which of her texts it is."""
    return f"{document.participant.name} · {document.get_kind_display()}"
