from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line
from espoir.people.lines import on_the_team_page


@on_the_team_page
def studies(person: Person) -> Iterator[Line]:
    if person.may(Permission.SET_UP):
        words = _("Begin one, see how far each is")
        yield Line(_("Studies"), words, reverse("research:here", args=[person.organisation.slug]), order=45)
