from __future__ import annotations

from espoir.organisations.models import Person
from espoir.supervision.models import Rhythm


def supervisor_of(person: Person) -> Person | None:
    """Who supervises this supporter; None until the organisation has said so."""
    rhythm = Rhythm.objects.of(person.organisation).filter(supporter=person).select_related("supervisor").first()
    return rhythm.supervisor if rhythm and rhythm.supervisor.state == Person.State.HERE else None
