"""Invitations on Today. Nobody here can be late; a quiet line always leads to the room."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.pairing import queries, rules
from espoir.pairing.models import Relationship, Request


@on_today
def meeting_someone(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED):
        url, request = reverse("pairing:mine", args=[person.organisation.slug]), queries.request_of(person)
        if request is None and queries.relationships_of(person).live().exists():
            yield Line(_("Meet someone else"), url=url, card="quiet", order=60)
        else:
            yield Line(*_her_request(request), url, card="offers", order=30)


def _her_request(request: Request | None) -> tuple[str, str]:
    if request is None:
        return _("Meet someone"), _("Choose one person, a few, or no one.")
    if request.state == Request.State.NOBODY and request.look_again_on:
        return _("Your place is kept"), _("We look again on %(day)s.") % {"day": say.day(request.look_again_on)}
    if queries.cards_of(request).exists():
        return _("Who would you like to meet?"), _("Their words, not ours.")
    return _("We have your request"), _("You hear from us by %(day)s.") % {"day": say.day(request.hear_by)}


@on_today
def requests_to_meet_me(person: Person) -> Iterator[Line]:
    if not person.may(Permission.SUPPORT):
        return
    url, waiting = reverse("pairing:offers", args=[person.organisation.slug]), queries.invitations_to(person).count()
    if waiting:
        several = _("Several people would like to meet you")
        words = _("Someone would like to meet you") if waiting == 1 else several
        yield Line(words, _("Yes and not now are both fine."), url, card="offers", order=20)
    else:
        yield Line(_("Requests to meet me"), _("None right now."), url, card="quiet", order=60)


@on_today
def what_is_new_between_us(person: Person) -> Iterator[Line]:
    """A yes of late, an ending of late, a pause, an offer to hand over: said once each, without a why."""
    if not _has_relationships(person):
        return
    for relationship in queries.news_of(person):
        other = relationship.other(person)
        words, detail = _news(relationship, person, other.name)
        room, pk = ("pairing:link", relationship.pk) if detail else ("meetings:person", other.pk)
        url = reverse(room, args=[person.organisation.slug, pk])
        yield Line(words, detail, url=url, face=other.name, card="people", order=10)


def _has_relationships(person: Person) -> bool:
    return person.may(Permission.BE_SUPPORTED) or person.may(Permission.SUPPORT)


def _news(relationship: Relationship, person: Person, other: str) -> tuple[str, str]:
    if relationship.ended_on:
        return _("Your time with %(name)s has come to an end.") % {"name": other}, _("It happens.")
    if relationship.handover_on and relationship.peer_id == person.pk:
        return _("Someone else could take over"), _("Only if you like.")
    if relationship.closing_on and relationship.closing_on >= clock.today():
        return other, _("Closing conversation: %(day)s") % {"day": say.day(relationship.closing_on)}
    if relationship.is_paused:
        return other, _("On a pause")
    return _("You and %(name)s both said yes.") % {"name": other}, ""


@on_today
def how_it_goes(person: Person) -> Iterator[Line]:
    if not _has_relationships(person):
        return
    for checkin in queries.checkins_for(person):
        other = checkin.relationship.other(person).name
        yield Line(
            _("How is it going with %(name)s?") % {"name": other},
            _("One question, if you want to answer."),
            reverse("pairing:checkin", args=[person.organisation.slug, checkin.pk]),
            card="mine",
            order=40,
        )


@on_today
def who_is_with_whom(person: Person) -> Iterator[Line]:
    if not person.may(Permission.WELCOME):
        return
    url = reverse("pairing:people", args=[person.organisation.slug])
    if rules.is_locked(person.organisation):
        yield Line(_("Before the first support relationship"), _("What must exist first"), url, order=40)
    else:
        yield Line(_("Support relationships"), _("Names, states and dates"), url, card="quiet", order=60)
