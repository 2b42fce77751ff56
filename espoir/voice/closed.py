"""Decisions about the support of someone who now works here (see `organisations/earlier.py`).

One that is still to come goes on with whoever keeps it, and whoever is invited to it. The others are closed.
"""

from __future__ import annotations

from django.db.models import Q

from espoir.organisations.earlier import CLOSED, Closed
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.voice.models import Decision


def _who_keeps_it(reader: Person) -> Q:
    keeps = Q(owner=reader) | Q(supporter=reader, supporter_is_invited=True)
    if reader.may(Permission.WELCOME):  # whoever kept it is gone: a coordinator takes it up
        keeps |= Q(owner=None) | ~Q(owner__state=Person.State.HERE)
    return keeps


CLOSED["voice.decision"] = Closed("peer", Q(state__in=Decision.OPEN), _who_keeps_it)
