"""Plant a canary for one person in every sealed field of every table, and look for canaries with every key there is."""

from __future__ import annotations

import hmac
import json
import secrets
import sqlite3
from collections.abc import Collection, Iterator
from datetime import time
from itertools import cycle
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connection, models, transaction

from espoir import clock
from espoir.apart.placed import unasked
from espoir.consultations.models import Participant
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned
from espoir.records.rules import Table, boxes_of, is_a_persons, tables
from espoir.research.models import Audience, Edition, Study
from espoir.vault import keys
from espoir.vault.boxes import Sealed

CANARY = "canari-7f3e"


def plant(person: Person) -> list[str]:
    """One row about her in every table that has a box under her key; return the names of the boxes that were filled."""
    planted = []
    for table in tables():
        for box in boxes_of(table):
            if table is Person or not is_a_persons(table, box):
                continue
            _row(table, person, fill=box.name)
            planted.append(f"{table._meta.label_lower}.{box.name}")
    person.chosen_name = f"{CANARY} chosen_name"
    person.save()
    return [*planted, "organisations.person.box"]


def plant_for(participant: Participant) -> list[str]:
    """The same for someone who takes part in a study: each box under her key or under that of who she is."""
    edition = Edition.objects.of(participant.organisation).filter(audience=participant.audience).first()
    given: Given = {Participant: participant, Study: participant.study, Audience: participant.audience}
    given |= {Edition: edition} if edition else {}
    planted = []
    for table in [Participant, *(each for each in tables() if _is_about_a_participant(each))]:
        row: Any = given.get(table) or _known(table, participant)
        row = row or table(organisation=participant.organisation, **_given_columns(table, participant, given))
        given[table] = row
        for box in boxes_of(table):
            if box.under != "organisation_id":
                _fill(row, box.name)
                planted.append(f"{table._meta.label_lower}.{box.name}")
        _save(row)
    return planted


Given = dict[Any, Any]


def _is_about_a_participant(table: Table) -> bool:
    return any(field.related_model is Participant for field in table._meta.concrete_fields)


def _known(table: Table, participant: Participant) -> Owned | None:
    rows = table.objects.of(participant.organisation)  # type: ignore[attr-defined]
    found: Owned | None = rows.filter(participant=participant).first()
    return found


def _given_columns(table: Table, participant: Participant, given: Given) -> dict[str, Any]:
    someone = Person.objects.of(participant.organisation).order_by("pk")[0]
    columns = {
        field.name: given[field.related_model]
        for field in table._meta.concrete_fields
        if field.related_model in given and field.name != "organisation"
    }
    return {**dict(_columns(table, someone, 0, besides=set(columns))), **columns}


def _fill(row: Any, box: str) -> None:
    for name, sealed in vars(type(row)).items():
        if isinstance(sealed, Sealed) and sealed.box == box:
            setattr(row, name, _of_the_kind_of(sealed.default, f"{CANARY} {row._meta.label_lower}.{name}"))


def _row(table: Table, person: Person, *, fill: str = "", depth: int = 0) -> Owned:
    """A row with something in every column that needs something, about her wherever it is about anyone."""
    known = table.objects.of(person.organisation).filter(  # type: ignore[attr-defined]
        **{name: person for name in table.ABOUT if name != "pk"}
    )
    row: Any = known.first() if table.ABOUT and depth else None
    if row is None:
        row = known.first() if table.ABOUT and _only_one(table) else None
    if row is None:
        row = table(organisation=person.organisation, **dict(_columns(table, person, depth)))
    _fill(row, fill)
    try:
        _save(row)
    except IntegrityError:  # its first state has a day
        for field in table._meta.concrete_fields:
            if isinstance(field, models.DateField) and getattr(row, field.name) is None:
                setattr(row, field.name, _plain(field))
        _save(row)
    found: Owned = row
    return found


def _save(row: Owned) -> None:
    with transaction.atomic(), unasked(because="canaries, one in every table"):
        row.save()


def _only_one(table: Table) -> bool:
    return any(isinstance(table._meta.get_field(name), models.OneToOneField) for name in table.ABOUT if name != "pk")


def _of_the_kind_of(default: Any, canary: str) -> Any:
    if isinstance(default, list):
        return [canary]
    if isinstance(default, dict):
        return {"canary": canary}
    return canary


