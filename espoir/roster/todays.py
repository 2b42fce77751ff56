from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.roster import queries


@on_today
def spreadsheets(person: Person) -> Iterator[Line]:
    if not person.may(Permission.IMPORT):
        return
    slug = person.organisation.slug
    for brought in queries.imports_of(person.organisation).waiting()[:3]:
        yield Line(
            _("A spreadsheet waits for your answers"),
            detail=_("Nothing is saved yet."),
            url=reverse("roster:look", args=[slug, brought.pk]),
            order=60,
        )
    yield Line(_("Bring in a spreadsheet"), url=reverse("roster:start", args=[slug]), card="quiet", order=80)
