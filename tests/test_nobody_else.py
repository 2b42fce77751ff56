"""Whoever has the whole database, every key there is and the director's session reads nothing of a journal.

The thief knows this code: each box is tried at its own place, and every piece of bytes with every key in every way that
the house seals. Only the passphrase, which is nowhere, opens it.
"""

from __future__ import annotations

import base64
import hmac
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps

from espoir import clock
from espoir.accounts.models import Session
from espoir.measures.tests.scenes import on
from espoir.people import actions as people
from espoir.ui.tests.reading import as_seen
from espoir.vault import keys
from espoir.vault.boxes import SealedBox
from espoir.wellbeing import actions, locks, queries
from espoir.wellbeing.holding import COOKIE, IN_SESSION
from espoir.wellbeing.models import Journal, Leaf
from espoir.wellbeing.tests.objects import PASSPHRASE, begins, writes
from espoir.wellbeing.tests.test_journal import OTHER, W, opens, text
from tests import planting
from tests.house import INSIDE, address, every_page, objects

LINE = "canari-du-journal-7f3e"
KNOWN = "canari-des-mots-51b0"  # lies in a box of hers, under her key of the vault
THAT_DAY = datetime(2031, 5, 17, 15, tzinfo=UTC)
CANARIES = (LINE, "2031-05-17", '"kind": "week"', "who5@1998", PASSPHRASE)


def she_writes(person) -> None:
    """On a day of its own, so that its date is looked for too."""
    people.write_profile(by=person, values={"words": KNOWN})
    book = begins(person)
    with clock.at(THAT_DAY):
        writes(book, line=LINE)
        actions.fill_in(book, kind="who5@1998", answers=dict.fromkeys(range(1, 6), 2))


# What a thief does.


def all_keys() -> dict[tuple[str, str], list[bytes]]:
    """The root, each organisation's, each person's: as they lie in the folder of the keys."""
    folder = keys.store_path().parent
    found = planting.every_key([folder])
    found["", "roots and scopes"] = [bytes.fromhex(path.read_text()) for path in folder.glob("*.key") if _is_hex(path)]
    found["", "roots and scopes"] += [keys.scope_key(scope) for scope in keys.scopes()]
    return found


def _is_hex(path: Path) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]{64}", path.read_text().strip()))


def readable(with_more_keys: tuple[bytes, ...] = ()) -> str:
    """Everything in the database that can be read: in the clear, base64 undone, opened with any key at any place."""
    rows, opened = planting.rows_here(), all_keys()
    every = [key for each in opened.values() for key in each] + list(with_more_keys)
    every += [hmac.digest(key, purpose, "sha256") for key in every for purpose in (b"fields", b"files", b"tag")]
    ciphers = [AESGCM(key) for key in dict.fromkeys(every)]
    rows["sessions, decoded"] = [session.get_decoded() for session in Session.objects.all()]
    said = [json.dumps(rows, default=_in_the_clear, ensure_ascii=False)]
    for name, lines in rows.items():
        for line in lines:
            for piece in _pieces(line):
                said += _opened(piece, ciphers, set(_places(name, line, rows)))
    return "\n".join(said)


