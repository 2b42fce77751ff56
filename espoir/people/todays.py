from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people import queries
from espoir.people.lines import among_preferences, on_the_team_page
from espoir.people.steps import Walk


@on_today
def first_steps(person: Person) -> Iterator[Line]:
    """An invitation to go on, as long as she wants to; it never says how long it has been."""
    if not person.may(Permission.BE_SUPPORTED):
        return
    walk = Walk(person)
    url = reverse("people:arrive", args=[person.organisation.slug])
    if not walk.arrival.has_seen_limits:
        detail = _("All you need is a name, and you choose it.")
        yield Line(_("Begin, at your pace"), detail, url, card="mine", order=1)
    elif walk.is_going_on:
        detail = _("Your name, how to reach you, what you look for: as you like.")
        yield Line(_("Go on where you were"), detail, url, card="mine", order=1)


@on_today
def own_words(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT) and not queries.profile_of(person).words:
        url = reverse("people:profile", args=[person.organisation.slug])
        yield Line(
            _("Write what you want people to know"), _("In your own words, as short as you like."), url, card="mine"
        )


@among_preferences
def own_pages(person: Person) -> Iterator[Line]:
    slug = person.organisation.slug

    def page(name: str) -> str:
        return reverse(f"people:{name}", args=[slug])

    yield Line(_("My name"), url=page("name"), order=10)
    if person.may(Permission.BE_SUPPORTED):
        yield Line(_("How to reach me, and how not to"), url=page("reach"), order=20)
        yield Line(_("What I look for"), url=page("wishes"), order=40)
        yield Line(_("What we can’t always keep private"), url=page("limits"), order=90)
    if person.may(Permission.SUPPORT):
        yield Line(
            _("What I want people to know"), _("Your words, your days, how many people."), page("profile"), order=30
        )
        yield Line(_("How people see me"), url=page("preview"), order=31)


@on_the_team_page
def words_on_limits(person: Person) -> Iterator[Line]:
    if person.may(Permission.TEAM):
        url = reverse("people:place", args=[person.organisation.slug])
        detail = _("The words that change from province to province")
        yield Line(_("What we can’t always keep private"), detail, url, order=33)
