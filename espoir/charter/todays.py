from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.charter import queries
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today


@on_today
def the_charter(person: Person) -> Iterator[Line]:
    """An invitation while there is a version to agree to, then a quiet way back to the page."""
    if not person.may(Permission.AGREE_CHARTER):
        return
    url = reverse("charter:page", args=[person.organisation.slug])
    if queries.is_to_agree(person):
        yield Line(_("Read the charter"), _("One page, and a yes when you are ready."), url, card="mine", order=45)
    else:
        yield Line(_("The role charter"), url=url, card="quiet", order=80)
