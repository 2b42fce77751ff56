from __future__ import annotations

import pytest

from espoir.consents import queries as consents
from espoir.meetings.tests.objects import bind


@pytest.fixture
def two(cast):
    """Mésange and Alizé said yes to each other."""
    return bind(cast.mesange, cast.alize)


@pytest.fixture
def says_yes(monkeypatch):
    """She said yes to these points, and to nothing else."""
    yes: set[tuple[str, str]] = set()
    monkeypatch.setattr(consents, "says_yes", lambda person, code: (person.pk, code) in yes)

    def say(person, *codes):
        yes.update((person.pk, code) for code in codes)

    return say
