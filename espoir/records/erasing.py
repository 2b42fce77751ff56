"""Erasing a person: what goes, what is emptied, and the key without which the rest is noise.

`finish()` is the whole of it, and may be run again at any moment: by the worker after an interruption, or by `restore`
after an older backup was put back.
"""

from __future__ import annotations

from django.db import models

from espoir.logbook import ledger
from espoir.organisations.farewells import FAREWELLS
from espoir.organisations.models import Account, Organisation, Person
from espoir.records.rules import boxes_under, rows_about, tables, tables_about_people
from espoir.vault import keys


def accounts_that_go(person: Person) -> list[Account]:
    """Her account, unless it also opens another organisation's pages."""
    if person.account is None:
        return []
    elsewhere = Person.objects.everywhere(because="an account may be someone in several organisations")
    return [] if elsewhere.filter(account=person.account).exclude(pk=person.pk).exists() else [person.account]


def finish(person: Person) -> None:
    """Everything that erasing means, except the promise to do it (`ledger.write`)."""
    for say_farewell in FAREWELLS:
        say_farewell(person)
    _delete_what_goes(person)
    _empty_what_stays(person)
    accounts = accounts_that_go(person)
    _leave(person)
    for account in accounts:
        pk = account.pk
        account.delete()  # its sessions and its means go with it
        keys.shred(keys.HOUSE, pk)
    keys.shred(person.organisation_id, person.pk)


def _delete_what_goes(person: Person) -> None:
    """A row may be held by another that goes too: try again once that one has gone."""
    waiting = [table for table in tables_about_people() if table.AFTER_ERASURE == "goes"]
    while waiting:
        held = []
        for table in waiting:
            try:
                rows_about(table, person).delete()
            except (models.ProtectedError, models.RestrictedError) as protected:
                held.append((table, protected))
        if len(held) == len(waiting):
            raise held[0][1]
        waiting = [table for table, _protected in held]


def _empty_what_stays(person: Person) -> None:
    for table in tables():
        for box, rows in boxes_under(table, person):
            rows.update(**{box.name: b""})


def _leave(person: Person) -> None:
    Person.objects.of(person.organisation).filter(pk=person.pk).update(account=None, state=Person.State.ERASED, box=b"")
    person.refresh_from_db()


def promised_and_not_done(organisation: Organisation) -> list[Person]:
    """People in the erasure ledger who are still there: a stop came between, or an older backup was put back."""
    marks = ledger.marks()
    if not marks:
        return []
    people = (
        Person.objects.of(organisation).exclude(state=Person.State.ERASED).select_related("account", "organisation")
    )
    return [person for person in people if ledger.mark(organisation.pk, person.pk) in marks]


def shred_promised_keys() -> int:
    """Keys of erased people that an older copy of the key store brought back."""
    marks = ledger.marks()
    found = [
        (scope, subject)
        for scope in (keys.scopes() if marks else [])
        for subject in keys.subjects(scope)
        if ledger.mark(scope, subject) in marks
    ]
    for scope, subject in found:
        keys.shred(scope, subject)
    return len(found)
