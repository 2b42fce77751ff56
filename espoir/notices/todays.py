from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.notices import queries
from espoir.organisations.models import Person
from espoir.organisations.todays import Line, on_today


@on_today
def how_notices_reach_me(person: Person) -> Iterator[Line]:
    channel = queries.channel_of(person)
    asks = channel is not None and queries.is_to_confirm(channel)
    yield Line(
        words=_("How notices reach me"),
        detail=_("Is it still right?") if asks else "",
        url=reverse("notices:mine", args=[person.organisation.slug]),
        card="mine",
        order=35 if asks else 75,
    )
