"""What is known of an instrument: its key, its terms, where its wording is. Never its wording.

A key without a source that was read, or a score outside what the key can give, does not load: see `read`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Takes(StrEnum):
    SUM = "sum"
    MEAN = "mean"


class Obstacle(StrEnum):
    """Why an organisation cannot switch an instrument on."""

    NO_KEY = "no key"  # its scoring rule was not read in a source
    NO_TERMS = "no terms"  # no terms of use are on file
    NO_WORDING = "no wording"  # the organisation has not brought the publisher's wording yet


class BadKey(Exception):
    """What is wrong in the file of a key."""


@dataclass(frozen=True)
class Both:
    """The same words in the two languages of the house."""

    en: str
    fr: str


@dataclass(frozen=True)
class CutOff:
    code: str
    at_most: int


@dataclass(frozen=True)
class Scale:
    code: str
    name: Both
    items: tuple[int, ...]
    reversed: frozenset[int]
    takes: Takes
    times: int
    cut_offs: tuple[CutOff, ...]  # from the lowest up
    cut_offs_source: str


@dataclass(frozen=True)
class Key:
    items: int
    lowest: int
    highest: int
    direction: Both  # what the lowest and the highest answer stand for: a file coded the other way scores wrongly
    missing_allowed: int  # in each scale
    missing_source: str
    scales: tuple[Scale, ...]
    source: str
    seen_on: date

    def accepts(self, answer: int) -> bool:
        return self.lowest <= answer <= self.highest

    def reverse(self, answer: int) -> int:
        return self.lowest + self.highest - answer

    def bounds(self, scale: Scale) -> tuple[Fraction, Fraction]:
        """The least and the most that a scale can come to."""
        many = len(scale.items) if scale.takes is Takes.SUM else 1
        return Fraction(self.lowest * many * scale.times), Fraction(self.highest * many * scale.times)


@dataclass(frozen=True)
class Terms:
    summary: Both
    credit: str  # printed wherever the instrument is shown
    source: str
    verified_on: date


@dataclass(frozen=True)
class Instrument:
    code: str
    version: str
    also: tuple[str, ...]  # other ways to type its code
    also_versions: tuple[str, ...]
    name: Both
    languages: tuple[str, ...]
    where: Both  # to get the publisher's wording
    key: Key | None
    terms: Terms | None

    def obstacles(self, *, has_wording: bool) -> tuple[Obstacle, ...]:
        """What keeps it from being switched on; nothing, if it may be."""
        in_the_way = {
            Obstacle.NO_KEY: self.key is None,
            Obstacle.NO_TERMS: self.terms is None,
            Obstacle.NO_WORDING: not has_wording,
        }
        return tuple(obstacle for obstacle, stands in in_the_way.items() if stands)


KNOWN = {
    "code", "version", "also", "also_versions", "name", "languages", "items", "lowest", "highest",
    "direction", "rule", "missing", "scales", "terms", "wording",
}  # fmt: skip


def read(text: str) -> Instrument:
    """An instrument from its file, or BadKey: a key is whole or it is not there."""
    try:
        raw = tomllib.loads(text)
        return _instrument(raw)
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadKey(f"{type(wrong).__name__}: {wrong}") from wrong


def _instrument(raw: Mapping[str, Any]) -> Instrument:
    if unknown := set(raw) - KNOWN:
        raise BadKey(f"unknown: {', '.join(sorted(unknown))}")
    return Instrument(
        code=raw["code"],
        version=raw["version"],
        also=tuple(raw.get("also", ())),
        also_versions=tuple(raw.get("also_versions", ())),
        name=Both(**raw["name"]),
        languages=tuple(raw["languages"]),
        where=Both(**raw["wording"]["where"]),
        key=_key(raw) if "scales" in raw else None,
        terms=_terms(raw["terms"]) if "terms" in raw else None,
    )


def _terms(raw: Mapping[str, Any]) -> Terms:
    return Terms(Both(**raw["summary"]), raw["credit"], raw["source"], raw["verified_on"])


def _key(raw: Mapping[str, Any]) -> Key:
    key = Key(
        items=raw["items"],
        lowest=raw["lowest"],
        highest=raw["highest"],
        direction=Both(**raw["direction"]),
        missing_allowed=raw["missing"]["allowed"],
        missing_source=raw["missing"]["source"],
        scales=tuple(map(_scale, raw["scales"])),
        source=raw["rule"]["source"],
        seen_on=raw["rule"]["seen_on"],
    )
    for fault in _faults(key):
        raise BadKey(fault)
    return key


def _scale(raw: Mapping[str, Any]) -> Scale:
    return Scale(
        code=raw["code"],
        name=Both(**raw["name"]),
        items=tuple(raw["items"]),
        reversed=frozenset(raw["reversed"]),
        takes=Takes(raw["takes"]),
        times=raw["times"],
        cut_offs=tuple(CutOff(**cut_off) for cut_off in raw["cut_offs"]),
        cut_offs_source=raw.get("cut_offs_source", ""),
    )


def _faults(key: Key) -> list[str]:
    faults = [] if key.lowest < key.highest else ["the lowest answer is not below the highest"]
    if not (key.source and key.missing_source):
        faults.append("a rule without its source")
    scored = {item for scale in key.scales for item in scale.items}
    if scored != set(range(1, key.items + 1)):
        faults.append("items that no scale takes, or that the instrument has not")
    if len({scale.code for scale in key.scales}) < len(key.scales):
        faults.append("two scales of the same code")
    return faults + [f"{scale.code}: {fault}" for scale in key.scales for fault in _faults_of(key, scale)]


def _faults_of(key: Key, scale: Scale) -> list[str]:
    least, most = key.bounds(scale)
    marks = [cut_off.at_most for cut_off in scale.cut_offs]
    wrong = {
        "an item counts twice": len(set(scale.items)) < len(scale.items),
        "a reversal of an item that it does not take": not scale.reversed <= set(scale.items),
        "as many may be missing as it has items": not 0 <= key.missing_allowed < len(scale.items),
        "nothing is left of it": scale.times < 1,
        "cut-offs without their source": bool(marks) and not scale.cut_offs_source,
        "cut-offs out of order": marks != sorted(set(marks)),
        "a cut-off that no score reaches": any(not least <= mark <= most for mark in marks),
    }
    return [fault for fault, is_so in wrong.items() if is_so]
