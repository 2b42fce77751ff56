from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import for_oneself, on_the_team_page


@for_oneself
def asked_of_me(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        url = reverse("workload:home", args=[person.organisation.slug])
        yield Line(_("What is asked of me"), _("What is planned, and the limits we set together"), url, order=30)


@on_the_team_page
def asked_by_us(person: Person) -> Iterator[Line]:
    if person.may(Permission.TEAM):
        url = reverse("workload:everyone", args=[person.organisation.slug])
        yield Line(_("What we ask of people"), _("What we planned, beside the limits"), url, order=21)


@on_today
def planned_with_those_i_supervise(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPERVISE) and not person.may(Permission.TEAM):
        url = reverse("workload:everyone", args=[person.organisation.slug])
        yield Line(_("What we ask of people"), url=url, card="quiet", order=61)
