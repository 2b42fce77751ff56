"""May this be done now? State, not role."""

from __future__ import annotations

from datetime import timedelta

from espoir.organisations.models import Person
from espoir.organisations.roles import STAFF, Role

TO_TALK_OF_ELSEWHERE = timedelta(days=14)
AGAIN = timedelta(days=7)  # she says that a conversation has not taken place: a new date
HOURS = (1, 4, 24)  # how long an earlier file may be opened


class IllegalMove(Exception):
    """Something was asked of a row that its state does not allow (any more)."""


class NotAvailable(Exception):
    """Someone cannot be chosen for this, whatever the cause."""


def waits_for_her_yes(person: Person, roles: frozenset[Role]) -> bool:
    """She came for support, has no role of the team yet, and is about to support others."""
    return Role.SUPPORTER in roles and Role.PEER in person.roles and not person.roles & STAFF


def check(yes: object, refusal: str) -> None:
    if not yes:
        raise IllegalMove(refusal)
