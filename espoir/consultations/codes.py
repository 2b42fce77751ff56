"""The code of words that opens a participant's own page. The words themselves are kept nowhere."""

from __future__ import annotations

import secrets

from espoir.accounts.words import everyday_words, folded, spelled
from espoir.logbook import ledger

WORDS = 6  # out of 700 or more, and a number of two digits: more than 2^63 codes
SCOPE = "code"  # no organisation bears this name: it is longer or shorter than an id


def draw(language: str) -> str:
    """« érable rivière soleil tasse matin lampe 47 »: everyday words in her language, easy to write down."""
    words = everyday_words(language[:2])
    drawn = [secrets.choice(words) for _ in range(WORDS)]
    return spelled(folded(" ".join([*drawn, str(10 + secrets.randbelow(90))])))


def digest(typed: str) -> str:
    """What is kept of a code: a mark made with a key of this installation. Capitals, accents, hyphens do not count."""
    return ledger.mark(SCOPE, folded(typed))
