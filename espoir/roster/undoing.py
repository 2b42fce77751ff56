"""Taking back what an import made, except what somebody has used, changed or built on since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Model

from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.owned import Owned
from espoir.people.models import Arrival, Profile, Reach, Wishes
from espoir.vault import keys

Mark = tuple[type[Model], str]
PARTS: tuple[type[Model], ...] = (Hat, Arrival, Reach, Wishes, Profile)  # they stay with their person
AT_ONCE = 500


def marks(rows: Iterable[Model], organisation: Organisation) -> list[list[str]]:
    """For each row: its table, its id, and a mark of what its columns hold now."""
    by_table: dict[type[Model], list[str]] = {}
    for row in rows:
        by_table.setdefault(type(row), []).append(str(row.pk))
    return [
        [table._meta.label_lower, pk, mark]
        for table, pks in by_table.items()
        for pk, mark in _marks(table, pks, organisation).items()
    ]


def take_back(organisation: Organisation, made: Iterable[list[str]]) -> tuple[int, int]:
    """Remove what is as it was made. Return how many people and meetings were removed, and how many stay."""
    known = {(apps.get_model(label), pk): mark for label, pk, mark in made}
    present = {
        (table, pk): mark
        for table in {table for table, _pk in known}
        for pk, mark in _marks(table, [pk for each, pk in known if each is table], organisation).items()
    }
    kept = _kept(organisation, {row for row, mark in present.items() if known[row] != mark}, set(present))
    going = set(present) - kept
    _remove(organisation, going)
    return _counted(going), _counted(kept)


def _counted(rows: set[Mark]) -> int:
    return sum(table is Person or table._meta.model_name == "meeting" for table, _pk in rows)


def _marks(table: type[Model], pks: list[str], organisation: Organisation) -> dict[str, str]:
    names = [field.attname for field in table._meta.concrete_fields]
    found: dict[str, str] = {}
    for start in range(0, len(pks), AT_ONCE):
        rows = _rows(table, organisation).filter(pk__in=pks[start : start + AT_ONCE])
        for row in rows.values_list("pk", *names):
            found[row[0]] = hashlib.sha256(repr([_plain(value) for value in row]).encode()).hexdigest()[:20]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _rows(table: type[Model], organisation: Organisation) -> models.QuerySet[Any]:
    if issubclass(table, Owned):
        return table.objects.of(organisation)  # type: ignore[attr-defined, no-any-return]
    return table._default_manager.all()


def _kept(organisation: Organisation, touched: set[Mark], present: set[Mark]) -> set[Mark]:
    """A row stays if it changed, or if something that stays points to it; a person stays with all their parts."""
    pointers = list(_pointers(organisation, present))
    kept = set(touched)
    while True:
        more = {to for row, to in pointers if (row not in present or row in kept) and to not in kept}
        more |= {row for row, to in pointers if row[0] in PARTS and row in present and to in kept and row not in kept}
        if not more:
            return kept
        kept |= more


def _pointers(organisation: Organisation, present: set[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Every row of the house that points to one of these."""
    tables = {table for table, _pk in present}
    for other in apps.get_models():
        for field in other._meta.concrete_fields:
            target = field.related_model
            if target not in tables or not isinstance(target, type):
                continue
            pks = [pk for table, pk in present if table is target]
            for start in range(0, len(pks), AT_ONCE):
                found = _rows(other, organisation).filter(**{f"{field.attname}__in": pks[start : start + AT_ONCE]})
                for pk, to in found.values_list("pk", field.attname):
                    yield (other, pk), (target, to)


def _remove(organisation: Organisation, going: set[Mark]) -> None:
    people = [pk for table, pk in going if table is Person]
    for table in sorted({table for table, _pk in going}, key=lambda table: table is Person):
        pks = [pk for each, pk in going if each is table]
        for start in range(0, len(pks), AT_ONCE):
            _rows(table, organisation).filter(pk__in=pks[start : start + AT_ONCE]).delete()
    for pk in people:
        transaction.on_commit(partial(keys.shred, organisation.pk, pk))
