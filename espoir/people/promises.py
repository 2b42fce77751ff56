from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Organisation
from espoir.organisations.promises import Promise, promises
from espoir.people import queries


@promises
def hellos(organisation: Organisation) -> Iterator[Promise]:
    """Whoever finished their first steps was told who says hello, and by when."""
    for arrival in queries.finished_not_greeted(organisation):
        hello = queries.hello_to(arrival.person)
        yield Promise(
            words=_("Say hello to %(name)s") % {"name": arrival.person.name},
            owner=hello.by,
            due=hello.before,
            url=reverse("people:person", args=[organisation.slug, arrival.person_id]),
        )
