from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import among_preferences, on_the_team_page
from espoir.readiness import queries, rules

HAS_PREFERENCES = (Permission.BE_SUPPORTED, Permission.SUPPORT)


@on_today
def a_role(person: Person) -> Iterator[Line]:
    """Words to read, people to talk with, what I read. One question, then what there is."""
    here = queries.here_for(person)
    if here.asked:
        yield from _what_waits_for_me(person)
    if here.reads and person.is_staff_here:
        url = reverse("readiness:work", args=[person.organisation.slug])
        yield Line(_("A role here: who asks"), _("What I read, and whom I talk with"), url, order=45)
    if here.is_open and not any(person.may(each) for each in (*HAS_PREFERENCES, Permission.TEAM)):
        yield Line(_("A role here"), url=_home(person), card="quiet", order=66)  # who has no page of preferences


def _what_waits_for_me(person: Person) -> Iterator[Line]:
    """Invitations, each as long as it stands."""
    for one in queries.going_on_for(person):
        url = reverse("readiness:mine", args=[person.organisation.slug, one.pk])
        if one.state == rules.YES or rules.was_just_answered(one):
            yield Line(_("There is an answer for you"), url=url, card="now", order=30)
        elif one.has_words:  # type: ignore[attr-defined]
            detail = _("They stand once you say yes.")
            yield Line(_("There are words for you to read"), detail, url, card="now", order=30)
        elif one.has_two:  # type: ignore[attr-defined]
            yield Line(_("Two people would like to talk with you"), _("At a time that suits you"), url, card="mine")
        elif one.state == rules.ENDED:
            yield Line(_("What I sent about a role"), _("It’s answered"), url, card="quiet", order=65)
        else:
            detail = _("We answer by %(day)s") % {"day": say.day(one.answer_by)}
            yield Line(_("What I sent about a role"), detail, url, card="quiet", order=65)


@among_preferences
def a_role_here(person: Person) -> Iterator[Line]:
    if queries.open_postings(person.organisation).exists() or queries.applications_of(person).exists():
        detail = _("What it asks, what it pays, what it gives. Read it as you like.")
        yield Line(_("A role here"), detail, _home(person), order=70)


@among_preferences
def my_own_thoughts(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED):
        url = reverse("readiness:thoughts", args=[person.organisation.slug])
        yield Line(_("Is this right for me?"), _("My own thoughts. Nobody else reads them."), url, order=45)


@on_the_team_page
def roles_on_offer(person: Person) -> Iterator[Line]:
    if person.may(Permission.TEAM):
        slug = person.organisation.slug
        offered = reverse("readiness:postings", args=[slug])
        yield Line(_("Roles on offer"), _("Pay, hours and supports, in each language"), offered, order=30)
        looks = reverse("readiness:looks", args=[slug])
        yield Line(_("Where we stand"), _("A look at ourselves, and what we owe"), looks, order=40)


def _home(person: Person) -> str:
    return reverse("readiness:home", args=[person.organisation.slug])
