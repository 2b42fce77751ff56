"""What the organisation owes here: news of a request, a talk after three weeks, a word after an ending."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.organisations.roles import Permission
from espoir.pairing import queries
from espoir.pairing.models import Request
from espoir.people.queries import welcomer_among

ARRANGE = (Permission.LEAD_SAFETY, Permission.BE_AN_ALLY, Permission.WELCOME)


@promises
def news_of_each_request(asked: Asked) -> Iterator[Promise]:
    """News by a day; and where few can be offered, an offer to arrange with her by that day. One line each at most."""
    arranges = asked.is_for_a_chief or any(asked.may(permission) for permission in ARRANGE)
    if not (arranges or asked.may(Permission.BE_SUPPORTED)):
        return
    rows, who = queries.news_owed(asked.organisation), queries.WhoArranges(asked.organisation)
    for request in rows if arranges else asked.narrow(rows, "peer"):
        owner = welcomer_among(asked.coordinators, getattr(request.peer, "arrival", None)) or asked.chief
        together = who.with_(request.peer) if arranges and request.arrange_by else []
        if together:
            yield _to_arrange(request, together[0])
        if owner not in together:
            yield _news(request, owner)


def _news(request: Request, owner: Person | None) -> Promise:
    return Promise(
        words=_("Tell %(name)s whom we can offer") % {"name": request.peer.name},
        owner=owner,
        due=request.look_again_on or request.hear_by,
        url=reverse("pairing:people", args=[request.organisation.slug]),
        owed_to=request.peer,
    )


def _to_arrange(request: Request, owner: Person) -> Promise:
    return Promise(
        words=_("An offer to arrange with %(name)s") % {"name": request.peer.name},
        owner=owner,
        due=request.arrange_by,
        url=reverse("pairing:arrange", args=[request.organisation.slug, request.pk]),
    )


@promises
def a_talk_after_three_weeks(asked: Asked) -> Iterator[Promise]:
    rows = queries.talks_owed(asked.organisation)
    for checkin in asked.narrow(rows, "owner", "person", unkept=asked.is_for_a_chief):
        yield Promise(
            words=_("Ask %(name)s how it is going") % {"name": checkin.person.name},
            owner=still_here(checkin.owner) or asked.chief,
            due=checkin.due,
            url=reverse("pairing:talk", args=[asked.organisation.slug, checkin.pk]),
            owed_to=checkin.person,
        )


@promises
def a_word_now_and_then(asked: Asked) -> Iterator[Promise]:
    rows = queries.words_owed(asked.organisation)
    for aftercare in asked.narrow(rows, "owner", "person", unkept=asked.is_for_a_chief):
        yield Promise(
            words=_("Be in touch with %(name)s, as agreed") % {"name": aftercare.person.name},
            owner=still_here(aftercare.owner) or asked.chief,
            due=aftercare.next_on,
            url=reverse("pairing:word", args=[asked.organisation.slug, aftercare.pk]),
            owed_to=aftercare.person,
        )
