from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import STAFF, Permission, Role
from espoir.safety import rules
from espoir.safety.models import Incident, Protocol

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def protocol(organisation: Organisation) -> Protocol | None:
    """The safety sheet in force: its newest version."""
    return Protocol.objects.of(organisation).select_related("on_call").order_by("-version").first()


def is_ready(organisation: Organisation) -> bool:
    """The safety sheet was read, agreed to be true, and someone who is here is on call."""
    return is_in_force(protocol(organisation))


def is_in_force(sheet: Protocol | None) -> bool:
    return bool(sheet and sheet.confirmed_on and sheet.on_call and sheet.on_call.state == Person.State.HERE)


def has_route(organisation: Organisation) -> bool:
    """Something that happened can be told to someone: a safety lead or an outside ally is here."""
    return who_can_hold(organisation).exists()


def on_call(organisation: Organisation) -> Person | None:
    sheet = protocol(organisation)
    return sheet.on_call if sheet and sheet.on_call and sheet.on_call.state == Person.State.HERE else None


def listeners(reporter: Person) -> list[Person]:
    """To whom something can be told: the safety leads and the outside allies, but oneself."""
    return list(_who_listens(reporter).prefetch_related("hats").order_by("since", "pk"))


def someone_listens(reporter: Person) -> bool:
    return _who_listens(reporter).exists()


def _who_listens(reporter: Person) -> QuerySet[Person]:
    return who_can_hold(reporter.organisation).exclude(pk=reporter.pk)


def is_outside(person: Person) -> bool:
    return Role.ALLY in person.roles


def allies(organisation: Organisation) -> list[Person]:
    return list(Person.objects.of(organisation).here().wearing(Role.ALLY).order_by("since", "pk"))


def told_by(reporter: Person) -> OwnedQuerySet[Incident]:
    """What this person said, the latest first."""
    mine = Incident.objects.of(reporter.organisation).filter(reporter=reporter)
    return mine.select_related("owner").order_by("-sent")


def can_hold(owner: Person) -> bool:
    return owner.state == Person.State.HERE and (owner.may(Permission.LEAD_SAFETY) or owner.may(Permission.BE_AN_ALLY))


def who_can_hold(organisation: Organisation) -> QuerySet[Person]:
    """The same, for all of an organisation."""
    return Person.objects.of(organisation).here().wearing(Role.SAFETY_LEAD, Role.ALLY)


def in_the_hands_of(owner: Person) -> OwnedQuerySet[Incident]:
    """What was sent or handed to this person, while she is a safety lead or an ally. Nobody else sees it."""
    if not can_hold(owner):
        return Incident.objects.of(owner.organisation).none()
    hers = Incident.objects.of(owner.organisation).filter(owner=owner)
    return hers.select_related("reporter", "organisation").order_by("-sent")


def open_incidents(organisation: Organisation) -> OwnedQuerySet[Incident]:
    """Those that still owe someone news: an erased person is owed nothing more."""
    still = Incident.objects.of(organisation).exclude(state=Incident.State.ENDED)
    still = still.exclude(reporter__state=Person.State.ERASED)
    return still.select_related("owner", "reporter").prefetch_related("owner__hats")


def could_be_on_call(organisation: Organisation) -> list[Person]:
    """Whoever works here. The people who are supported are never asked to answer for others."""
    team = Person.objects.of(organisation).here().wearing(*(STAFF - {Role.NETWORK_OFFICER, Role.RESEARCHER}))
    return sorted(team, key=lambda person: person.name)


@dataclass(frozen=True)
class Step:
    at: datetime
    who: str
    words: str


def steps(incident: Incident) -> list[Step]:
    """What was done, in the order it was done."""
    ids = {step["who"] for step in incident.steps}
    names = {person.pk: person.name for person in Person.objects.of(incident.organisation).filter(pk__in=ids)}
    return [
        Step(datetime.fromisoformat(step["at"]), names.get(step["who"], _("someone")), step["words"])
        for step in incident.steps
    ]


@dataclass(frozen=True)
class Contact:
    at: datetime
    whom: StrOrPromise
    because: StrOrPromise
    told_first: bool


def contacts_outside(incident: Incident) -> list[Contact]:
    return [
        Contact(
            datetime.fromisoformat(one["at"]),
            rules.Whom(one["whom"]).label,
            rules.Because(one["because"]).label,
            bool(one["told_first"]),
        )
        for one in incident.outside
    ]
