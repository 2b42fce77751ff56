from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.logbook import anchors, ledger
from espoir.logbook.actions import record
from espoir.logbook.ledger import Receipt
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.notices.models import Kind
from espoir.organisations.earlier import read_by
from espoir.organisations.farewells import FINISHING
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.records import copies, erasing, queries
from espoir.records.models import Copy, Query
from espoir.records.rules import Table, boxes_of
from espoir.vault.sweeping import empty_the_write_ahead_log

ASKED = verb("records.asked", _lazy("asked a question about what is kept"))
ANSWERED = verb("records.answered", _lazy("answered your question about what is kept"))
PREPARED = verb("records.prepared", _lazy("prepared a copy of everything"))
TAKEN = verb("records.taken", _lazy("took the copy away"))
REMOVED = verb("records.removed", _lazy("removed the copy"))
ERASED = verb("records.erased", _lazy("asked for everything to be deleted"))
BLANKED = verb("records.blanked", _lazy("emptied what had been kept long enough"))


class NotPossible(Exception):
    """The move is not allowed; its sentence says what to do instead."""


@transaction.atomic
def ask(*, by: Person, kind: Query.Kind, owner: Person, topic: str, words: str, line: str = "") -> Query:
    """Ask why something was opened, or to have it put right: `owner` answers by a day that she reads at once."""
    if owner not in queries.who_can_answer(by):
        raise NotPossible("this person cannot answer it")
    query = Query(organisation=by.organisation, person=by, kind=kind, owner=owner, line=line)
    query.topic, query.words = topic, words
    query.save()
    record(ASKED, by=by, about=[by], what=query)
    tell(owner, kind=Kind.MESSAGE)
    return query


@transaction.atomic
def answer(query: Query, *, by: Person, words: str) -> None:
    if query.owner_id != by.pk or query.state != Query.State.OPEN:
        raise NotPossible("it is answered, or someone else's to answer")
    query.answer, query.state, query.answered_on = words, Query.State.ANSWERED, clock.today()
    query.save()
    record(ANSWERED, by=by, about=[query.person], what=query)
    tell(query.person, kind=Kind.MESSAGE)


@transaction.atomic
def prepare_copy(*, by: Person) -> Copy:
    """Make the file that she takes away. An older one is replaced."""
    remove_copy(by=by, quietly=True)
    with read_by(by):  # a verb sees every row, a copy is for its reader: nothing that is closed to her
        content = copies.pack(by)
    copy = Copy.objects.create(organisation=by.organisation, person=by)
    copies.write(copy, content)
    record(PREPARED, by=by, about=[by])
    return copy


@transaction.atomic
def take_copy(*, by: Person) -> bytes:
    copy = queries.copy_of(by)
    if copy is None or copy.until <= clock.now():
        raise NotPossible("there is no copy")
    if not copies.path_of(copy).exists():
        raise NotPossible("the file is not there; another can be prepared")
    record(TAKEN, by=by, about=[by])
    return copies.read(copy)


@transaction.atomic
def remove_copy(*, by: Person, quietly: bool = False) -> None:
    copy = queries.copy_of(by)
    if copy is not None:
        copies.remove(copy)
        copy.delete()
        if not quietly:
            record(REMOVED, by=by, about=[by])


@transaction.atomic
def erase(person: Person, *, by: Person) -> Receipt:
    """Erase everything about `person`, for good. Asked by herself, or on paper through `by`.

    From the moment when the ledger holds the line, nothing can stop it: whatever is cut short is finished later.
    """
    if person.state == Person.State.ERASED or person.organisation_id != by.organisation_id:
        raise NotPossible("there is nobody to erase")
    if queries.is_the_last_who_can_invite(person):
        raise NotPossible("nobody would be left to answer the others")
    record(ERASED, by=by, about=[person])
    receipt = ledger.write(person, erasing.accounts_that_go(person))
    erasing.finish(person)
    transaction.on_commit(partial(_afterwards, person.organisation))
    return receipt


def _afterwards(organisation: Organisation) -> None:
    empty_the_write_ahead_log()
    anchors.anchor(organisation)


def finish_erasures(organisation: Organisation) -> int:
    """What the ledger promised and a stop, or an older backup, left undone."""
    people = erasing.promised_and_not_done(organisation)
    for person in people:
        record(ERASED, by=None, organisation=organisation, about=[person])
        erasing.finish(person)
    others = sum(finish(organisation) for finish in FINISHING)
    if people or others:
        transaction.on_commit(partial(_afterwards, organisation))
    return len(people) + others


def remove_copies_past_their_hour(organisation: Organisation) -> None:
    for copy in Copy.objects.of(organisation).filter(until__lte=clock.now()):
        copies.remove(copy)
        copy.delete()


def empty(table: Table, rows: OwnedQuerySet[Any], organisation: Organisation) -> int:
    """Empty the boxes of these rows; write one line for each person whose box it was."""
    count = 0
    for box in boxes_of(table):
        full = rows.exclude(**{box.name: b""})
        people = set(full.values_list(box.under, flat=True)) - {None}
        if people:
            found = Person.objects.of(organisation).filter(pk__in=people)
            record(BLANKED, by=None, organisation=organisation, about=list(found))
            count += full.update(**{box.name: b""})
    return count
