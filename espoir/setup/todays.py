from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.setup import queries


@on_today
def set_up(person: Person) -> Iterator[Line]:
    """Until everything is in place it waits among what there is to do; then it is a quiet way to the settings."""
    if not person.may(Permission.SET_UP):
        return
    url = reverse("setup:home", args=[person.organisation.slug])
    steps = queries.steps(person.organisation, person)
    left = queries.minutes_left(steps)
    if all(step.is_done for step in steps):
        yield Line(_("Settings"), _("Everything is in place."), url, card="quiet", order=90)
    elif left:
        detail = ngettext("About %(n)d minute left", "About %(n)d minutes left", left) % {"n": left}
        yield Line(_("Setting up"), detail, url, card="work", order=10)
    else:
        yield Line(_("Setting up"), _("Waiting for others to say yes"), url, card="work", order=60)
