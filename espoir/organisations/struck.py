"""What people of an organisation struck from what it asks and counts: each room that asks it leaves it out.

The room where people say so stands above the rooms that ask; it registers here, so that nobody has to look up.
"""

from __future__ import annotations

from collections.abc import Callable

from espoir.organisations.models import Organisation

Source = Callable[[Organisation], frozenset[str]]
SOURCES: list[Source] = []


def what_is_struck(source: Source) -> Source:
    SOURCES.append(source)
    return source


def struck(organisation: Organisation, kind: str) -> frozenset[str]:
    """The codes of one kind ("c" a yes that is asked, "m" a questionnaire, "f" a figure) that are out of use now."""
    found = frozenset[str]().union(*(source(organisation) for source in SOURCES))
    return frozenset(code.removeprefix(f"{kind}-") for code in found if code.startswith(f"{kind}-"))
