"""What was said, turn by turn, from a file of captions or a typed transcript; and a text that changes under its marks.

    transcript = read(content, "meeting.vtt")
    transcript.turns     # who, from which second, which words; turns of the same speaker that follow are one
    transcript.problems  # what the file held that is not in the turns: its line, why, and the words themselves

Nothing is lost silently: what someone said is in a turn, or in a problem. `cut`, `replaced` and `differences` are what
cleaning a transcript is made of: marks in a text (code points) follow when the text changes.
"""

from __future__ import annotations

from espoir.cores.captions.changes import Change, Piece, differences
from espoir.cores.captions.kinds import read
from espoir.cores.captions.marks import Changed, Span, cut, replaced
from espoir.cores.captions.turns import (
    LIMIT,
    NotReadable,
    Problem,
    Refusal,
    Transcript,
    Turn,
    What,
    Why,
)  # fmt: skip

__all__ = [
    "LIMIT", "Change", "Changed", "NotReadable", "Piece", "Problem", "Refusal", "Span", "Transcript", "Turn", "What",
    "Why", "cut", "differences", "read", "replaced",
]  # fmt: skip
