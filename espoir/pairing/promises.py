"""What the organisation owes here: news of a request, a talk after three weeks, a word after an ending."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Organisation
from espoir.organisations.promises import Promise, promises
from espoir.pairing import queries


@promises
def news_of_each_request(organisation: Organisation) -> Iterator[Promise]:
    for request in queries.news_owed(organisation):
        yield Promise(
            words=_("Tell %(name)s whom we can offer") % {"name": request.peer.name},
            owner=queries.who_answers(organisation, request.peer),
            due=request.look_again_on or request.hear_by,
            url=reverse("pairing:people", args=[organisation.slug]),
            owed_to=request.peer,
        )


@promises
def a_talk_after_three_weeks(organisation: Organisation) -> Iterator[Promise]:
    for checkin in queries.talks_owed(organisation):
        yield Promise(
            words=_("Ask %(name)s how it is going") % {"name": checkin.person.name},
            owner=queries.who_keeps(checkin),
            due=checkin.due,
            url=reverse("pairing:talk", args=[organisation.slug, checkin.pk]),
            owed_to=checkin.person,
        )


@promises
def a_word_now_and_then(organisation: Organisation) -> Iterator[Promise]:
    for aftercare in queries.words_owed(organisation):
        yield Promise(
            words=_("Be in touch with %(name)s, as agreed") % {"name": aftercare.person.name},
            owner=queries.who_keeps(aftercare),
            due=aftercare.next_on,
            url=reverse("pairing:word", args=[organisation.slug, aftercare.pk]),
            owed_to=aftercare.person,
        )
