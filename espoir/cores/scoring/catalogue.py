"""The instruments that come with the house, one file each version."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from espoir.cores.scoring.instruments import Instrument, read


class NotKnown(Exception):
    """No instrument of that code."""


class NoSuchVersion(Exception):
    def __init__(self, known: tuple[Instrument, ...]) -> None:
        super().__init__(", ".join(each.version for each in known))
        self.known = known


@cache
def catalogue() -> tuple[Instrument, ...]:
    folder = files("espoir.cores.scoring").joinpath("keys")
    texts = [each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".toml")]
    return tuple(sorted(map(read, texts), key=lambda each: (each.code, each.version)))


def find(said: str) -> Instrument:
    """`code` or `code@version`, however it is spelt: WHO-5, who5, "ProQOL 5", proqol@v5.

    Raises NotKnown or NoSuchVersion: answers to one version are never scored with the key of another.
    """
    code, _, version = said.partition("@")
    known = tuple(each for each in catalogue() if squeezed(code) in codes(each))
    if not known:
        raise NotKnown(code.strip())
    if "@" not in said and len(known) == 1:
        return known[0]
    wanted = re.sub(r"^v(ersion)?(?=\d)", "", squeezed(version))
    for each in known:
        if wanted in {squeezed(name) for name in (each.version, *each.also_versions)}:
            return each
    raise NoSuchVersion(known)


def codes(instrument: Instrument) -> tuple[str, ...]:
    return (instrument.code, *instrument.also)


def squeezed(name: str) -> str:
    """Letters and figures alone: who-5, WHO 5 and who5 are the same."""
    return re.sub(r"[\W_]+", "", name).casefold()
