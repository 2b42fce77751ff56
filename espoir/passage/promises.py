from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.passage import queries
from espoir.passage.models import Step


@promises
def conversations(asked: Asked) -> Iterator[Promise]:
    """As someone begins, and about support elsewhere. Where nothing of the kind is under way, one question says so."""
    is_staff = asked.person is None or asked.person.is_staff_here
    if is_staff and queries.is_something_owed(asked.organisation):
        yield from _as_they_begin(asked)
        yield from _about_elsewhere(asked)


def _as_they_begin(asked: Asked) -> Iterator[Promise]:
    """Of each start the next one only, so that Today stays short; its page shows them all."""
    for due in queries.next_owed(asked):
        row = due.row
        said = {"what": str(row), "name": row.supporter.name}
        yield Promise(
            words=_("Talk with %(name)s: %(what)s") % said,
            owner=due.owner,
            due=row.due,
            url=reverse("passage:newcomer", args=[asked.organisation.slug, row.start_id]),
            owed_to=row.supporter if isinstance(row, Step) else None,
        )


def _about_elsewhere(asked: Asked) -> Iterator[Promise]:
    """Owed to her alone: it reaches no agenda, and nobody else's Today."""
    for passage in queries.owed_elsewhere(asked.organisation):
        yield Promise(
            words=_("Talk with %(name)s about what was asked") % {"name": passage.person.name},
            owner=still_here(passage.elsewhere_with) or asked.chief,
            due=passage.elsewhere_by,
            url=reverse("passage:elsewhere_with", args=[asked.organisation.slug, passage.pk]),
        )
