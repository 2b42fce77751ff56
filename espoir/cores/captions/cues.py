"""WebVTT (and SRT) as meetings really write it, line by line, so that whatever is not read is counted.

After the W3C's WebVTT (2019) and webvtt-py, which reads times that Microsoft Teams leaves unpadded, and passes over in
silence what it cannot read: here each line of times is a cue that is read, or one that is said to be dropped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from webvtt.errors import MalformedCaptionError
from webvtt.models import Timestamp

from espoir.cores.captions import labels
from espoir.cores.captions.turns import NotReadable, Problem, Refusal, Transcript, Turn, What, Why, merged, tidy

ARROW = "-->"
TIME = r"(?:\d{1,10}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
TIMING = re.compile(rf"\s*({TIME})\s*-->\s*({TIME})(.*)", re.DOTALL)
LIKE_A_TIMING = re.compile(r"\s*[\w:.,]*\d[\w:.,]*\s*-->")
LINE_END = re.compile(r"\r\n|\r|\n")
NUMBER = re.compile(r"\s*(\d{1,7}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(/\d+-\d+)?)\s*")
MEASURES = re.compile(r"NOTE\s+(confidence|recognizability|duration|language)\b", re.IGNORECASE)  # of a machine
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]+([^<>]*))?>|(</v>)")
OTHER_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang)(?:[.\s][^<>]*)?>|<[\d:.]{5,}>")

Line = tuple[int, str]


@dataclass(slots=True)
class Cue:
    line: int
    timing: str
    payload: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    cues: list[Cue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, what: What, why: Why, line: int, said: str = "") -> None:
        self.problems.append(Problem(what, why, line, said))


def looks_like(text: str) -> bool:
    """Does it begin as captions do, or hold a line of times?"""
    start = text.lstrip("\ufeff")
    return start.startswith("WEBVTT") or (ARROW in text and any(TIMING.match(line) for line in LINE_END.split(text)))


def read(text: str) -> Transcript:
    """The turns of captions. Raises `NotReadable` when there is neither a header nor a cue."""
    lines: list[Line] = list(enumerate(LINE_END.split(text.lstrip("\ufeff")), start=1))
    found = _Found()
    headed = lines[0][1].startswith("WEBVTT")
    for block in _blocks(_after_header(lines) if headed else lines):
        _take(block, found)
    if not headed:
        if not found.cues:
            raise NotReadable(Refusal.NO_CUES)
        if not any("," in cue.timing for cue in found.cues):  # with commas it is SRT, which has no header
            found.say(What.DOUBT, Why.NO_HEADER, 1)
    spoken = [turn for cue in found.cues for turn in _turns(cue, found)]
    problems = sorted(found.problems, key=lambda problem: problem.line or 0)
    return Transcript(merged(labels.lifted(spoken), by=" "), len(found.cues), tuple(problems))


# -- blocks -----------------------------------------------------------------------------------------------------------


def _after_header(lines: list[Line]) -> list[Line]:
    """The first block, up to an empty line or the first times, says what the file is."""
    for at, (_, line) in enumerate(lines[1:], start=1):
        if not line.strip() or LIKE_A_TIMING.match(line):
            return lines[at:]
    return []


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for at, (number, line) in enumerate(lines):
        if line.strip() or (line and block and not _begins_after(lines, at)):
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _begins_after(lines: list[Line], at: int) -> bool:
    """After a line of spaces alone: does a cue begin there, or an empty line follow?"""
    following = [line for _, line in lines[at + 1 : at + 3]]
    return not following or not following[0].strip() or any(ARROW in line for line in following)


def _take(block: list[Line], found: _Found) -> None:
    first = next((at for at, (_, line) in enumerate(block) if ARROW in line), None)
    if first is None or not (first < 2 or LIKE_A_TIMING.match(block[first][1])):
        return _no_times(block, found)
    if first > 1:  # more than the number of a cue stands before its times
        _no_times(block[:first], found)
    current = Cue(*block[first])
    for number, line in block[first + 1 :]:
        if LIKE_A_TIMING.match(line):
            if current.payload and NUMBER.fullmatch(current.payload[-1]):  # the next cue's number, with no empty line
                current.payload.pop()
            found.cues.append(current)
            current = Cue(number, line)
        else:
            current.payload.append(line)
    found.cues.append(current)
    return None


def _no_times(block: list[Line], found: _Found) -> None:
    number, first = block[0]
    word = first.split()[0] if first.split() else ""
    if (word in ("STYLE", "REGION") and not found.cues) or MEASURES.match(first):
        return
    said = tidy(" ".join(line for _, line in block))
    if first.startswith("NOTE"):
        found.problems += [Problem(What.LEFT_OUT, Why.COMMENT, number, said[4:].strip())] if said[4:].strip() else []
    elif len(block) == 1 and NUMBER.fullmatch(first):
        found.say(What.LEFT_OUT, Why.NOT_A_CUE, number, said)
    elif said:
        found.say(What.DROPPED, Why.NO_TIME, number, said)


# -- one cue ----------------------------------------------------------------------------------------------------------


def _turns(cue: Cue, found: _Found) -> list[Turn]:
    spoken = [(speaker, words) for speaker, words in _voices(cue.payload) if words]
    start = _start(cue, found)
    if start is None:
        found.say(What.DROPPED, Why.BAD_TIME, cue.line, " ".join(words for _, words in spoken))
        return []
    if not spoken:
        found.say(What.DOUBT, Why.NO_WORDS, cue.line)
    return [Turn(speaker, start, words) for speaker, words in spoken]


def _start(cue: Cue, found: _Found) -> float | None:
    """In seconds; None when either time cannot be read."""
    times = TIMING.match(cue.timing)
    if not times:
        return None
    try:
        start, _ = (Timestamp.from_string(times[which].replace(",", ".")) for which in (1, 2))
    except MalformedCaptionError:
        return None
    if times[3] and not times[3][0].isspace():
        found.say(What.DOUBT, Why.MENDED, cue.line)
    hours, minutes, seconds, thousandths = start.to_tuple()
    return round(hours * 3600 + minutes * 60 + seconds + thousandths / 1000, 3)


def _voices(payload: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Who says which words of a cue: `<v Marie>…</v>`, one voice or several."""
    text, speaker, last = "\n".join(payload), "", 0
    for tag in VOICE.finditer(text):
        yield speaker, _words(text[last : tag.start()])
        speaker, last = "" if tag[2] else _words(tag[1] or ""), tag.end()
    yield speaker, _words(text[last:])


def _words(marked: str) -> str:
    """Without tags, then with entities read: `&lt;b&gt;` is what someone said, `<b>` is how it is shown."""
    return tidy(html.unescape(OTHER_TAG.sub("", marked)))
