"""Vehicles: a plate is strong; a colour, a make and a model together are a point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from espoir.cores.likeness.clues import NOTHING, Likeness, Tokens, strong, weak
from espoir.cores.likeness.letters import cleaned, folded
from espoir.cores.likeness.packaged import sections

SHORTEST, LONGEST = 5, 8  # of a plate
YEAR = re.compile(r"^(?:19|20)\d\d$")
ONE_SIGN = str.maketrans("oiq", "010")


@dataclass(frozen=True, slots=True)
class Vehicle:
    plate: str
    colour: str
    make: str
    model: str
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
    said = re.sub(r"\bf\W?150\b", "f150", folded(cleaned(words)))
    parts = re.findall(r"[a-z]+\d*[a-z]*\d*|\d+[a-z]*\d*", said)
    models = [part for part in parts if part in _said("models")]
    make = next((_said("makes")[part] for part in parts if part in _said("makes")), "")
    return Vehicle(
        plate=_plate([part for part in parts if not _describes(part)]),
        colour=next((_said("colours")[part] for part in parts if part in _said("colours")), ""),
        make=make or (_said("models")[models[0]] if models else ""),
        model=models[-1] if models else "",
        body=next((_said("bodies")[part] for part in parts if part in _said("bodies")), ""),
    )


def _describes(part: str) -> bool:
    known = any(part in _said(section) for section in ("colours", "makes", "models", "bodies"))
    return known or part in sections("vehicles.txt")["small"] or bool(YEAR.match(part))


def _plate(parts: list[str]) -> str:
    """Letters and digits, five to eight, in one piece or several; O is 0 and I is 1."""
    for size in range(len(parts), 0, -1):
        for start in range(len(parts) - size + 1):
            whole = "".join(parts[start : start + size])
            if SHORTEST <= len(whole) <= LONGEST and re.search(r"\d", whole) and re.search(r"[a-z]", whole):
                return whole.translate(ONE_SIGN)
    return ""


def keys(vehicle: Vehicle) -> frozenset[str]:
    described = {"m=" + vehicle.make} if vehicle.make else set()
    return frozenset(described | ({vehicle.plate} if vehicle.plate else set()))


def compared(a: Vehicle, b: Vehicle) -> Likeness:
    if a.plate and b.plate:
        return strong() if a.plate == b.plate else NOTHING
    for mine, hers in ((a.colour, b.colour), (a.make, b.make), (a.model, b.model), (a.body, b.body)):
        if mine and hers and mine != hers:
            return NOTHING
    shared = sum(bool(mine and mine == hers) for mine, hers in zip(_described(a), _described(b), strict=True))
    return weak(0.6, 1, same=True) if a.make and a.make == b.make and shared >= 2 else NOTHING


def _described(vehicle: Vehicle) -> tuple[str, ...]:
    return vehicle.colour, vehicle.make, vehicle.model


def tokens(vehicle: Vehicle) -> Tokens:
    described = f"1:{vehicle.colour} {vehicle.make} {vehicle.model}"
    faint = {described} if vehicle.make and (vehicle.colour or vehicle.model) else set()
    return Tokens(frozenset({vehicle.plate} if vehicle.plate else ()), frozenset(faint))
