from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.promises import Asked, Promise, promises
from espoir.records.queries import open_queries


@promises
def answers_about_what_is_kept(asked: Asked) -> Iterator[Promise]:
    for query in asked.narrow(open_queries(asked.organisation), "owner", "person"):
        yield Promise(
            words=_("Answer a question about what is kept"),
            owner=query.owner,
            due=query.due,
            url=reverse("records:answer", args=[asked.organisation.slug, query.pk]),
            owed_to=query.person,
        )
