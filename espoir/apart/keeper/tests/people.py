"""Invented people of an invented place, as the keeper knows them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from espoir.apart.keeper.shapes import Someone

PLACE = "sentier23456"
MESANGE = Someone("mesange23456", PLACE, "Mésange")
ERABLE = Someone("erable234567", PLACE, "Érable")
ALIZE = Someone("alize2345678", PLACE, "Alizé")
NOROIT = Someone("noroit234567", PLACE, "Noroît")
WREN = Someone("wren23456789", "northgate234", "Wren")
KIM, SACHA, ANDREE = "kim234567890", "sacha2345678", "andree234567"
MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=ZoneInfo("America/Toronto"))
COOLED = timedelta(days=5)


def others(count: int) -> list[Someone]:
    return [Someone(f"other{number:07}", PLACE, f"Autre {chr(65 + number % 26)}{number}") for number in range(count)]


def ids(people) -> list[str]:
    return [person.id for person in people]
