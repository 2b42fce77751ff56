from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.passage import queries
from espoir.passage.models import Step


@promises
def conversations_as_she_begins(asked: Asked) -> Iterator[Promise]:
    """Of each start the next one only, so that Today stays short; its page shows them all."""
    if asked.person is not None and not asked.person.is_staff_here:
        return
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


@promises
def support_elsewhere(asked: Asked) -> Iterator[Promise]:
    """Owed to her alone: it reaches no agenda, and nobody else's Today."""
    if asked.person is not None and not asked.person.is_staff_here:
        return
    for passage in queries.owed_elsewhere(asked.organisation):
        yield Promise(
            words=_("Talk with %(name)s about what was asked") % {"name": passage.person.name},
            owner=still_here(passage.elsewhere_with) or asked.chief,
            due=passage.elsewhere_by,
            url=reverse("passage:elsewhere_with", args=[asked.organisation.slug, passage.pk]),
        )
