from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext_lazy as _lazy

from espoir.apart.placed import Kind
from espoir.apart.ties import Tie, ties
from espoir.organisations.models import Organisation, Person
from espoir.readiness import actions, rules
from espoir.readiness.models import Conversation


@ties
def conversations(organisation: Organisation) -> Iterator[Tie]:
    """Those who are to talk about a role."""
    rows = Conversation.objects.of(organisation).filter(state__in=rules.LIVE).order_by("pk")
    for row in rows.select_related("person", "first", "second", "application__posting__first"):
        people = (row.person, row.first, row.second)
        words, change = _lazy("A conversation about a role"), _lazy("It’s left to other people, chosen anew.")
        yield Tie(Kind.INTRODUCTION, row.pk, people, words, partial(_let_go, row), change=change)


def _let_go(conversation: Conversation, by: Person, among: Sequence[Person] = ()) -> None:
    actions.let_go(conversation, by=by)
