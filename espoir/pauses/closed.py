"""Who is called, while a supporter is away, about someone who now works here (see `organisations/earlier.py`).

What is open goes on with whoever owes the call, and with the supporter who is away. The others are closed.
"""

from __future__ import annotations

from django.db.models import Q

from espoir.organisations.earlier import CLOSED, Closed
from espoir.organisations.models import Person
from espoir.pauses.models import Cover
from espoir.pauses.queries import looks_after


def _who_calls(reader: Person) -> Q:
    calls = Q(owner=reader) | Q(away__person=reader)
    if looks_after(reader):  # whoever owed the call is gone, or away herself: someone takes it up
        calls |= Q(owner=None) | ~Q(owner__state=Person.State.HERE)
    return calls


CLOSED["pauses.cover"] = Closed("peer", Q(state=Cover.State.OPEN), _who_calls)
