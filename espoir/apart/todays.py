from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.apart import queries
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import among_preferences


@on_today
def lines_that_run_out(person: Person) -> Iterator[Line]:
    """She is told before what she wrote stops acting. The words name nobody."""
    if not (person.may(Permission.BE_SUPPORTED) or person.may(Permission.SUPPORT)):
        return
    day = queries.first_to_run_out(person)
    if day is not None:
        detail = _("One of them ends on %(day)s. You can keep it longer.") % {"day": say.day(day)}
        yield Line(_("Your preferences"), detail, reverse("apart:mine", args=[person.organisation.slug]), card="mine")


@among_preferences
def people_to_avoid(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED) or person.may(Permission.SUPPORT):
        url = reverse("apart:mine", args=[person.organisation.slug])
        yield Line(_("People to avoid"), _("Only you see it."), url, order=50)
