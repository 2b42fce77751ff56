from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today


@on_today
def what_is_paid(person: Person) -> Iterator[Line]:
    slug = person.organisation.slug
    if person.may(Permission.SUPPORT):
        yield Line(words=_("What’s paid and what isn’t"), url=reverse("pay:home", args=[slug]), card="quiet", order=75)
    if person.may(Permission.SET_UP):
        yield Line(words=_("Pay, role beside role"), url=reverse("pay:roles", args=[slug]), card="quiet", order=76)
