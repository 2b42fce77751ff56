from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.meetings import queries
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today


def _page(me: Person, name: str, *args: str) -> str:
    return reverse(name, args=[me.organisation.slug, *args])


@on_today
def next_meeting(me: Person) -> Iterator[Line]:
    planned = queries.next_meeting(me)
    if planned:
        other = planned.relationship.other(me)
        yield Line(
            words=_("Your next meeting, with %(name)s") % {"name": other.name},
            detail=planned.get_way_display(),
            url=_page(me, "meetings:planned", other.pk, planned.pk),
            when=planned.at,
            face=other.name,
            card="now",
            order=10,
        )


@on_today
def people_i_support(me: Person) -> Iterator[Line]:
    if me.may(Permission.SUPPORT):
        for line in queries.people_of(me)[:5]:
            yield Line(
                words=line.person.name,
                detail=_("Note a meeting"),
                url=_page(me, "meetings:person", line.person.pk),
                face=line.person.name,
                card="people",
                order=20,
            )
