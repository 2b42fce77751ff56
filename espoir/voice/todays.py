from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Permission
from espoir.organisations.struck import what_is_struck
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import among_preferences, for_oneself, on_the_team_page, on_their_page
from espoir.voice import queries
from espoir.voice.models import Decision


@what_is_struck
def struck_by_people_here(organisation: Organisation) -> frozenset[str]:
    return queries.left_out(organisation)


@for_oneself
def my_ideas(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        yield from _own_lines(person, order=70)


@among_preferences
def ideas_of_those_who_are_supported(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        return
    yield from _own_lines(person, order=70)


def _own_lines(person: Person, *, order: int) -> Iterator[Line]:
    slug = person.organisation.slug
    if not person.may(Permission.HAVE_A_SAY):
        yield Line(_("How we answer ideas"), "", reverse("voice:home", args=[slug]), order=order)
        return
    detail = _("And your word about what we ask and count")
    yield Line(_("My ideas"), detail, reverse("voice:home", args=[slug]), order=order)


@on_the_team_page
def ideas_to_answer(person: Person) -> Iterator[Line]:
    if person.may(Permission.SET_UP):
        url = reverse("voice:to_answer", args=[person.organisation.slug])
        yield Line(_("Ideas and questions"), _("Each one waits for your answer, by a day"), url, order=10)


@on_their_page
def decision_about_support(reader: Person, person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED):
        url = reverse("voice:about", args=[reader.organisation.slug, person.pk])
        yield Line(_("A decision about their support"), _("Ask first who comes"), url, order=70)


@on_today
def who_comes(person: Person) -> Iterator[Line]:
    """An invitation, for her whom the decision is about."""
    if not person.may(Permission.BE_SUPPORTED):
        return
    open_ones = queries.decisions_of(person).filter(state__in=Decision.OPEN)
    for decision in open_ones[:3]:
        url = reverse("voice:decision", args=[person.organisation.slug, decision.pk])
        if decision.state == Decision.State.ASKED:
            yield Line(_("A decision about your support"), _("You say who comes"), url, card="now", order=8)
        else:
            yield Line(_("A decision about your support"), "", url, when=decision.at, card="mine", order=12)


@on_today
def invited_to_a_decision(person: Person) -> Iterator[Line]:
    if not person.may(Permission.SUPPORT):
        return
    for decision in queries.invitations_to(person)[:3]:
        url = reverse("voice:invited", args=[person.organisation.slug, decision.pk])
        asks = decision.supporter_comes is None
        words = _("A decision with %(name)s") % {"name": decision.peer.name}
        detail = _("You’re invited. Say if you come.") if asks else say.hour(decision.at) if decision.at else ""
        yield Line(words, detail, url, when=decision.at, face=decision.peer.name, card="now" if asks else "mine")
