from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.organisations.models import Organisation, Person
from espoir.pauses import actions
from espoir.pauses.models import Cover


@ties
def calls(organisation: Organisation) -> Iterator[Tie]:
    rows = Cover.objects.of(organisation).filter(state=Cover.State.OPEN, owner__isnull=False)
    for row in rows.select_related("peer", "owner", "away__person").order_by("pk"):
        if row.owner is not None:
            words, part = _lazy("A call while someone is away"), partial(_call_elsewhere, row)
            change = _lazy("From today, someone else keeps this promise.")
            yield Tie(Kind.INTRODUCTION, row.pk, (row.peer, row.owner), words, part, change=change)


def _call_elsewhere(row: Cover, by: Person, among: Sequence[Person] = ()) -> None:
    actions.pass_on(row, by=by)
