"""The dated pack of what changes from province to province. Generic wordings: the organisation confirms its own."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

PACK = Path(__file__).with_name("jurisdictions.json")


@cache
def _pack() -> dict[str, Any]:
    pack: dict[str, Any] = json.loads(PACK.read_text(encoding="utf-8"))
    return pack


def edition() -> date:
    return date.fromisoformat(_pack()["edition"])


def places(language: str) -> list[tuple[str, str]]:
    """Codes and names of the provinces and territories, in the order of that language."""
    named = [(code, place["name"][language]) for code, place in _pack()["places"].items()]
    return sorted(named, key=lambda pair: pair[1].replace("Î", "I"))


def place(code: str) -> dict[str, dict[str, str | None]]:
    """The lines of a province; the generic ones for any other code."""
    lines: dict[str, dict[str, str | None]] = _pack()["places"].get(code, _pack()["generic"])
    return lines
