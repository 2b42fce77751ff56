"""Which names mean the same person, and how long what was written acts."""

from __future__ import annotations

import unicodedata
from datetime import date

from espoir import clock
from espoir.apart.keeper import Entry

KEPT_MONTHS = 12
LONGEST = 80
MOST_PEOPLE = 40  # one name rarely means more; the sealed block has room for these


def plain(name: str) -> str:
    """« Loup-Marin » and "loup marin" are the same name here."""
    letters = unicodedata.normalize("NFKD", name.casefold().strip())
    return "".join(letter for letter in letters if letter.isalnum()) or letters


def until() -> date:
    today = clock.today()
    return today.replace(year=today.year + KEPT_MONTHS // 12, day=min(today.day, 28))


def acts(entry: Entry) -> bool:
    return entry.until >= clock.today().isoformat()
