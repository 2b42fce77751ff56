"""The key store: root → scope (an organisation) → subject (a person, a group).

It lives in a file of its own, never beside the data, with a short backup life of its own (ADR 3). A record is erased by
shredding its subject's key here. Nothing in this file knows Django's models.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

HOUSE = "house"  # the scope of what belongs to an account rather than to an organisation

_TABLES = """
CREATE TABLE IF NOT EXISTS scope (scope TEXT PRIMARY KEY, epoch INTEGER NOT NULL, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS subject (
  scope TEXT NOT NULL, subject TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (scope, subject)
) WITHOUT ROWID;
"""

_memo: ContextVar[dict[tuple[str, str], bytes] | None] = ContextVar("memo", default=None)
_local = threading.local()


class Gone(Exception):
    """The key no longer exists: what it sealed can never be read again."""


class WrongKey(Exception):
    """The record is not what it claims to be: another row's, another person's or another organisation's."""


def store_path() -> Path:
    return Path(settings.KEYS) / "keys.sqlite3"


def root_path() -> Path:
    return Path(os.environ.get("ESPOIR_ROOT_KEY_FILE", str(Path(settings.KEYS) / "root.key")))


def _store() -> sqlite3.Connection:
    path = store_path()
    if getattr(_local, "path", None) != path:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = sqlite3.connect(path, timeout=20, isolation_level=None)
        synchronous = "OFF" if settings.TESTING else "FULL"
        connection.executescript(
            f"PRAGMA journal_mode=DELETE;PRAGMA secure_delete=ON;PRAGMA trusted_schema=OFF;"
            f"PRAGMA synchronous={synchronous};{_TABLES}"
        )
        path.chmod(0o600)
        _local.path, _local.connection = path, connection
    connection_here: sqlite3.Connection = _local.connection
    return connection_here


def close() -> None:
    """Let go of the file, so that it can be replaced (restore, rotation, tests)."""
    if getattr(_local, "path", None) is not None:
        _local.connection.close()
        _local.path = None


def root() -> bytes:
    path = root_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_root(path, AESGCM.generate_key(256))
    return bytes.fromhex(path.read_text(encoding="ascii"))


def write_root(path: Path, key: bytes) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o400)
    fresh.replace(path)


def wrap(key: bytes, under: bytes, label: str) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(under).encrypt(nonce, key, label.encode())


def unwrap(wrapped: bytes, under: bytes, label: str) -> bytes:
    try:
        return AESGCM(under).decrypt(wrapped[:12], wrapped[12:], label.encode())
    except InvalidTag as wrong:
        raise WrongKey(label) from wrong


def scope_key(scope: str) -> bytes:
    """The organisation's own key, made the first time it is asked for."""
    row = _store().execute("SELECT epoch, wrapped FROM scope WHERE scope = ?", (scope,)).fetchone()
    if row is None:
        wrapped = wrap(AESGCM.generate_key(256), root(), f"{scope}|1")
        _store().execute("INSERT OR IGNORE INTO scope VALUES (?, 1, ?)", (scope, wrapped))
        return scope_key(scope)
    return unwrap(row[1], root(), f"{scope}|{row[0]}")


def mint(scope: str, *subjects: str) -> None:
    """Make the keys of new subjects, in one transaction."""
    kek = scope_key(scope)
    rows = [(scope, subject, wrap(AESGCM.generate_key(256), kek, f"{scope}|{subject}")) for subject in subjects]
    with _transaction() as store:
        store.executemany("INSERT INTO subject VALUES (?, ?, ?)", rows)


@contextlib.contextmanager
def _transaction() -> Iterator[sqlite3.Connection]:
    store = _store()
    store.execute("BEGIN IMMEDIATE")
    try:
        yield store
        store.execute("COMMIT")
    except BaseException:
        store.execute("ROLLBACK")
        raise


def exists(scope: str, subject: str) -> bool:
    found = _store().execute("SELECT 1 FROM subject WHERE scope = ? AND subject = ?", (scope, subject))
    return found.fetchone() is not None


def subject_key(scope: str, subject: str) -> bytes:
    """Raise `Gone` once it is shredded."""
    memo = _memo.get()
    if memo is not None and (scope, subject) in memo:
        return memo[scope, subject]
    row = _store().execute("SELECT wrapped FROM subject WHERE scope = ? AND subject = ?", (scope, subject)).fetchone()
    if row is None:
        raise Gone(subject)
    key = unwrap(row[0], scope_key(scope), f"{scope}|{subject}")
    if memo is not None:
        memo[scope, subject] = key
    return key


def fetch(scope: str, subjects: Iterable[str]) -> None:
    """Read the keys of a whole list page at once (within `held()`)."""
    memo = _memo.get()
    wanted = [subject for subject in set(subjects) if memo is not None and (scope, subject) not in memo]
    if memo is None or not wanted:
        return
    kek = scope_key(scope)
    marks = ",".join("?" * len(wanted))
    rows = _store().execute(
        f"SELECT subject, wrapped FROM subject WHERE scope = ? AND subject IN ({marks})",  # noqa: S608
        (scope, *wanted),
    )
    memo.update({(scope, subject): unwrap(wrapped, kek, f"{scope}|{subject}") for subject, wrapped in rows})


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Keep the keys that were read until the end of this request or task, and no longer."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def shred(scope: str, subject: str) -> None:
    """Destroy the key. There is no way back."""
    with _transaction() as store:
        store.execute("DELETE FROM subject WHERE scope = ? AND subject = ?", (scope, subject))
    memo = _memo.get()
    if memo is not None:
        memo.pop((scope, subject), None)


def rotate() -> int:
    """Wrap everything again under a new root and new scope keys, and destroy the old ones. Return the keys rewrapped.

    The new root is written beside the old one before the store commits, so that a stop at any moment leaves a root
    that opens the store: `root()` is tried first, `root.key.next` by `recover()`.
    """
    old_root, new_root = root(), AESGCM.generate_key(256)
    next_path = root_path().with_suffix(".next")
    write_root(next_path, new_root)
    with _transaction() as store:
        count = 0
        for scope, epoch, wrapped in store.execute("SELECT scope, epoch, wrapped FROM scope").fetchall():
            old_kek, new_kek = unwrap(wrapped, old_root, f"{scope}|{epoch}"), AESGCM.generate_key(256)
            rows = store.execute("SELECT subject, wrapped FROM subject WHERE scope = ?", (scope,)).fetchall()
            store.executemany(
                "UPDATE subject SET wrapped = ? WHERE scope = ? AND subject = ?",
                [
                    (wrap(unwrap(key, old_kek, f"{scope}|{name}"), new_kek, f"{scope}|{name}"), scope, name)
                    for name, key in rows
                ],
            )
            store.execute(
                "UPDATE scope SET epoch = ?, wrapped = ? WHERE scope = ?",
                (epoch + 1, wrap(new_kek, new_root, f"{scope}|{epoch + 1}"), scope),
            )
            count += len(rows)
    next_path.replace(root_path())
    _store().execute("VACUUM")
    return count
