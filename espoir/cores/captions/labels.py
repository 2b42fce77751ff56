"""`Marie : bonjour`: a name in front of the words, when it is one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from espoir.cores.captions.turns import Turn, tidy

LABEL = re.compile(r"\s*(?P<name>[^\W_][^\n:;?!«»\"“”<>\[\]]{0,58}?)[ \u00a0\u202f]*:(?=\s|$)[ \u00a0\u202f\t]*")
SENTENCE = re.compile(r"\w{3}\.\s")  # a sentence ends before the colon; « É. Côté » and « Dr. Roy » go through
LONGEST = 5  # words of a label
PARTICLES = {"de", "du", "des", "la", "le", "da", "dos", "van", "von", "bin", "al"}
GENERIC = re.compile(
    r"(interview(er|ee)|intervieweur|intervieweuse|participante?|person(ne)?|répondante?|speaker|locut(eur|rice)|"
    r"intervenante?|chercheu(r|se)|research(er)?|équipe|animat(eur|rice)|modérat(eur|rice)|q|r|a|p|s|i)"
    r"[ \u00a0]?[-–]?\d{0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    end: int  # where the words begin


def of(line: str) -> Label | None:
    """The label that a line may begin with."""
    found = LABEL.match(line)
    name = tidy(found["name"].replace("\u202f", " ").replace("\u00a0", " ")) if found else ""
    if not found or len(name.split()) > LONGEST or SENTENCE.search(name):
        return None
    if not (name[0].isupper() or GENERIC.fullmatch(name)):
        return None
    return Label(name, found.end())


def folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def accepted(candidates: Sequence[Label | None]) -> frozenset[str]:
    """Which labels are names: all of them, when most lines have one, or when the text begins with a name and has

    another. Else those that come back, or say what they are.
    """
    there = [label.name for label in candidates if label]
    named = {folded(name) for name in there if all(word[0].isupper() or word in PARTICLES for word in name.split())}
    begins = bool(candidates) and candidates[0] is not None and folded(candidates[0].name) in named
    if there and (len(there) * 2 >= len(candidates) or (begins and len(named) > 1)):
        return frozenset(map(folded, there))
    often = Counter(map(folded, there))
    generic = {folded(name) for name in there if GENERIC.fullmatch(name)}
    return frozenset(name for name, times in often.items() if times > 1 or name in generic)


def lifted(turns: Iterable[Turn]) -> list[Turn]:
    """Captions that write the name in the words, as some meeting software does: only when most cues do."""
    turns = list(turns)
    if any(turn.speaker for turn in turns):
        return turns
    found = [of(turn.text) for turn in turns]
    if sum(label is not None for label in found) * 2 < max(len(turns), 1):
        return turns
    lifted: list[Turn] = []
    for turn, label in zip(turns, found, strict=True):
        words = turn.text[label.end :].strip() if label else ""
        lifted.append(replace(turn, speaker=label.name, text=words) if label and words else turn)
    return lifted
