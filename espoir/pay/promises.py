from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises
from espoir.organisations.roles import Permission
from espoir.pay.models import Terms


def who_answers(asked: Asked) -> list[Person]:
    """Pay is the director's to answer for; where nobody directs, the coordinator's."""
    return asked.directors or ([asked.chief] if asked.chief else [])


@promises
def answers_about_pay(asked: Asked) -> Iterator[Promise]:
    """`owed_to` nobody: it must not reach the agenda of her supervision. She reads who and when on her own page."""
    if not asked.may(Permission.SET_UP):
        return
    keepers = who_answers(asked)
    if asked.person is not None and asked.person not in keepers:
        return
    rows = Terms.objects.of(asked.organisation).filter(due__isnull=False, person__state=Person.State.HERE)
    for terms in rows.select_related("person", "owner"):
        yield Promise(
            words=_("Answer %(name)s about pay") % {"name": terms.person.name},
            owner=terms.owner if terms.owner in keepers else next(iter(keepers), None),
            due=terms.due,
            url=reverse("pay:earner", args=[asked.organisation.slug, terms.person_id]),
        )
