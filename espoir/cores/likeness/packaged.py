"""The small lists this core carries with it: one word after another, in [sections], # for comments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    text = files("espoir.cores.likeness").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Each section and its words; words before any section are under ""."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in lines(name):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            found.setdefault(section, []).extend(line.split())
    return {section: tuple(words) for section, words in found.items()}


@cache
def words(name: str) -> tuple[str, ...]:
    """Every word of a list, in its order."""
    return tuple(word for section in sections(name).values() for word in section)
