"""Questionnaires scored by the rule of whoever published them.

    score(find("proqol@5").key, {1: 4, 2: 2, …})

An instrument is its key (items, ranges, reversals, what may be missing), its terms, and where its wording is. The
wording itself is never here. See `instruments` for the values and `keys/` for the files.
"""

from __future__ import annotations

from espoir.cores.scoring.catalogue import NoSuchVersion, NotKnown, catalogue, codes, find, squeezed
from espoir.cores.scoring.instruments import (
    BadKey,
    Both,
    CutOff,
    Instrument,
    Key,
    Obstacle,
    Scale,
    Takes,
    Terms,
    read,
)  # fmt: skip
from espoir.cores.scoring.score import Answers, BadAnswer, Score, of_scale, score

__all__ = [
    "Answers", "BadAnswer", "BadKey", "Both", "CutOff", "Instrument", "Key", "NoSuchVersion", "NotKnown", "Obstacle",
    "Scale", "Score", "Takes", "Terms", "catalogue", "codes", "find", "of_scale", "read", "score", "squeezed",
]  # fmt: skip
