"""Where a value hides: a DOI in an address, our own classification in custom fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

PAGE_OF = re.compile(
    r"/(?:full|abstract|pdf|html|epdf|epub|meta)(?:/html)?/?$", re.IGNORECASE
)  # after a DOI, in addresses
DOI = re.compile(r"10\.\d{2,9}(?:\.\d+)*/[^\s\"<>?#&]+", re.IGNORECASE)
OWN = {"C1": ("kind", "kind"), "C2": ("studied in", "studied_in"), "C3": ("sector", "sector")}


class Tagged(Protocol):
    tag: str
    value: str


@dataclass
class Own:
    kind: str = ""
    studied_in: str = ""
    sector: str = ""
    used: list[Tagged] = field(default_factory=list)


def doi_in(said: str, *, only: bool = False) -> str:
    """The DOI without its address, in lower case; `only` when the text may be an address without any."""
    found = DOI.search(said)
    if found:
        return PAGE_OF.sub("", found[0].rstrip(".,;)")).lower()
    return "" if only else said.strip()


def said_of_us(fields: Sequence[Tagged]) -> Own:
    """`C1  - Kind: academic`, `C2  - Studied in: Canada`, `C3  - Sector: …`, as we write them ourselves."""
    own = Own()
    for one in fields:
        label, name = OWN.get(one.tag, ("", ""))
        head, colon, value = one.value.partition(":")
        if label and colon and head.strip().lower() == label and not getattr(own, name):
            setattr(own, name, value.strip())
            own.used.append(one)
    return own
