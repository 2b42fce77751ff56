from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import for_oneself
from espoir.wellbeing import queries

A_FEW = 5


@on_today
def shown_to_me(person: Person) -> Iterator[Line]:
    """What someone shows her, until a day."""
    if not person.is_staff_here:
        return
    for row in queries.shown_to(person)[:A_FEW]:
        words = _("%(name)s shows you something") % {"name": row.person.name}
        url = reverse("wellbeing:shown", args=[person.organisation.slug, row.pk])
        detail = _("Until %(day)s") % {"day": say.day(row.until)}
        yield Line(words, detail, url, face=row.person.name, card="people", order=45)


@for_oneself
def my_journal(person: Person) -> Iterator[Line]:
    """Whoever supports nobody finds it on the help page."""
    if person.may(Permission.SUPPORT):
        url = reverse("wellbeing:home", args=[person.organisation.slug])
        yield Line(_("My journal"), _("How I’m doing. Nobody else can open it."), url, order=20)
