from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises
from espoir.pay.models import Terms


def who_answers(asked: Asked) -> list[Person]:
    """Pay is for whoever directs to read and to answer for, and for nobody else."""
    return asked.directors


@promises
def answers_about_pay(asked: Asked) -> Iterator[Promise]:
    """`owed_to` nobody: it must not reach the agenda of her supervision. She reads who and when on her own page."""
    if not asked.is_for_a_chief:
        return
    keepers = who_answers(asked)
    if keepers and asked.person is not None and asked.person not in keepers:
        return
    rows = Terms.objects.of(asked.organisation).filter(due__isnull=False, person__state=Person.State.HERE)
    for terms in rows.select_related("person", "owner").order_by("due", "pk"):
        if not keepers:
            yield _someone_is_missing(asked, terms)
            return
        yield Promise(
            words=_("Answer %(name)s about pay") % {"name": terms.person.name},
            owner=terms.owner if terms.owner in keepers else keepers[0],
            due=terms.due,
            url=reverse("pay:earner", args=[asked.organisation.slug, terms.person_id]),
        )


def _someone_is_missing(asked: Asked, terms: Terms) -> Promise:
    """Nobody directs: whoever chooses the team finds someone, and reads no more than that."""
    url = reverse("people:team", args=[asked.organisation.slug])
    words = _("Find someone to direct: an answer about pay waits")
    return Promise(words=words, owner=asked.chief, due=terms.due, url=url)
