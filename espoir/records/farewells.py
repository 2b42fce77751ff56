from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from espoir.apart import actions as apart
from espoir.apart import queries as apart_queries
from espoir.apart.keeper import KeeperAway
from espoir.organisations.farewells import Apart, farewell, kept_elsewhere, leaving
from espoir.organisations.models import Person
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairing_queries
from espoir.records import copies, queries
from espoir.records.models import Copy, Query


@farewell
def what_she_kept_apart_goes(person: Person) -> None:
    """An erasure waits for nobody: if the keeper is away, it forgets her as soon as it is back (`apart.chores`)."""
    with suppress(KeeperAway):
        apart.forget(person)


@leaving
def what_she_kept_apart_goes_with_her(person: Person) -> None:
    transaction.on_commit(partial(what_she_kept_apart_goes, person))


@kept_elsewhere
def what_she_keeps_apart(person: Person) -> Iterator[Apart]:
    lines = apart_queries.in_her_words(person)
    if lines:
        yield Apart(_("People and places to avoid"), tuple(lines))


@farewell
def her_time_with_others_ends(person: Person) -> None:
    """The other one learns that it has ended, and nothing else."""
    for relationship in pairing_queries.relationships_of(person).live():
        pairing.end_of_one_who_left(relationship)


@farewell
def the_file_goes(person: Person) -> None:
    for copy in Copy.objects.of(person.organisation).filter(person=person):
        copies.remove(copy)


@farewell
def someone_else_answers(person: Person) -> None:
    """What she still owed others has an owner at every moment."""
    for query in Query.objects.of(person.organisation).filter(owner=person, state=Query.State.OPEN):
        others = queries.who_can_answer(query.person, not_by=person.pk)
        if others:
            query.owner = others[0]
            query.save(update_fields=["owner"])
