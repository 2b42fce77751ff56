"""What may stand on the screen of someone who is read over the shoulder."""

from __future__ import annotations

import re

SPEAKS = re.compile(
    r"\btraite\b|trafi(c|qu)|exploit|prostitu|proxén|surviv|victim|agress|violen|abus|refuge"
    r"|hébergement d’urgence|sauver|traffick|pimp|assault|shelter|rescue|espoir",
    re.IGNORECASE,
)


def says_why(words: str) -> bool:
    """Would this name tell a stranger why someone is here?"""
    return bool(SPEAKS.search(words.replace("'", "’")))
