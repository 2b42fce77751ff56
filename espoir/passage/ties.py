from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.organisations.models import Organisation, Person
from espoir.passage import actions
from espoir.passage.models import Buddy

IT_ENDS = _lazy(
    "This ends today. Whoever answers here keeps the conversations, until someone else is beside the person."
)


@ties
def buddies(organisation: Organisation) -> Iterator[Tie]:
    rows = Buddy.objects.of(organisation).select_related("supporter", "buddy").order_by("pk")
    for row in rows:
        words, part = _lazy("The first ninety days, with a colleague"), partial(_let_go, row)
        yield Tie(Kind.TRANSITION, row.pk, (row.supporter, row.buddy), words, part, since=row.since, change=IT_ENDS)


def _let_go(buddy: Buddy, by: Person, among: Sequence[Person] = ()) -> None:
    actions.no_longer_beside(buddy, by=by)
