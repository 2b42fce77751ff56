"""A text as a page shows it: its turns with who speaks, and what may lead to someone, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from espoir.cores.captions import Piece, differences
from espoir.cores.captions.turns import Turn as RawTurn
from espoir.cores.identifiers import Suggestion, in_place_of
from espoir.cores.identifiers.words import folded, words_of
from espoir.research.queries import team_of
from espoir.transcripts.models import Document, Turn
from espoir.transcripts.saying import KINDS

FIGURES = 20  # of two places together: no text is longer
AROUND = 60  # letters shown on each side of a suggestion
Who = Document.Who


def speaker(document: Document, voice: int) -> str:
    """Who speaks, as pages say it: never by the name in the file, once someone has said who it is."""
    voices = document.voices
    one = voices[voice] if voice < len(voices) else {"label": "", "who": ""}
    if one["who"] == Who.HER:
        return document.participant.name
    if one["who"] == Who.TEAM:
        return _("Research team")
    if one["who"] == Who.OTHER:
        return _("Someone else")
    return one["label"] or _("Words without a name")


@dataclass(frozen=True)
class Shown:
    turn: Turn
    speaker: str
    clock: str
    pieces: tuple[Piece, ...] = ()  # what changed since it came
    was: str = ""


def turns(document: Document, *, for_her: bool = False) -> list[Shown]:
    """With who speaks; for her who takes part, she is « Moi »."""

    def who(turn: Turn) -> str:
        return pgettext("who speaks", "Me") if for_her and turn.who == Who.HER else speaker(document, turn.voice)

    return [Shown(turn, who(turn), _clock(turn.seconds)) for turn in document.turns]


def guesses(document: Document) -> dict[int, str]:
    """A voice that bears the name of someone on the team is probably hers. A guess: someone says so."""
    team = {folded(person.name) for person in team_of(document.participant.study)}
    return {
        number: Who.TEAM
        for number, voice in enumerate(document.voices)
        if team & {folded(voice["label"]), *(word.folded for word in words_of(voice["label"]))}
    }


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def changed(document: Document, raw: tuple[RawTurn, ...]) -> list[Shown]:
    """Turns that are no longer as they came, and those that were taken out, in the order of the file."""
    here = {shown.turn.in_file: shown for shown in turns(document) if shown.turn.in_file is not None}
    found: list[tuple[int, Shown]] = []
    for number, before in enumerate(raw):
        shown = here.get(number)
        after = shown.turn.text if shown else ""
        if after != before.text:
            turn = shown.turn if shown else Turn(-1, -1, "", before.start, 0, 0, "", number)
            who = shown.speaker if shown else _("Taken out")
            found.append((number, Shown(turn, who, _clock(before.start), differences(before.text, after), before.text)))
    added = [shown for shown in turns(document) if shown.turn.in_file is None]
    return [shown for _number, shown in found] + [
        Shown(each.turn, each.speaker, each.clock, differences("", each.turn.text)) for each in added
    ]


@dataclass(frozen=True)
class Place:
    """One suggestion in its sentence."""

    value: str  # first-end-kind: what the form sends back
    before: str
    said: str
    after: str


@dataclass
class Word:
    """All the places where one word stands."""

    said: str
    kind: str
    instead: str
    places: list[Place] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  # what overlaps it, and comes up if this one is left


def words(document: Document, found: Iterable[Suggestion]) -> list[Word]:
    """Suggestions gathered by word, in the order in which each first stands in the text."""
    text = document.text
    gathered: dict[tuple[str, str], Word] = {}
    for each in found:
        key = (str(each.kind), " ".join(word.folded for word in words_of(each.said)) or folded(each.said))
        instead = in_place_of(each.kind, document.participant.language)
        word = gathered.setdefault(key, Word(each.said, str(KINDS[each.kind]), instead))
        word.places.append(_place(text, each))
        word.beside += [inner.said for inner in each.beside if inner.said not in word.beside]
    return list(gathered.values())


def _place(text: str, each: Suggestion) -> Place:
    start, end = max(0, each.start - AROUND), min(len(text), each.end + AROUND)
    before, after = text[start : each.start], text[each.end : end]
    line, cut = before.rpartition("\n")[2], after.partition("\n")[0]
    if start and "\n" not in before and " " in line:
        line = f"…{line.partition(' ')[2]}"
    if end < len(text) and "\n" not in after and " " in cut:
        cut = f"{cut.rpartition(' ')[0]}…"
    return Place(f"{each.start}-{each.end}-{each.kind}", line, each.said, cut)


def places_in(values: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """What a form sent back. What is not written so is passed over."""
    for value in values:
        first, _one, rest = value.partition("-")
        last, _two, kind = rest.partition("-")
        if first.isdecimal() and last.isdecimal() and len(first) + len(last) < FIGURES:
            yield int(first), int(last), kind
