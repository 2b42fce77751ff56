"""What can be written in the logbook. A verb says itself to the person concerned: « {name} a ouvert … »."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VERBS: dict[str, Verb] = {}


@dataclass(frozen=True)
class Verb:
    code: str
    words: StrOrPromise  # after a name: "opened “How to reach me”"


def verb(code: str, words: StrOrPromise) -> Verb:
    """Declare a verb once, at the top of the room's `actions.py` or `queries.py`."""
    known = VERBS.setdefault(code, Verb(code, words))
    if known.words is not words and str(known.words) != str(words):
        raise ValueError(f"two rooms use the verb {code!r}")
    return known