def _in_the_clear(value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _pieces(line) -> Iterator[bytes]:
    for value in line.values():
        if isinstance(value, bytes) and len(value) > 28:
            yield value
        elif isinstance(value, dict):  # what a session holds of an open journal
            yield from (base64.b64decode(held) for held in value.values() if isinstance(held, str))


def _places(name: str, line, rows) -> Iterator[bytes | None]:
    """Every place that the code of the house binds a seal to, for this row."""
    yield None
    if name.startswith("wellbeing_"):
        journals = rows["wellbeing_journal"] if name == "wellbeing_leaf" else [line]
        for journal in journals:
            whose = f"{journal['organisation_id']}|{journal['person_id']}"
            yield f"{whose}|wellbeing.journal|{journal['id']}|lock".encode()
            yield f"{whose}|{journal['id']}|{line['id']}".encode()
            yield f"{whose}|{journal['id']}|journal".encode()
            yield whose.encode()
    table = next((table for table in apps.get_models() if table._meta.db_table == name), None)
    boxes = [field for field in table._meta.fields if isinstance(field, SealedBox)] if table else []
    for box in boxes:
        under = line["id"] if box.under == "pk" else line.get(box.under)
        yield f"{line['organisation_id']}|{under}|{table._meta.label_lower}|{line['id']}|{box.name}".encode()


def _opened(piece: bytes, ciphers: list[AESGCM], places: set[bytes | None]) -> Iterator[str]:
    for start in (0, 1):
        for cipher in ciphers:
            for place in places:
                try:
                    held = cipher.decrypt(piece[start : start + 12], piece[start + 12 :], place)
                except InvalidTag:
                    continue
                yield held.decode("utf-8", "replace")


# SUPP-10
def test_the_whole_database_and_every_key_say_nothing_of_what_she_wrote(cast, knock):
    she_writes(cast.alize)
    door = knock(cast.alize)
    assert LINE in text(opens(door))  # and while it is open: her session lies there too, her cookie does not

    assert IN_SESSION in str([session.get_decoded() for session in Session.objects.all()])
    found = readable()
    assert KNOWN in found  # the thief does open what the keys open
    assert '"salt"' in found  # also the lock, with what a guess has to be tried on
    assert [canary for canary in CANARIES if canary in found] == []
    assert door.cookies[COOKIE].value not in found

    lying = [path for path in keys.store_path().parent.parent.rglob("*") if path.is_file()]
    assert lying
    assert [path for path in lying for canary in CANARIES if canary.encode() in path.read_bytes()] == []

    book = actions.open_journal(queries.journal_of(cast.alize), passphrase=PASSPHRASE)
    with_it = readable((book.key,))
    assert [canary for canary in CANARIES[:4] if canary not in with_it] == []  # so that this test can fail


def test_nor_does_the_session_of_whoever_directs(cast, knock):
    on(cast.camille)
    things = objects(cast)
    she_writes(cast.alize)
    leaf = Leaf.objects.of(cast.alize.organisation).order_by("pk").first()
    opens(knock(cast.alize))
    door = knock(cast.camille)
    read = [as_seen(page.text) for page in every_page(door, "/sentier/")]
    for route in INSIDE:
        if route.startswith("<slug:org>/w/") or "document" in route:
            answer = door.get(address(route, "sentier", {**things, "leaf": leaf.pk}))
            held = b"".join(answer) if answer.streaming else answer.content
            read.append(as_seen(held.decode("utf-8", "replace")))
    assert len(read) > 40
    assert [canary for canary in (LINE, "2031", "who5@1998") if canary in "".join(read)] == []


def test_a_lost_passphrase_loses_the_journal_and_nothing_else(cast, knock):
    she_writes(cast.alize)
    door = knock(cast.alize)
    before = {page.path: page.status for page in every_page(door, "/sentier/")}
    journal = queries.journal_of(cast.alize)
    assert LINE not in text(opens(door, OTHER))
    with pytest.raises(locks.WrongPassphrase):
        locks.open_with(journal, OTHER)

    door.post(f"{W}d/")
    door.post(f"{W}b/", {"passphrase": OTHER, "again": OTHER})
    assert LINE not in text(door.get(W))
    assert Journal.objects.of(cast.alize.organisation).get().pk != journal.pk
    with pytest.raises(locks.WrongPassphrase):
        locks.open_with(queries.journal_of(cast.alize), PASSPHRASE)

    door.post(f"{W}c/")
    assert {page.path: page.status for page in every_page(door, "/sentier/")} == before
    assert KNOWN in text(door.get("/sentier/b/f/"))


def test_once_she_is_erased_her_passphrase_opens_no_older_copy_either(cast, knock):
    """The lock lies under her own key of the vault, which an erasure destroys."""
    she_writes(cast.alize)
    journal = queries.journal_of(cast.alize)
    keys.shred(cast.alize.organisation_id, cast.alize.pk)
    with pytest.raises(keys.Gone):
        locks.open_with(journal, PASSPHRASE)
