from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.organisations.models import Organisation, Person
from espoir.pairing import actions
from espoir.pairing.models import Aftercare, Relationship

IT_ENDS = _lazy("Their time together ends today. Both read that it has come to an end, and nothing else.")
SOMEONE_ELSE = _lazy("From today, someone else keeps this promise.")


@ties
def relationships(organisation: Organisation) -> Iterator[Tie]:
    for row in Relationship.objects.of(organisation).live().with_both().order_by("pk"):
        both = (row.peer, row.supporter)
        words, part = _lazy("A support relationship"), partial(_end, row)
        yield Tie(Kind.RELATIONSHIP, row.pk, both, words, part, since=row.since, change=IT_ENDS)


@ties
def words_now_and_then(organisation: Organisation) -> Iterator[Tie]:
    rows = Aftercare.objects.of(organisation).filter(state=Aftercare.State.OPEN, owner__isnull=False)
    for row in rows.select_related("person", "owner").order_by("pk"):
        if row.owner is not None:
            both = (row.person, row.owner)
            words, part = _lazy("A word now and then"), partial(_owe_it_elsewhere, row)
            yield Tie(Kind.INTRODUCTION, row.pk, both, words, part, change=SOMEONE_ELSE)


def _end(relationship: Relationship, by: Person, among: Sequence[Person] = ()) -> None:
    """Both learn that it has ended, in the words of any ending."""
    actions.end_for_both(relationship)


def _owe_it_elsewhere(aftercare: Aftercare, by: Person, among: Sequence[Person] = ()) -> None:
    actions.pass_on_aftercare(aftercare, by=by)
