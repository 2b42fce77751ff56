from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.organisations.models import Organisation, Person
from espoir.supervision import actions
from espoir.supervision.models import Rhythm

SECOND = "-2"
IT_ENDS = _lazy("This supervision ends today, with the dates to come. Someone else takes over, or we owe another.")


@ties
def rhythms(organisation: Organisation) -> Iterator[Tie]:
    """Who supervises a supporter, and who else when life is hard: one tie each."""
    rows = Rhythm.objects.of(organisation).select_related("supporter", "supervisor", "second").order_by("pk")
    for row in rows:
        for person, key in ((row.supervisor, row.pk), (row.second, f"{row.pk}{SECOND}")):
            if person is not None:
                both = (row.supporter, person)
                part = partial(_let_go, row, person)
                words = _lazy("A supervision")
                yield Tie(Kind.SUPERVISOR, key, both, words, part, since=row.since, change=IT_ENDS)


def _let_go(rhythm: Rhythm, person: Person, by: Person, among: Sequence[Person] = ()) -> None:
    actions.let_go_of(person, rhythm, by=by)
