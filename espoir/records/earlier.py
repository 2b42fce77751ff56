"""The earlier file of someone who now works here: what is in it, and how it is destroyed before its own dates.

The ledger holds the promise first, so that an interruption, or an older backup put back, destroys it again. Her place,
her role, her name and her own support stay; meetings stay as numbers, without her.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.logbook import ledger
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.earlier import CLOSED, read_by_nobody
from espoir.organisations.models import EarlierFile, Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.pairing.models import Aftercare, Relationship
from espoir.passage.closed import DESCRIBES_HER
from espoir.passage.models import Passage
from espoir.passage.queries import is_still_supported
from espoir.records import queries
from espoir.records.rules import Table, boxes_of, rows_of, tables
from espoir.records.shelves import SHELVES, Shelf, shelf_of
from espoir.vault.sweeping import empty_the_write_ahead_log

DESTROYED = verb("records.earlier", _lazy("had what was entrusted before destroyed"))
MARK = "earlier"
MANY = 500  # rows at a time
KEPT_BY_LAW = ("safety.incident",)  # what was reported follows its own clock: someone else may need it


@read_by_nobody(because="it is opened to two people, on the one page that shows it")
def in_words(person: Person) -> list[tuple[Shelf, list[str]]]:
    """All that lies in it, shelf by shelf, in her words."""
    shelves: dict[str, list[str]] = {}
    for table, rows in _everything(person):
        words = [queries.plain_words(row, person) for row in rows.order_by("pk")]
        shelves.setdefault(shelf_of(table).code, []).extend(line for line in words if line)
    return [(shelf, shelves[shelf.code]) for shelf in SHELVES if shelves.get(shelf.code)]


def _everything(person: Person) -> Iterator[tuple[Table, OwnedQuerySet[Any]]]:
    """The rows of each table that are closed since her passage."""
    for table in tables():
        closed = CLOSED.get(table._meta.label_lower)
        if closed is not None:
            rows = rows_of(table, person.organisation).filter(**{closed.whose: person.pk})
            if table is Relationship:  # whoever stays in touch with her still does
                open_ones = Aftercare.objects.of(person.organisation).filter(state=Aftercare.State.OPEN)
                rows = rows.exclude(pk__in=open_ones.values("relationship"))
            yield table, rows.exclude(pk__in=rows.filter(closed.goes_on).values("pk")) if closed.goes_on else rows


@transaction.atomic
def destroy(person: Person, *, by: Person) -> ledger.Receipt:
    """She alone asks for it. From the moment when the ledger holds the line, nothing can stop it."""
    if by.pk != person.pk or not EarlierFile.objects.of(by.organisation).filter(person=person).exists():
        raise LookupError("nothing is closed")
    receipt = ledger.promise([_mark(person)])
    record(DESTROYED, by=by, about=[person])
    _finish(person)
    Passage.objects.of(person.organisation).filter(person=person).update(destroyed_on=clock.today())
    transaction.on_commit(empty_the_write_ahead_log)
    return receipt


def _mark(person: Person) -> str:
    return ledger.mark(person.organisation_id, f"{person.pk}|{MARK}")


def _finish(person: Person) -> None:
    """What goes with a person goes; of what stays as a number, she and the words are taken out."""
    keeps_describing = is_still_supported(person)
    waiting = [
        (table, rows)
        for table, rows in _everything(person)
        if table._meta.label_lower not in KEPT_BY_LAW
        and not (keeps_describing and table._meta.label_lower in DESCRIBES_HER)
    ]
    for table, rows in sorted(waiting, key=lambda each: not _stays(each[0])):  # numbers first: others hang on them
        if _stays(table):
            _take_her_out(table, rows, person)
        else:
            rows.delete()


def _take_her_out(table: Table, rows: OwnedQuerySet[Any], person: Person) -> None:
    """Empty what is under her key, then every column that leads to her; the one that says whose it is, last."""
    whose = CLOSED[table._meta.label_lower].whose
    for box in boxes_of(table):
        if box.under == f"{whose}_id":
            rows.update(**{box.name: b""})
    ids = list(rows.values_list("pk", flat=True))
    kept = rows_of(table, person.organisation)
    for start in range(0, len(ids), MANY):
        some = kept.filter(pk__in=ids[start : start + MANY])
        for field in table._meta.concrete_fields:
            if field.related_model is Person and field.null:
                some.filter(**{field.name: person.pk}).update(**{field.name: None})


def _stays(table: Table) -> bool:
    """It counts without her: the column that says whose it is may be empty."""
    field = table._meta.get_field(CLOSED[table._meta.label_lower].whose.split("__")[0])
    return table.AFTER_ERASURE == "stays" and isinstance(field, models.ForeignKey) and field.null


def promised_and_not_done(organisation: Organisation) -> list[Person]:
    """People whose earlier file is in the ledger and still there."""
    marks = ledger.marks()
    if not marks:
        return []
    people = Person.objects.of(organisation).exclude(state=Person.State.ERASED).select_related("organisation")
    undone = Passage.objects.of(organisation).filter(destroyed_on__isnull=False).values("person")
    return [person for person in people.exclude(pk__in=undone) if _mark(person) in marks]


@transaction.atomic
def finish(organisation: Organisation) -> int:
    """What the ledger promised and an older backup brought back."""
    people = promised_and_not_done(organisation)
    for person in people:
        EarlierFile.objects.of(organisation).get_or_create(person=person, defaults={"organisation": organisation})
        record(DESTROYED, by=None, organisation=organisation, about=[person])
        _finish(person)
        passages = Passage.objects.of(organisation).filter(person=person)
        today = clock.today()
        passages.filter(begun_on=None).update(state=Passage.State.BEGUN, begun_on=today)
        passages.update(destroyed_on=today)
    if people:
        transaction.on_commit(partial(empty_the_write_ahead_log))
    return len(people)
