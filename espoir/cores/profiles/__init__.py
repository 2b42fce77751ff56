"""Who took part in a study, who is missing, and whether the numbers may be printed as they are.

    profile(rows, [Trait("region", hoped=("east", "west")), Trait("work", several=True)])
    check([Stated("type", 34, {"health": 13, "general": 21})])

A table is refused, with a sentence, when its numbers do not add up to the people it is about (unless several answers
are declared), and when a number in it, the rest of it, or what one table leaves of another is about fewer than `least`
people: whoever subtracts would find someone. Keeping small numbers back is the caller's (`protect`); what is left is
still read here with a pencil.
"""

from __future__ import annotations

from espoir.cores.profiles.rows import NO_ANSWER, SEPARATOR, Profile, Protect, Row, Trait, answers, profile
from espoir.cores.profiles.stated import Fault, Refused, Stated, check

__all__ = [
    "NO_ANSWER", "SEPARATOR", "Fault", "Profile", "Protect", "Refused", "Row", "Stated", "Trait", "answers", "check",
    "profile",
]  # fmt: skip
