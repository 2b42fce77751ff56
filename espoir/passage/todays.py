from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.apart.placement import left_out_of_support
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.passage import actions, closed, queries
from espoir.people.coming import before_a_role, once_she_works_here
from espoir.people.lines import among_preferences, for_oneself, on_the_team_page, on_their_page

__all__ = ["closed"]

before_a_role(actions.hold_for_her_yes)
once_she_works_here(actions.begin_with)
left_out_of_support(queries.left_out_of_support)


@on_today
def a_role_waits_for_her_yes(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED) and not person.is_staff_here and queries.offered_to(person):
        url = reverse("passage:home", args=[person.organisation.slug])
        yield Line(_("A role here, if you say yes"), _("What would change, and what would not"), url, card="offers")


@on_today
def someone_you_may_have_met(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED) and queries.has_something_to_choose(person):
        url = reverse("passage:choices", args=[person.organisation.slug])
        detail = _("You choose whether this person may be offered to you")
        yield Line(_("Someone you may have met here"), detail, url, card="offers", order=60)


@on_today
def opening_it_together(person: Person) -> Iterator[Line]:
    """For whoever is asked to press too, until it closes."""
    if person.may(Permission.LEAD_SAFETY) or person.may(Permission.BE_AN_ALLY):
        for row in queries.openings_for(person):
            url = reverse("passage:opening", args=[person.organisation.slug, row.pk])
            words = _("%(name)s asks you to open something together") % {"name": row.person.name}
            yield Line(words, "", url, face=row.person.name, card="now", order=20)


@for_oneself
def my_first_ninety_days(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        url = reverse("passage:start", args=[person.organisation.slug])
        yield Line(_("My first ninety days"), _("The conversations that are owed to you"), url, order=52)


@for_oneself
def what_i_entrusted_before(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED):
        passage = queries.passage_of(person)
        if passage is not None and passage.has_begun:
            url = reverse("passage:home", args=[person.organisation.slug])
            yield Line(_("What I entrusted before"), _("Closed to the team"), url, order=25)


@among_preferences
def whom_i_may_have_met(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED) and queries.choices_of(person).exists():
        url = reverse("passage:choices", args=[person.organisation.slug])
        yield Line(_("Someone I may have met here"), _("Who may be offered to me"), url, order=70)


@on_the_team_page
def first_ninety_days(person: Person) -> Iterator[Line]:
    if person.may(Permission.TEAM):
        url = reverse("passage:newcomers", args=[person.organisation.slug])
        yield Line(_("First ninety days"), _("What we owe to those who come to support others"), url, order=22)


@on_their_page
def a_role_for_someone(reader: Person, person: Person) -> Iterator[Line]:
    if reader.may(Permission.TEAM) and queries.may_be_offered_a_role(person):
        url = reverse("passage:offer", args=[reader.organisation.slug, person.pk])
        yield Line(_("Offer a role as a support person"), _("It waits for a yes"), url, order=80)
