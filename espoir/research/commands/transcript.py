"""`espoir research transcript FILE`: what was said, turn by turn, and what of the file is not in the turns."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from espoir.console import Unreadable
from espoir.cores.captions import LIMIT, NotReadable, Problem, Refusal, Transcript, What, Why, read

DONE, SOME_DROPPED = 0, 1
REFUSED = {
    Refusal.EMPTY: "is empty",
    Refusal.TOO_BIG: f"is larger than {LIMIT // 1_000_000} MB: cut it into smaller files",
    Refusal.NOT_TEXT: "is not plain text: save it as text in UTF-8",
    Refusal.OTHER_KIND: "is of another kind: VTT, SRT, DOCX and plain text are read",
    Refusal.PROTECTED: "is an older Word document, or has a password: save it as .docx without a password",
    Refusal.DAMAGED: "is damaged: ask for the file again",
    Refusal.BOMB: "unpacks to far more than a transcript holds: it was not opened",
    Refusal.ENTITIES: "asks to read other files: it was not opened",
    Refusal.NO_CUES: "holds no line of times such as 00:01.000 --> 00:02.000: it is not a file of captions",
}
REASONS = {
    Why.BAD_TIME: "the times of this cue cannot be read",
    Why.NO_TIME: "these words belong to no cue",
    Why.COMMENT: "a note in the file, which nobody said",
    Why.NOT_A_CUE: "the number of a cue, standing alone",
    Why.HEADING: "it stands above what was said",
    Why.SYSTEM: "the software says that it started or stopped",
    Why.NOTES: "footnotes, comments, headers or footers of the document",
    Why.STRUCK: "the document holds these words as deleted",
    Why.NO_WORDS: "nothing is said here",
    Why.MENDED: "the time was read up to where it goes wrong",
    Why.NO_HEADER: "the file does not begin with WEBVTT",
    Why.ENCODING: "not in UTF-8: read as Windows-1252",
}
WHAT = {What.DROPPED: "dropped", What.LEFT_OUT: "left out", What.DOUBT: "to check"}


def add(verbs: Any) -> ArgumentParser:
    """The words that this command understands."""
    verb: ArgumentParser = verbs.add_parser(
        "transcript",
        help="read a transcript: VTT (Microsoft Teams among them), SRT, DOCX, plain text",
        epilog="Exit status: 0 every cue is in the turns, 1 some were dropped and are listed, 2 unreadable file. "
        "`cues` counts every cue found, the dropped ones too; `start` is in seconds, null when the file does not say.",
    )
    verb.add_argument("file", metavar="FILE", type=Path)
    return verb


def run(wanted: Namespace) -> int:
    """Exit status: 0 every cue is in the turns; 1 some were dropped."""
    transcript = _read(wanted.file)
    written = json.dumps(_as_object(transcript), ensure_ascii=False) if wanted.json else _as_text(transcript)
    sys.stdout.write(f"{written}\n")
    return SOME_DROPPED if transcript.dropped else DONE


def _read(path: Path) -> Transcript:
    try:
        if path.stat().st_size > LIMIT:
            raise NotReadable(Refusal.TOO_BIG)
        return read(path.read_bytes(), path.name)
    except OSError as wrong:
        raise Unreadable(f"{path} cannot be opened: {wrong.strerror}.") from wrong
    except NotReadable as refused:
        raise Unreadable(f"{path} {REFUSED[refused.why]}.") from refused


def _as_object(transcript: Transcript) -> dict[str, Any]:
    return {
        "turns": [{"speaker": turn.speaker, "start": turn.start, "text": turn.text} for turn in transcript.turns],
        "cues": transcript.cues,
        "dropped": transcript.dropped,
        "problems": [_told(problem) for problem in transcript.problems],
    }


def _told(problem: Problem) -> dict[str, Any]:
    reason = REASONS[problem.why]
    return {"line": problem.line, "what": problem.what, "why": problem.why, "reason": reason, "said": problem.said}


def _as_text(transcript: Transcript) -> str:
    turns = [f"{_clock(turn.start)}{turn.speaker or '–'}: {turn.text}" for turn in transcript.turns]
    counts = f"{transcript.cues} cues, {len(transcript.turns)} turns, {transcript.dropped} dropped."
    return "\n".join([*turns, "", counts, *map(_line, transcript.problems)])


def _line(problem: Problem) -> str:
    where = f"line {problem.line}, " if problem.line else ""
    return f"{where}{WHAT[problem.what]}: {REASONS[problem.why]}{f': {problem.said}' if problem.said else ''}"


def _clock(start: float | None) -> str:
    return "" if start is None else f"[{int(start) // 3600}:{int(start) // 60 % 60:02}:{int(start) % 60:02}] "
