"""Vehicles: a plate is strong; a colour, a make and a model together are a point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from espoir.cores.likeness.clues import NOTHING, Likeness, Tokens, strong, weak
from espoir.cores.likeness.letters import cleaned, folded
from espoir.cores.likeness.matching import slipped
from espoir.cores.likeness.packaged import sections

SHORTEST, LONGEST = 5, 8  # of a plate
YEAR = re.compile(r"^(?:19|20)\d\d$")
USUAL = re.compile(
    r"[a-z]\d\d[a-z]{3}|[a-z]{3,4}\d{3}|\d{3}[a-z]{3}|[a-z]{1,3}\d{4,5}|[a-z]{2}\d{3}[a-z]?|[a-z]{3}\d\d[a-z]|\d[a-z]{2,3}\d{2,3}"
)
HYPHENED = re.compile(r"\b([a-z]{1,2})-(\d{1,3})\b")  # F-150, CX-5
ONE_SIGN = str.maketrans("oiqb", "0108")
LEAST_OF_A_MODEL = 4


@dataclass(frozen=True, slots=True)
class Vehicle:
    plate: str
    colours: frozenset[str]
    make: str
    models: frozenset[str]  # known or not
    body: str


@cache
def _said(section: str) -> dict[str, str]:
    """Each word, and the one it is compared by."""
    found: dict[str, str] = {}
    for entry in sections("vehicles.txt")[section]:
        one, _is, other = entry.partition("=")
        if section in ("colours", "bodies"):
            found |= {one: one, other: one}
        else:
            found[one] = other or one
    return found


def read(words: str) -> Vehicle:
    said = HYPHENED.sub(r"\1\2", folded(cleaned(words)).replace("modele", "model"))
    parts = _joined(re.findall(r"[a-z]+\d*[a-z]*\d*|\d+[a-z]*\d*", said))
    plate, rest = _plate(parts)
    known = [part for part in rest if part in _said("models")]
    make = next((_said("makes")[part] for part in rest if part in _said("makes")), "")
    return Vehicle(
        plate=plate,
        colours=frozenset(_said("colours")[part] for part in rest if part in _said("colours")),
        make=make or (_said("models")[known[0]] if known else ""),
        models=frozenset(known or [part for part in rest if not _describes(part)]),
        body=next((_said("bodies")[part] for part in rest if part in _said("bodies")), ""),
    )


def _joined(parts: list[str]) -> list[str]:
    """`rav 4`, `cr v`, `mazda 3`, `rouge vin` in one word."""
    found: list[str] = []
    for part in parts:
        whole = found[-1] + part if found else ""
        if whole and (whole in _said("models") or whole in _said("colours") or whole in _said("bodies")):
            found[-1] = whole
        else:
            found.append(part)
    return found


def _describes(part: str) -> bool:
    known = any(part in _said(section) for section in ("colours", "makes", "models", "bodies"))
    return known or part in sections("vehicles.txt")["small"] or bool(YEAR.match(part))


def _plate(parts: list[str]) -> tuple[str, list[str]]:
    """The plate, and the other words. As plates are made here first; else letters and digits, one piece or several."""
    windows = [
        (start, end)
        for size in range(len(parts), 0, -1)
        for start in range(len(parts) - size + 1)
        if _may_be_a_plate(parts[start : (end := start + size)])
    ]
    usual = [(start, end) for start, end in windows if USUAL.fullmatch("".join(parts[start:end]))]
    for start, end in (usual or windows)[:1]:
        return "".join(parts[start:end]).translate(ONE_SIGN), [*parts[:start], *parts[end:]]
    return "", parts


def _may_be_a_plate(parts: list[str]) -> bool:
    whole = "".join(parts)
    if not SHORTEST <= len(whole) <= LONGEST or not re.search(r"\d", whole) or not re.search(r"[a-z]", whole):
        return False
    return not any(len(part) > 1 and _describes(part) for part in parts)


def keys(vehicle: Vehicle) -> frozenset[str]:
    found = {"m=" + vehicle.make} if vehicle.make else set[str]()
    found |= {"o=" + model for model in vehicle.models if len(model) >= LEAST_OF_A_MODEL}
    return frozenset(found | ({vehicle.plate} if vehicle.plate else set()))


def compared(a: Vehicle, b: Vehicle) -> Likeness:
    if a.plate and b.plate:
        return strong() if a.plate == b.plate else NOTHING
    if _differ(a.make, b.make) or _differ(a.body, b.body) or _apart(a.colours, b.colours):
        return NOTHING
    model = any(_is_model(mine, hers) for mine in a.models for hers in b.models)
    if a.models and b.models and not model:
        return NOTHING
    colour, make = bool(a.colours & b.colours), bool(a.make and a.make == b.make)
    return weak(0.6, 1, same=True) if colour + make + model >= 2 else NOTHING


def _is_model(mine: str, hers: str) -> bool:
    return mine == hers or (mine.isalpha() and hers.isalpha() and slipped(mine, hers))


def _differ(mine: str, hers: str) -> bool:
    return bool(mine) and bool(hers) and mine != hers


def _apart(mine: Iterable[str], hers: Iterable[str]) -> bool:
    return bool(mine) and bool(hers) and set(mine).isdisjoint(hers)


def tokens(vehicle: Vehicle) -> Tokens:
    colour, model = min(vehicle.colours, default=""), min(vehicle.models, default="")
    faint = {f"1:{colour} {vehicle.make} {model}"} if vehicle.make and (colour or model) else set[str]()
    return Tokens(frozenset({vehicle.plate} if vehicle.plate else ()), frozenset(faint))
