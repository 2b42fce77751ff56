from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line
from espoir.people.lines import for_oneself, on_the_team_page


@for_oneself
def what_i_learn(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        slug = person.organisation.slug
        words = _("A plan of your own, your hours, your certificates")
        yield Line(_("What I learn"), words, reverse("growth:home", args=[slug]), order=60)
        words = _("Circles here, and dates that others organize")
        yield Line(_("Other support people"), words, reverse("growth:circles", args=[slug]), order=61)


@on_the_team_page
def learning_asked_for(person: Person) -> Iterator[Line]:
    if person.may(Permission.SET_UP):
        slug = person.organisation.slug
        words = _("What people ask for, and what is set aside")
        yield Line(_("Learning"), words, reverse("growth:to_answer", args=[slug]), order=13)
        words = _("For support people: open one, or write down a date elsewhere")
        yield Line(_("Circles and dates"), words, reverse("growth:arranged", args=[slug]), order=23)
