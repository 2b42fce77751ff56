from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Organisation
from espoir.organisations.promises import Promise, promises
from espoir.records.queries import open_queries


@promises
def answers_about_what_is_kept(organisation: Organisation) -> Iterator[Promise]:
    for query in open_queries(organisation):
        yield Promise(
            words=_("Answer a question about what is kept"),
            owner=query.owner,
            due=query.due,
            url=reverse("records:answer", args=[organisation.slug, query.pk]),
            owed_to=query.person,
        )
