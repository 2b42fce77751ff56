"""The values that come out of reading a transcript."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

LIMIT = 5_000_000  # bytes of a file; a meeting of eight hours is a tenth of it

BLANKS = re.compile(r"[ \t\r\n\f\v]+")
UNSEEN = set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


class Refusal(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_TEXT = "not_text"  # a picture, a program, an unknown encoding
    OTHER_KIND = "other_kind"  # PDF, RTF, ODT, a sheet…
    PROTECTED = "protected"  # an old .doc, or a password
    DAMAGED = "damaged"
    BOMB = "bomb"  # unpacks to far more than it is
    ENTITIES = "entities"  # XML that asks to read something else
    NO_CUES = "no_cues"  # called captions, and holds none


class NotReadable(Exception):
    """The whole file is refused; `why` says in one word for which reason."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(str(why))
        self.why = why


class What(StrEnum):
    DROPPED = "dropped"  # words or a cue that should have been in the turns, and are not
    LEFT_OUT = "left_out"  # words of the file that nobody said: its title, "started transcription"
    DOUBT = "doubt"  # kept, and worth a look


class Why(StrEnum):
    BAD_TIME = "bad_time"  # DROPPED: the times of the cue cannot be read
    NO_TIME = "no_time"  # DROPPED: words that belong to no cue
    COMMENT = "comment"  # LEFT_OUT: a note in the file of captions
    NOT_A_CUE = "not_a_cue"  # LEFT_OUT: the number of a cue, standing alone
    HEADING = "heading"  # LEFT_OUT: title, date and length above what was said
    SYSTEM = "system"  # LEFT_OUT: who started or stopped the transcription
    NOTES = "notes"  # LEFT_OUT: footnotes, comments, headers of a document
    STRUCK = "struck"  # LEFT_OUT: words that a document holds as deleted
    NO_WORDS = "no_words"  # DOUBT: a cue in which nothing is said
    MENDED = "mended"  # DOUBT: a time was read up to where it goes wrong
    NO_HEADER = "no_header"  # DOUBT: the first line is not WEBVTT
    ENCODING = "encoding"  # DOUBT: not in UTF-8, read as Windows-1252


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1 (paragraphs of a document); None is the file as a whole. `said` are the words concerned."""

    what: What
    why: Why
    line: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """`speaker` is "" when the file does not say who. `start` is in seconds from the beginning, None when unknown."""

    speaker: str
    start: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """`cues` counts every cue found, the dropped ones too (of a typed text: every labelled line or paragraph)."""

    turns: tuple[Turn, ...]
    cues: int
    problems: tuple[Problem, ...] = ()

    @property
    def dropped(self) -> int:
        return sum(problem.what is What.DROPPED for problem in self.problems)

    @property
    def speakers(self) -> tuple[str, ...]:
        """In the order in which they first spoke."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))


def tidy(words: str) -> str:
    """On one line, composed, without what cannot be seen. No-break spaces stay: they belong to French."""
    return BLANKS.sub(" ", seen(words)).strip(" ")


def seen(words: str) -> str:
    """Composed (NFC), without control signs other than tab and line end, and without signs that are not seen."""
    composed = unicodedata.normalize("NFC", words)
    if composed.isprintable():  # most lines: a quick way out
        return composed
    return "".join(
        sign
        for sign in composed
        if sign in "\t\n" or not (sign in UNSEEN or unicodedata.category(sign) in ("Cc", "Cs"))
    )


def merged(turns: Iterable[Turn], *, by: str) -> tuple[Turn, ...]:
    """Turns that follow each other by the same speaker become one. Someone unknown is not taken for the same."""
    kept: list[Turn] = []
    for turn in turns:
        last = kept[-1] if kept else None
        if last and turn.speaker and turn.speaker == last.speaker:
            kept[-1] = replace(last, text=f"{last.text}{by}{turn.text}")
        else:
            kept.append(turn)
    return tuple(kept)
