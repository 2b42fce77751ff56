from __future__ import annotations


class IllegalMove(Exception):
    """This cannot be done now: someone did something in between, or it makes no sense."""


class NotHere(Exception):
    """A place that is not in the text."""


class TooDeep(IllegalMove):
    """A code under itself, or under too many others."""


DEEPEST = 6
STEPS_KEPT = 50
UNITS_WANTED = 30  # below so many units, an interval says little
