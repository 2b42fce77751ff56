"""A work as it is kept, and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from django.utils.translation import get_language

from espoir.cores import bibliography
from espoir.cores.bibliography import Author, Record

EMPTY = asdict(Record())


def as_kept(work: Record) -> dict[str, Any]:
    """Only what is said of it."""
    return {name: value for name, value in asdict(work).items() if value != EMPTY[name]}


def record(kept: dict[str, Any]) -> Record:
    made = {each.name: kept[each.name] for each in fields(Record) if each.name in kept}
    for name in ("authors", "editors"):
        made[name] = tuple(Author(**one) for one in made.get(name, ()))
    for name in ("keywords", "notes"):
        made[name] = tuple(made.get(name, ()))
    made["raw"] = tuple((tag, value) for tag, value in made.get("raw", ()))
    return Record(**made)


def tongue() -> str:
    return (get_language() or "en")[:2]


def short(work: Record) -> str:
    """« Roy et Lee, 2012 », as in a text."""
    return bibliography.named_shortly(work, tongue())
