"""What a person can say yes to, one thing at a time, in words that have a version.

The words stand side by side in `items.json`. A version that someone may have answered is never edited: new words are a
new version below it, so that each receipt can still show what was on the page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from espoir.i18n.say import in_french

SUPPORT, NUMBERS, REMINDERS, NOTES, CHECKIN = "support", "numbers", "reminders", "notes", "checkin"


@dataclass(frozen=True)
class Words:
    title: str
    words: str
    who: str  # who sees it
    no: str  # what a no changes


@dataclass(frozen=True)
class Version:
    number: int
    since: date
    fr: Words
    en: Words


@dataclass(frozen=True)
class Item:
    code: str
    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def words(self) -> Words:
        return words(self.code, self.latest.number)


@cache
def items() -> dict[str, Item]:
    """Every item, in the order of the page."""
    raw = json.loads(Path(__file__).with_name("items.json").read_text(encoding="utf-8"))
    return {code: Item(code, tuple(_version(each) for each in versions)) for code, versions in raw.items()}


def _version(raw: dict[str, object]) -> Version:
    said = {language: Words(**raw[language]) for language in ("fr", "en")}  # type: ignore[arg-type]
    return Version(int(str(raw["version"])), date.fromisoformat(str(raw["since"])), said["fr"], said["en"])


def words(code: str, number: int) -> Words:
    """The words of that version, in the reader's language."""
    version = next(each for each in items()[code].versions if each.number == number)
    return version.fr if in_french() else version.en
