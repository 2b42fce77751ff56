from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.charter import queries
from espoir.charter.queries import Standing
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import for_oneself, on_the_team_page


@on_today
def the_charter(person: Person) -> Iterator[Line]:
    """An invitation while there is something to read or to say, then a quiet way back to the page."""
    if not person.may(Permission.AGREE_CHARTER):
        return
    org = person.organisation.slug
    stands = queries.standing(person)
    url = reverse("charter:page", args=[org])
    if stands is not None and not stands.is_agreed:
        yield Line(_("Read the charter"), _("One page, and a yes when you are ready."), url, card="mine", order=45)
    else:
        yield Line(_("The role charter"), url=url, card="quiet", order=80)
    if stands is not None:
        yield from _beside_it(person, stands, org)


def _beside_it(person: Person, stands: Standing, org: str) -> Iterator[Line]:
    if stands.is_agreed and not stands.has_read and not person.may(Permission.SUPPORT):
        url = reverse("charter:learn", args=[org, 1])
        yield Line(_("The role in ten minutes"), _("Five short pages. No test."), url, card="mine", order=47)
    if stands.asks_the_team and queries.is_asked(person):
        url = reverse("charter:pulse", args=[org])
        yield Line(_("How do we understand the role?"), _("Five taps, without your name."), url, card="mine", order=48)


@for_oneself
def my_post(person: Person) -> Iterator[Line]:
    post = queries.post_of(person) if person.may(Permission.SUPPORT) else None
    if post is not None:
        url = reverse("charter:my_post", args=[person.organisation.slug])
        yield Line(_("My post"), post.words, url, order=45)


@on_the_team_page
def posts(person: Person) -> Iterator[Line]:
    if person.may(Permission.SET_UP):
        url = reverse("charter:posts", args=[person.organisation.slug])
        yield Line(_("Whole posts and shares"), _("How much of each post the role is"), url, order=31)
