from __future__ import annotations

import hashlib
from dataclasses import dataclass

from espoir import clock
from espoir.accounts.factors import unseal
from espoir.accounts.models import Invitation, Session, hash_of
from espoir.organisations.models import Account, Person, PersonQuerySet

CALLED = "called"  # in a session: the name its owner gave it, sealed


def people_of(account: Account) -> PersonQuerySet:
    """Who this account is, organisation by organisation."""
    return (
        Person.objects.everywhere(because="narrowed to the account's own people")
        .here()
        .filter(account=account)
        .select_related("organisation")
        .prefetch_related("hats")
        .order_by("organisation__slug")
    )


def is_staff_somewhere(account: Account) -> bool:
    return any(person.is_staff_here for person in people_of(account))


def open_invitation(token: str) -> Invitation | None:
    """The invitation that this link opens, if it still opens one."""
    return (
        Invitation.objects.everywhere(because="the link's secret names one row")
        .open()
        .filter(token_hash=hash_of(token), person__state=Person.State.HERE)
        .select_related("person__organisation")
        .first()
    )


@dataclass(frozen=True)
class OpenSession:
    key: str
    mark: str  # names the session on the page without being able to open it
    called: str
    is_this: bool


def sessions_of(account: Account, *, this_one: str) -> list[OpenSession]:
    """The sessions that are open now, this one first. Nothing is known of them but the name their owner gave."""
    rows = Session.objects.filter(account=account, expire_date__gt=clock.machine())
    found = [
        OpenSession(row.session_key, _mark(row.session_key), _name_in(row), row.session_key == this_one) for row in rows
    ]
    return sorted(found, key=lambda session: (not session.is_this, session.called))


def _mark(session_key: str) -> str:
    return hashlib.sha256(f"mark|{session_key}".encode()).hexdigest()[:16]


def _name_in(row: Session) -> str:
    sealed = row.get_decoded().get(CALLED, "")
    return unseal(sealed) if sealed else ""
