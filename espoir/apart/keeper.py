"""The sealed store of people to avoid: a file and a key of its own, outside the application's database.

Each row is one sealed block of the same size under a random number. Without the key the file shows how many rows an
organisation has, and nothing else: no name, no id, not even whose row touches whose. A store whose key is lost or is
not its own does not open, and then nobody is placed: it fails closed.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

SIZE = 2048  # every block is padded to this, whatever is inside
SLOT_BYTES = 16

_TABLE = """
CREATE TABLE IF NOT EXISTS entry (slot BLOB PRIMARY KEY, place BLOB NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_place ON entry (place);
CREATE TABLE IF NOT EXISTS lock (mark BLOB NOT NULL);
"""
_local = threading.local()


class WrongKey(Exception):
    """The key beside this store is not the one that sealed it."""


@dataclass(frozen=True)
class Entry:
    """What one person wrote: the name she typed, and whom it meant that day (perhaps nobody: it looks the same)."""

    by: str
    words: str
    people: tuple[str, ...]
    until: str  # an ISO date
    slot: str = ""


def store_path() -> Path:
    return Path(settings.DATA) / "apart" / "apart.sqlite3"


def key_path() -> Path:
    return Path(settings.KEYS) / "apart.key"


def add(place: str, entry: Entry, *, instead_of: Iterable[str] = ()) -> Entry:
    """Keep it, in one stroke with taking others out; once this returns, it is on the disk."""
    kept = replace(entry, slot=secrets.token_hex(SLOT_BYTES))
    with _writing() as store:
        store.executemany("DELETE FROM entry WHERE slot = ? AND place = ?", _slots(place, instead_of))
        store.execute("INSERT INTO entry VALUES (?, ?, ?)", _row(place, kept))
    return kept


def put_back(place: str, changed: Iterable[Entry]) -> None:
    """Seal changed entries in the place of the old ones."""
    with _writing() as store:
        store.executemany("REPLACE INTO entry VALUES (?, ?, ?)", [_row(place, entry) for entry in changed])


def take_out(place: str, slots: Iterable[str]) -> None:
    with _writing() as store:
        store.executemany("DELETE FROM entry WHERE slot = ? AND place = ?", _slots(place, slots))


def entries(place: str) -> list[Entry]:
    """Everything that was written in an organisation, always read whole: reading less would say whom it is about."""
    mark, cipher = _mark(place), _cipher()
    rows = _store().execute("SELECT slot, sealed FROM entry WHERE place = ?", (mark,)).fetchall()
    return [_opened(cipher, mark, slot, sealed) for slot, sealed in rows]


def close() -> None:
    """Let go of the file, so that it can be replaced (restore, tests)."""
    if getattr(_local, "path", None) is not None:
        _local.connection.close()
        _local.path = None


def _store() -> sqlite3.Connection:
    path = store_path()
    if getattr(_local, "path", None) != path:
        close()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(path, timeout=20, isolation_level=None)
        synchronous = "OFF" if settings.TESTING else "EXTRA"  # EXTRA: the folder is flushed too
        connection.executescript(
            "PRAGMA journal_mode=DELETE;PRAGMA secure_delete=ON;PRAGMA trusted_schema=OFF;"
            f"PRAGMA synchronous={synchronous};{_TABLE}"
        )
        path.chmod(0o600)
        _local.path, _local.connection = path, connection
    here: sqlite3.Connection = _local.connection
    return here


@contextlib.contextmanager
def _writing() -> Iterator[sqlite3.Connection]:
    store = _store()
    store.execute("BEGIN IMMEDIATE")
    try:
        yield store
        store.execute("COMMIT")
    except BaseException:
        store.execute("ROLLBACK")
        raise


def _key() -> bytes:
    """The key of this store. The store knows the mark of its key, so that another one never passes for it."""
    path = key_path()
    known = _store().execute("SELECT mark FROM lock").fetchone()
    if not path.exists():
        if known:
            raise WrongKey
        _make_key(path)
    key = bytes.fromhex(path.read_text(encoding="ascii"))
    mark = hmac.digest(key, b"lock", "sha256")
    if known is None:
        _store().execute("INSERT INTO lock SELECT ? WHERE NOT EXISTS (SELECT 1 FROM lock)", (mark,))
    elif known[0] != mark:
        raise WrongKey
    return key


def _make_key(path: Path) -> None:
    """Made once, on the disk before anything is sealed under it; of two processes, the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    with open(fresh, "x", encoding="ascii", opener=_for_the_owner_only) as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _for_the_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o400)


def _derived(purpose: bytes) -> bytes:
    return hmac.digest(_key(), purpose, "sha256")


def _cipher() -> AESGCM:
    return AESGCM(_derived(b"entry"))


def _mark(place: str) -> bytes:
    return hmac.digest(_derived(b"place"), place.encode(), "sha256")[:16]


def _slots(place: str, slots: Iterable[str]) -> list[tuple[bytes, bytes]]:
    return [(bytes.fromhex(slot), _mark(place)) for slot in slots]


def _row(place: str, entry: Entry) -> tuple[bytes, bytes, bytes]:
    slot, mark, nonce = bytes.fromhex(entry.slot), _mark(place), secrets.token_bytes(12)
    values = {"by": entry.by, "words": entry.words, "people": entry.people, "until": entry.until}
    text = json.dumps(values).encode().ljust(SIZE)  # white space means nothing in JSON
    return slot, mark, nonce + _cipher().encrypt(nonce, text, slot + mark)


def _opened(cipher: AESGCM, mark: bytes, slot: bytes, sealed: bytes) -> Entry:
    values = json.loads(cipher.decrypt(sealed[:12], sealed[12:], slot + mark))
    return Entry(values["by"], values["words"], tuple(values["people"]), values["until"], slot.hex())
