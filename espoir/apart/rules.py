"""Which names mean the same person, and how long what was written acts."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

from espoir import clock
from espoir.apart.keeper import Entry

SOON = timedelta(days=30)
LONGEST = 80
MOST_PEOPLE = 40  # one name rarely means more; the sealed block has room for these


def plain(name: str) -> str:
    """« Loup-Marin » and "loup marin" are the same name here."""
    letters = unicodedata.normalize("NFKD", name.casefold().strip())
    return "".join(letter for letter in letters if letter.isalnum()) or letters


def until() -> date:
    """A year from today; the page says so, and Today reminds her before."""
    today = clock.today()
    return today.replace(year=today.year + 1, day=min(today.day, 28))


def acts(entry: Entry) -> bool:
    return entry.until >= clock.today().isoformat()


def runs_out_soon(day: date) -> bool:
    return day < clock.today() + SOON
