"""Help lines, read from `lines.toml`: what they offer and their number, and the day each was checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from espoir.i18n import say


@dataclass(frozen=True)
class HelpLine:
    number: str
    offers_fr: str
    offers_en: str
    name_fr: str
    name_en: str
    verified_on: date
    source: str
    text_to: str = ""

    @property
    def offers(self) -> str:
        return self.offers_fr if say.in_french() else self.offers_en

    @property
    def name(self) -> str:
        """It can say why someone calls: only on the public page and the sheet handed over."""
        return self.name_fr if say.in_french() else self.name_en

    @property
    def said(self) -> str:
        """« 1 833 900-1010 », "1-833-900-1010"; 9-8-8 keeps its hyphens so that each digit is read out."""
        if not (say.in_french() and self.number.startswith("1-")):
            return self.number
        country, area, first, last = self.number.split("-")
        return f"{country}{say.NBSP}{area}{say.NBSP}{first}-{last}"

    @property
    def checked(self) -> str:
        return say.day(self.verified_on, year=True, weekday=False)

    @property
    def tel(self) -> str:
        return "".join(filter(str.isdigit, self.number))


@cache
def help_lines() -> tuple[HelpLine, ...]:
    with (Path(__file__).parent / "lines.toml").open("rb") as file:
        return tuple(HelpLine(**line) for line in tomllib.load(file)["line"])
