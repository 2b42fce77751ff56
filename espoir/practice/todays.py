from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Permission, Role
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import for_oneself, on_the_team_page
from espoir.practice import queries


@for_oneself
def my_role(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        url = reverse("practice:home", args=[person.organisation.slug])
        is_answered = queries.answered_lately(person).exists()
        what_it_is = _("What I was asked to do, and what is outside my role")
        yield Line(
            _("My role and my hours"), _("The team has answered you") if is_answered else what_it_is, url, order=40
        )


@on_today
def a_question_to_the_team(person: Person) -> Iterator[Line]:
    """For who supervises; whoever answers finds it among what is owed, and on the Team page."""
    if Role.COORDINATOR in person.roles:
        return
    if person.may(Permission.SUPERVISE) and queries.lately_of_interest(person).exists():
        url = reverse("practice:questions", args=[person.organisation.slug])
        yield Line(_("Questions to the team"), _("Who takes care of what"), url, card="work", order=60)


@on_the_team_page
def questions_to_the_team(person: Person) -> Iterator[Line]:
    if Role.COORDINATOR in person.roles or queries.questions_asked_of_us(person).exists():
        url = reverse("practice:questions", args=[person.organisation.slug])
        yield Line(_("Questions to the team"), _("Who takes care of what"), url, order=11)
