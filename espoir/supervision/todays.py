from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import on_the_team_page
from espoir.supervision import arranged, gatherings, queries
from espoir.supervision.models import Chair
from espoir.supervision.words import talk_words


@on_today
def someone_needs_to_talk(person: Person) -> Iterator[Line]:
    """On top of the page of whoever answers, and of whoever supervises."""
    for request in queries.requests_i_may_answer(person):
        yield Line(
            words=_("%(name)s would like to talk today") % {"name": request.supporter.name},
            detail=_("Asked at %(sent)s. Answer by %(by)s")
            % {"sent": say.hour(request.sent), "by": say.hour(request.answer_by)},
            url=reverse("supervision:answer", args=[person.organisation.slug, request.pk]),
            when=request.answer_by,
            face=request.supporter.name,
            card="now",
            order=0,
        )


@on_today
def my_supervision(person: Person) -> Iterator[Line]:
    if not person.may(Permission.BE_SUPERVISED):
        return
    slug = person.organisation.slug
    coming = arranged.what_comes(person)
    if coming is not None:
        yield from _what_comes(coming, slug)
    asked = queries.open_request_of(person)
    yield Line(
        words=_("I need to talk today"),
        detail=" ".join(talk_words(asked)) if asked else "",
        url=reverse("supervision:talk", args=[slug]),
        card="now" if asked else "quiet",
        order=1 if asked else 70,
    )


def _what_comes(coming: arranged.Coming, slug: str) -> Iterator[Line]:
    """Her next date; more of it that is offered, or has come to its day; an invitation to a date together."""
    if coming.at is not None and coming.with_whom is not None:
        words = _("Supervision with %(name)s") % {"name": coming.with_whom.name}
        yield Line(words, url=reverse("supervision:home", args=[slug]), when=coming.at, card="mine", order=10)
    mine = reverse("supervision:mine", args=[slug])
    if coming.more_is_offered:
        yield Line(_("Supervision more often, for now"), _("Yes or not now"), mine, card="offers", order=20)
    if coming.is_asked_whether_enough:
        yield Line(_("Is supervision often enough?"), "", mine, card="mine", order=30)
    if coming.together is not None:
        is_asked = coming.together_state == Chair.State.INVITED
        yield Line(
            words=_("Supervision together"),
            detail=_("Come or not, as you like") if is_asked else "",
            url=reverse("supervision:together", args=[slug, coming.together]),
            when=coming.together_at,
            card="mine",
            order=15,
        )


@on_today
def who_supervises_whom(person: Person) -> Iterator[Line]:
    if person.may(Permission.TEAM):
        url = reverse("supervision:rhythms", args=[person.organisation.slug])
        yield Line(words=_("Who supervises whom"), url=url, card="quiet", order=60)


@on_today
def someone_would_like_me_too(person: Person) -> Iterator[Line]:
    """A supporter asks for a second supervisor: an invitation, yes or not now."""
    if not person.may(Permission.SUPERVISE):
        return
    for wish in arranged.asked_of(person):
        yield Line(
            words=_("%(name)s would like to talk with you, too") % {"name": wish.supporter.name},
            detail=_("Yes or not now, by %(day)s") % {"day": say.day(wish.answer_by, weekday=False)},
            url=reverse("supervision:asked", args=[person.organisation.slug, wish.pk]),
            face=wish.supporter.name,
            card="offers",
            order=20,
        )


@on_today
def together_that_i_lead(person: Person) -> Iterator[Line]:
    if not person.may(Permission.SUPERVISE):
        return
    gathering = gatherings.led_next_by(person)
    if gathering is not None:
        url = reverse("supervision:together", args=[person.organisation.slug, gathering.pk])
        yield Line(_("Supervision together"), url=url, when=gathering.at, card="mine", order=15)


@on_the_team_page
def how_we_answer(person: Person) -> Iterator[Line]:
    if person.may(Permission.FIGURES):
        url = reverse("supervision:how_we_answer", args=[person.organisation.slug])
        yield Line(_("How we answer “I need to talk today”"), _("What the organization does"), url, order=41)
