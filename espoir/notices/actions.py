from __future__ import annotations

from datetime import datetime

from django.db import transaction

from espoir.notices import queries
from espoir.notices.models import Kind, Notice
from espoir.organisations.models import Person


@transaction.atomic
def tell(person: Person, *, kind: Kind = Kind.MESSAGE, at: datetime | None = None) -> bool:
    """Let `person` know, by the way she set and within her hours, that something waits for her; never what.

    A reminder says when (`at`), and only that. True when the notice may leave at once: whoever promises that someone
    "was told" asks for no less. Several messages that wait for the same hour leave as one.
    """
    if not queries.sends_mail(queries.channel_of(person)):
        return False
    Notice.objects.of(person.organisation).get_or_create(
        person=person, kind=kind, at=at, state=Notice.State.WAITING, defaults={"organisation": person.organisation}
    )
    return queries.can_be_told_now(person)
