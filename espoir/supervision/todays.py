from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.supervision import queries
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
    session = queries.next_session(person)
    if session is not None:
        yield Line(
            words=_("Supervision with %(name)s") % {"name": session.supervisor.name},
            url=reverse("supervision:home", args=[slug]),
            when=session.at,
            card="mine",
            order=10,
        )
    asked = queries.open_request_of(person)
    yield Line(
        words=_("I need to talk today"),
        detail=" ".join(talk_words(asked)) if asked else "",
        url=reverse("supervision:talk", args=[slug]),
        card="now" if asked else "quiet",
        order=1 if asked else 70,
    )


@on_today
def who_supervises_whom(person: Person) -> Iterator[Line]:
    if person.may(Permission.TEAM):
        url = reverse("supervision:rhythms", args=[person.organisation.slug])
        yield Line(words=_("Who supervises whom"), url=url, card="quiet", order=60)
