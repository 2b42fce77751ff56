from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line
from espoir.people.lines import for_oneself, on_the_team_page


@for_oneself
def what_is_paid(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        url = reverse("pay:home", args=[person.organisation.slug])
        yield Line(_("What’s paid and what isn’t"), _("Your hours, and your pay beside another role"), url, order=50)


@on_the_team_page
def role_beside_role(person: Person) -> Iterator[Line]:
    if person.may(Permission.PAY):
        url = reverse("pay:roles", args=[person.organisation.slug])
        yield Line(_("Pay, role beside role"), _("What stands out, and who answers it"), url, order=14)
