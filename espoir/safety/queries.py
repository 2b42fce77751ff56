from __future__ import annotations

from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.safety.models import Protocol


def protocol(organisation: Organisation) -> Protocol | None:
    """The safety sheet in force: its newest version."""
    return Protocol.objects.of(organisation).select_related("on_call").order_by("-version").first()


def is_ready(organisation: Organisation) -> bool:
    """The safety sheet was read, agreed to be true, and someone who is here is on call."""
    sheet = protocol(organisation)
    return bool(sheet and sheet.confirmed_on and sheet.on_call and sheet.on_call.state == Person.State.HERE)


def has_route(organisation: Organisation) -> bool:
    """Something that happened can be told to someone: a safety lead or an outside ally is here."""
    return Person.objects.of(organisation).here().wearing(Role.SAFETY_LEAD, Role.ALLY).exists()


def on_call(organisation: Organisation) -> Person | None:
    sheet = protocol(organisation)
    return sheet.on_call if sheet and sheet.on_call and sheet.on_call.state == Person.State.HERE else None
