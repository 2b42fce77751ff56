"""A turn in sentences, so that someone can choose words without marking them with a mouse."""

from __future__ import annotations

import re

from espoir.transcripts.models import Turn

SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+(?:[ \u00a0\u202f]?»|[”\"’)\]])*(?=\s|$)|\n|$|[.!?…])\s*")


def of_turn(turn: Turn) -> list[tuple[int, int]]:
    """Places in the document; together they are the whole turn."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in SENTENCE.finditer(turn.text):
        if match.end() > start and turn.text[start : match.end()].strip() and not _goes_on(turn.text, match.end()):
            found.append((turn.first + start, turn.first + match.end()))
            start = match.end()
    if start < len(turn.text):
        found.append((found.pop()[0] if found and not turn.text[start:].strip() else turn.first + start, turn.end))
    return found


def _goes_on(text: str, at: int) -> bool:
    """`exemple.ca`, `3.5`: a point without a space after it ends nothing."""
    return 0 < at < len(text) and not text[at - 1].isspace()
