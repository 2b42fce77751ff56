"""Numbers that look random and are the same each time: SplitMix64 (Steele, Lea and Flood, 2014), public domain."""

from __future__ import annotations

from collections.abc import Callable

Chance = Callable[[], float]  # a number in [0, 1)

WORD = (1 << 64) - 1
FRACTION = 53  # bits of a float


def seeded(seed: int) -> Chance:
    """The same seed gives the same numbers, on every machine."""
    state = seed & WORD

    def draw() -> float:
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & WORD
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & WORD
        return ((mixed ^ (mixed >> 31)) >> (64 - FRACTION)) / (1 << FRACTION)

    return draw
