"""What is owed about what stands: looked at by two, settled by a date. Only its owner reads it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.apart import keeper, matter_queries
from espoir.apart.matter_queries import Matter
from espoir.organisations.promises import Asked, Promise, promises


@promises
def matters_to_settle(asked: Asked) -> Iterator[Promise]:
    """Its words name nobody, and it is `owed_to` nobody."""
    if asked.is_for_a_chief or asked.person is None or matter_queries.may_look(asked.person):
        yield from (_promise(asked, matter) for matter in _open(asked))


def _open(asked: Asked) -> list[Matter]:
    try:
        return matter_queries.open_matters(asked.organisation)
    except keeper.KeeperAway:
        return []


def _promise(asked: Asked, matter: Matter) -> Promise:
    if matter.owner is None:
        return Promise(words=_("Find a safety lead or an outside ally"), owner=asked.chief, due=matter.due)
    url = reverse("apart:matter", args=[asked.organisation.slug, matter.id])
    return Promise(words=_("Look at something about preferences"), owner=matter.owner, due=matter.due, url=url)