def _columns(table: Table, person: Person, depth: int, besides: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    others = cycle(Person.objects.of(person.organisation).exclude(pk=person.pk).order_by("pk")[:5])
    for field in table._meta.concrete_fields:
        if field.primary_key or field.name in {"organisation", *besides} or isinstance(field, models.BinaryField):
            continue
        if field.related_model is Person:
            yield field.name, person if field.name in table.ABOUT else next(others)
        elif field.null or field.has_default():
            continue
        elif field.related_model is not None and issubclass(field.related_model, Owned):
            yield field.name, _row(field.related_model, person, depth=depth + 1)
        else:
            yield field.name, _plain(field)


def _plain(field: models.Field[Any, Any]) -> Any:
    if field.choices:
        return next(code for code, _words in field.flatchoices if code != "")
    if isinstance(field, models.DateTimeField):
        return clock.now()
    if isinstance(field, models.DateField):
        return clock.today()
    if isinstance(field, models.TimeField):
        return time(9)
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return 1
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return []
    return secrets.token_hex(20)[: field.max_length or 40]


# Looking for them, as someone would who has every file.

Rows = dict[str, list[dict[str, Any]]]  # table name → rows
Keys = dict[tuple[str, str], list[bytes]]  # (scope, subject) → every key there ever was


def every_key(stores: list[Path]) -> Keys:
    """(scope, subject) → every key that any of these folders (a key store with its root) still opens."""
    found: Keys = {}
    for folder in stores:
        roots = [bytes.fromhex(path.read_text()) for path in folder.glob("root.*") if len(path.read_text()) == 64]
        with sqlite3.connect(f"file:{folder / 'keys.sqlite3'}?mode=ro", uri=True) as store:
            scopes = {row[0]: row for row in store.execute("SELECT scope, epoch, wrapped FROM scope")}
            subjects = store.execute("SELECT scope, subject, wrapped FROM subject").fetchall()
        store.close()
        for scope, subject, wrapped in subjects:
            for root in roots:
                try:
                    kek = keys.unwrap(scopes[scope][2], root, f"{scope}|{scopes[scope][1]}")
                    key = keys.unwrap(wrapped, kek, f"{scope}|{subject}")
                except keys.WrongKey:
                    continue
                found.setdefault((scope, subject), []).append(key)
    return found


def canaries_in_rows(rows: dict[str, list[dict[str, Any]]], opened_with: Keys) -> set[str]:
    """The canaries that can be read in a database's rows (table name → rows), in the clear or with these keys."""
    found = set()
    by_table = {table._meta.db_table: table for table in tables()}
    for name, lines in rows.items():
        for line in lines:
            clear = json.dumps(line, default=lambda value: f"{type(value)}", ensure_ascii=False)
            if CANARY in clear:
                found.add(f"{name} in the clear")
            if name in by_table:
                found |= set(_in_boxes(by_table[name], line, opened_with))
    return found


def _in_boxes(table: Table, line: dict[str, Any], opened_with: Keys) -> Iterator[str]:
    for box in boxes_of(table):
        raw = bytes(line.get(str(box.column)) or b"")
        under = str(line["id"] if box.under == "pk" else line.get(box.under, line.get("participant_id")))
        place = f"{line['organisation_id']}|{under}|{table._meta.label_lower}|{line['id']}|{box.name}"
        for key in opened_with.get((line["organisation_id"], under), []) if raw else []:
            try:
                text = AESGCM(hmac.digest(key, b"fields", "sha256")).decrypt(raw[1:13], raw[13:], place.encode())
            except InvalidTag:
                continue
            if CANARY.encode() in text:
                yield f"{table._meta.label_lower}.{box.name}"


def rows_here() -> Rows:
    """Every row of every table of the live database."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            found[name] = [dict(zip(columns, map(_plainly, row), strict=True)) for row in cursor.fetchall()]
    return found


def rows_of_copy(path: Path) -> Rows:
    found = {}
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as there:
        names = [row[0] for row in there.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            rows = there.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in rows.description]
            found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    there.close()
    return found


def _plainly(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def bytes_left(folder: Path, wanted: list[bytes]) -> list[str]:
    """Files in which any of these bytes still lie: live files, side files, whatever is there."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(piece in path.read_bytes() for piece in wanted)
    ]


def boxes_under(person: Person) -> list[bytes]:
    """Her sealed boxes as they lie in the rows, to look for afterwards."""
    found = []
    for table in tables():
        for box in boxes_of(table):
            if is_a_persons(table, box):
                rows = table.objects.of(person.organisation).filter(**{box.under: person.pk})  # type: ignore[attr-defined]
                found += [bytes(raw) for raw in rows.values_list(box.name, flat=True) if raw]
    return found


def boxes_of_a_participant(participant: Participant) -> list[bytes]:
    found = []
    for table in [Participant, *filter(_is_about_a_participant, tables())]:
        name = "pk" if table is Participant else "participant"
        for box in boxes_of(table):
            if box.under != "organisation_id":
                rows = table.objects.of(participant.organisation).filter(**{name: participant.pk})  # type: ignore[attr-defined]
                found += [bytes(raw) for raw in rows.values_list(box.name, flat=True) if raw]
    return found
