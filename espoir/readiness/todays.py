from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import among_preferences, on_the_team_page
from espoir.readiness import queries, rules
from espoir.readiness.models import Application, Conversation


@on_today
def what_waits_for_me(person: Person) -> Iterator[Line]:
    """Words to read, people to talk with, an answer that came: invitations, each as long as it stands."""
    live = Conversation.objects.of(person.organisation).filter(application=OuterRef("pk"))
    rows = Application.objects.of(person.organisation).filter(person=person, state__in=[rules.SENT, rules.YES])
    for one in rows.annotate(
        has_words=Exists(live.filter(state=rules.PROPOSED)), has_two=Exists(live.filter(state=rules.PLANNED))
    ).order_by("pk"):
        url = reverse("readiness:mine", args=[person.organisation.slug, one.pk])
        if one.state == rules.YES:
            yield Line(_("There is an answer for you"), url=url, card="now", order=30)
        elif one.has_words:
            yield Line(
                _("There are words for you to read"), _("They stand once you say yes."), url, card="now", order=30
            )
        elif one.has_two:
            yield Line(_("Two people would like to talk with you"), _("At a time that suits you"), url, card="mine")
        else:
            detail = _("We answer by %(day)s") % {"day": say.day(one.answer_by)}
            yield Line(_("What I sent about a role"), detail, url, card="quiet", order=65)


@on_today
def what_i_read_or_hold(person: Person) -> Iterator[Line]:
    """For both of the two: the first also owes it, and finds that on top."""
    if not person.is_staff_here:
        return
    reads = Q(posting__first=person) | Q(posting__second=person)
    holds = Q(conversations__state__in=rules.LIVE)
    holds &= Q(conversations__first=person) | Q(conversations__second=person)
    rows = Application.objects.of(person.organisation).filter(state__in=[rules.SENT, rules.YES])
    if rows.filter(reads | holds).exclude(person=person).exists():
        url = reverse("readiness:work", args=[person.organisation.slug])
        yield Line(_("A role here: who asks"), _("What I read, and whom I talk with"), url, order=45)


@on_today
def a_role_is_open(person: Person) -> Iterator[Line]:
    """For those who have no page of preferences; never a push."""
    if any(person.may(each) for each in (Permission.BE_SUPPORTED, Permission.SUPPORT, Permission.TEAM)):
        return
    if queries.open_postings(person.organisation).exists():
        yield Line(_("A role here"), url=_home(person), card="quiet", order=66)


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
        yield Line(_("Roles on offer"), _("Pay, hours and supports, in each language"), offered, order=10)
        looks = reverse("readiness:looks", args=[slug])
        yield Line(_("Where we stand"), _("A look at ourselves, and what we owe"), looks, order=11)


def _home(person: Person) -> str:
    return reverse("readiness:home", args=[person.organisation.slug])
