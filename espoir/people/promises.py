from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.promises import Asked, Promise, promises
from espoir.people import queries, rules


@promises
def hellos(asked: Asked) -> Iterator[Promise]:
    """Whoever finished their first steps was told who says hello, and by when."""
    if not asked.is_for_a_chief:
        return
    for arrival in queries.finished_not_greeted(asked.organisation):
        yield Promise(
            words=_("Say hello to %(name)s") % {"name": arrival.person.name},
            owner=queries.welcomer_among(asked.coordinators, arrival) or asked.chief,
            due=rules.hello_before(asked.organisation, arrival),
            url=reverse("people:person", args=[asked.organisation.slug, arrival.person_id]),
        )
