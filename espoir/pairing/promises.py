"""What the organisation owes here: news of a request, a talk after three weeks, a word after an ending."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.organisations.roles import Permission
from espoir.pairing import queries
from espoir.people.queries import welcomer_among


@promises
def news_of_each_request(asked: Asked) -> Iterator[Promise]:
    if not (asked.is_for_a_chief or asked.may(Permission.BE_SUPPORTED)):
        return
    rows, who = queries.news_owed(asked.organisation), queries.WhoArranges(asked.organisation)
    for request in rows if asked.is_for_a_chief else asked.narrow(rows, "peer"):
        owner = welcomer_among(asked.coordinators, getattr(request.peer, "arrival", None)) or asked.chief
        if request.arrange_by and owner in who.with_(request.peer):
            continue  # one person, one line: see below
        yield Promise(
            words=_("Tell %(name)s whom we can offer") % {"name": request.peer.name},
            owner=owner,
            due=request.look_again_on or request.hear_by,
            url=reverse("pairing:people", args=[asked.organisation.slug]),
            owed_to=request.peer,
        )


@promises
def an_offer_to_arrange(asked: Asked) -> Iterator[Promise]:
    """Few can be offered: someone of safety sits down with her, by the day on which she is to hear from us."""
    if not any(asked.may(one) for one in (Permission.LEAD_SAFETY, Permission.BE_AN_ALLY, Permission.WELCOME)):
        return
    who = queries.WhoArranges(asked.organisation)
    for request in queries.offers_to_arrange(asked.organisation):
        yield Promise(
            words=_("An offer to arrange with %(name)s") % {"name": request.peer.name},
            owner=next(iter(who.with_(request.peer)), asked.chief),
            due=request.arrange_by,
            url=reverse("pairing:arrange", args=[asked.organisation.slug, request.pk]),
            owed_to=request.peer,
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
