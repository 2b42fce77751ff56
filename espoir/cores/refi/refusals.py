"""A file that is not opened at all, with the sentence that says why."""

from __future__ import annotations


class Refused(ValueError):
    """The sentence says what is wrong with the file. Nothing of it was read."""
