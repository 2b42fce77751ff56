"""Where one person wears several hats, a promise that needs two people cannot be kept: the screen says which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Two hats that are meant for two people, and what lapses when one person wears both.
TWO_HATS: list[tuple[Role, Role, StrPromise]] = [
    (
        Role.DIRECTOR,
        Role.SUPERVISOR,
        gettext_lazy(
            "Here, %(name)s is both director and supervisor. "
            "So there’s a promise we can’t keep: someone else on the team to talk to."
        ),
    ),
    (
        Role.SAFETY_LEAD,
        Role.SUPERVISOR,
        gettext_lazy(
            "Here, %(name)s is both safety lead and supervisor. "
            "So there’s a promise we can’t keep: telling the team something without telling your supervisor."
        ),
    ),
    (
        Role.SAFETY_LEAD,
        Role.DIRECTOR,
        gettext_lazy(
            "Here, %(name)s is both safety lead and director. "
            "So there’s a promise we can’t keep: what you tell the safety lead stays out of the director’s sight."
        ),
    ),
    (
        Role.SAFETY_LEAD,
        Role.COORDINATOR,
        gettext_lazy(
            "Here, %(name)s is both safety lead and coordinator. "
            "So there’s a promise we can’t keep: what you tell the safety lead stays out of the coordinator’s sight."
        ),
    ),
    (
        Role.COORDINATOR,
        Role.SUPERVISOR,
        gettext_lazy(
            "Here, %(name)s is both coordinator and supervisor. "
            "So there’s a promise we can’t keep: no one sees both people’s wishes and their meetings."
        ),
    ),
    (
        Role.SUPPORTER,
        Role.SUPERVISOR,
        gettext_lazy(
            "Here, %(name)s both supports people and supervises. "
            "So there’s a promise we can’t keep: supervision with someone else."
        ),
    ),
]


def lapsed_promises(organisation: Organisation) -> list[str]:
    """Each promise that lapses here, in the reader's language, with the way outside that remains."""
    here = list(Person.objects.of(organisation).here().prefetch_related("hats").order_by("since", "pk"))
    ally = next((person for person in here if Role.ALLY in person.roles), None)
    return [f"{lapse} {_outside(ally)}" for person in here for lapse in _lapses(person)]


def _lapses(person: Person) -> Iterator[str]:
    for one, other, words in TWO_HATS:
        if {one, other} <= person.roles:
            yield str(words) % {"name": person.name}


def _outside(ally: Person | None) -> str:
    if ally is None:
        return _("There is no one outside yet: choose an outside ally.")
    return _("For that, there’s %(ally)s, who is outside.") % {"ally": ally.name}
