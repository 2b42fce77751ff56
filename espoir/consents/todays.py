from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.consents import catalogue, queries
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import among_preferences, before_wishes_are_read


@on_today
def yes_to_say_again(person: Person) -> Iterator[Line]:
    choice = queries.yes_that_runs_out_soon(person) if person.may(Permission.BE_SUPPORTED) else None
    if choice is not None and choice.until is not None:
        url = reverse("consents:choices", args=[person.organisation.slug])
        detail = _("What you said yes to ends on %(day)s. You can say it again, or let it end.")
        yield Line(_("Your choices"), detail % {"day": say.day(choice.until)}, url, card="mine")


@among_preferences
def own_choices(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED):
        slug = person.organisation.slug
        detail = _("Say yes, no or later to each thing; stop any of them.")
        yield Line(_("What I say yes to"), detail, reverse("consents:choices", args=[slug]), order=30)
        yield Line(_("My receipts"), url=reverse("consents:receipts", args=[slug]), order=35)


@before_wishes_are_read
def she_said_yes(person: Person) -> bool:
    return queries.says_yes(person, catalogue.SUPPORT)
