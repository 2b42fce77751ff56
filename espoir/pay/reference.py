"""Dated rates that others published, each with its source. What lies below one stands out, and a person answers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from espoir.people.jurisdictions import places

TABLE = Path(__file__).with_name("reference.toml")


@dataclass(frozen=True)
class Published:
    place: str  # code of the province
    cents: int  # an hour
    since: date
    source: str
    url: str
    read_on: date

    def name(self, language: str) -> str:
        return dict(places(language))[self.place]


@cache
def rates() -> tuple[Published, ...]:
    return tuple(Published(**row) for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["rate"])
