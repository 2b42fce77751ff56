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


class RootIsMissing(Exception):
    """The store has keys and no root key opens them: nothing may be written until the right one is back."""


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
    """The root key, made the first time. Two processes that start together end up with the same one."""
    path = root_path()
    if not path.exists() and not next_path().exists():
        if _store().execute("SELECT 1 FROM scope LIMIT 1").fetchone():
            raise RootIsMissing(f"{path} is not there, and the keys in {store_path()} need it. Put it back.")
        write_key(path, AESGCM.generate_key(256), only_if_new=True)
    return _roots()[0]


def key_of_the_installation(name: str, *, needed_by: Path) -> bytes:
    """A key that belongs to no one and outlives rotations (for marks and signatures), made the first time.

    `needed_by` holds what was made with it: where that is there already, another key would be worse than none.
    """
    path = Path(settings.KEYS) / f"{name}.key"
    if not path.exists():
        if needed_by.exists():
            raise RootIsMissing(f"{path} is not there, and {needed_by} needs it. Put back the latest copy of the keys.")
        write_key(path, AESGCM.generate_key(256), only_if_new=True)
    return bytes.fromhex(path.read_text(encoding="ascii"))


def next_path() -> Path:
    """Where a rotation keeps the new root until the store has it."""
    return root_path().with_suffix(".next")


def _old_path() -> Path:
    """The former root, from the moment when it has been replaced until it is destroyed."""
    return root_path().with_suffix(".old")


def _roots() -> list[bytes]:
    """The roots that may open the store: during the moment when a rotation ends there are two."""
    for _attempt in range(10):  # the new one may move into the place of the old one while we read
        found = []
        for path in (root_path(), next_path()):
            with contextlib.suppress(FileNotFoundError, ValueError):
                found.append(bytes.fromhex(path.read_bytes().decode("ascii")))
        if found:
            return found
    raise RootIsMissing(f"{root_path()} is not there. Put it back.")


def write_key(path: Path, key: bytes, *, only_if_new: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{secrets.token_hex(6)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(file.fileno())
    if only_if_new:
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)  # whoever is first wins
        fresh.unlink()
    else:
        fresh.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def overwrite(path: Path) -> None:
    """Write over a file in place, then remove it: what was in it is not left for the next reader of the disk."""
    with contextlib.suppress(FileNotFoundError):
        path.chmod(0o600)
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


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
    for _attempt in range(2):  # a rotation may end between reading the store and reading the root
        row = _store().execute("SELECT epoch, wrapped FROM scope WHERE scope = ?", (scope,)).fetchone()
        if row is None:
            _make_scope(scope)
            return scope_key(scope)
        for candidate in _roots():
            with contextlib.suppress(WrongKey):
                return unwrap(row[1], candidate, f"{scope}|{row[0]}")
    raise RootIsMissing(f"{root_path()} does not open the keys in {store_path()}. Put the right one back.")


def _held_scope_key(scope: str, *, again: bool) -> bytes:
    """Unwrapped once a request. `again`: a rotation may have come between, so that it is read anew."""
    memo, place = _memo.get(), (scope, "")
    known = memo.get(place) if memo is not None and not again else None
    key = known or scope_key(scope)
    if memo is not None:
        memo[place] = key
    return key


def _make_scope(scope: str) -> None:
    """Within a transaction, so that no rotation comes between the root and what it wraps."""
    with _transaction() as store:
        wrapped = wrap(AESGCM.generate_key(256), _root_of(store), f"{scope}|1")
        store.execute("INSERT OR IGNORE INTO scope VALUES (?, 1, ?)", (scope, wrapped))


def _root_of(store: sqlite3.Connection) -> bytes:
    """Whichever root opens the store now."""
    row = store.execute("SELECT scope, epoch, wrapped FROM scope LIMIT 1").fetchone()
    if row is None:
        return root()
    for candidate in _roots():
        with contextlib.suppress(WrongKey):
            unwrap(row[2], candidate, f"{row[0]}|{row[1]}")
            return candidate
    raise RootIsMissing(f"{root_path()} does not open the keys in {store_path()}. Put the right one back.")


def mint(scope: str, *subjects: str) -> None:
    """Make the keys of new subjects, in one transaction."""
    scope_key(scope)
    with _transaction() as store:
        kek = scope_key(scope)  # read again here: a rotation may have come between
        store.executemany(
            "INSERT INTO subject VALUES (?, ?, ?)",
            [(scope, subject, wrap(AESGCM.generate_key(256), kek, f"{scope}|{subject}")) for subject in subjects],
        )


@contextlib.contextmanager
def _transaction() -> Iterator[sqlite3.Connection]:
    """One change of the store, whole or not at all. Inside another it joins it."""
    store = _store()
    if store.in_transaction:
        yield store
        return
    store.execute("BEGIN IMMEDIATE")
    try:
        yield store
        store.execute("COMMIT")
    except BaseException:
        if store.in_transaction:
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
    key = _open_subjects(scope, [subject]).get(subject)
    if key is None:
        raise Gone(subject)
    if memo is not None:
        memo[scope, subject] = key
    return key


def fetch(scope: str, subjects: Iterable[str]) -> None:
    """Read the keys of a whole list page at once (within `held()`)."""
    memo = _memo.get()
    wanted = [subject for subject in set(subjects) if memo is not None and (scope, subject) not in memo]
    if memo is not None and wanted:
        memo.update({(scope, subject): key for subject, key in _open_subjects(scope, wanted).items()})


TRIES = 5  # a rotation may come between the two reads, and another one the next time


def _open_subjects(scope: str, subjects: list[str]) -> dict[str, bytes]:
    """The keys of those who still have one."""
    marks = ",".join("?" * len(subjects))
    wanted = f"SELECT subject, wrapped FROM subject WHERE scope = ? AND subject IN ({marks})"  # noqa: S608
    for attempt in range(TRIES):
        kek = _held_scope_key(scope, again=attempt > 0)
        rows = _store().execute(wanted, (scope, *subjects)).fetchall()
        try:
            return {subject: unwrap(wrapped, kek, f"{scope}|{subject}") for subject, wrapped in rows}
        except WrongKey:
            if attempt == TRIES - 1:
                raise  # not rotations that came between, one after the other: the store was tampered with
    raise AssertionError


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

    The new root lies beside the old one before the store commits, so that a stop at any moment leaves a root that opens
    the store; `recover()`, here and at every start, keeps that one and destroys the other.
    """
    recover()
    with _transaction() as store:
        old_root, new_root = _root_of(store), AESGCM.generate_key(256)
        write_key(next_path(), new_root)
        scopes = store.execute("SELECT scope, epoch, wrapped FROM scope").fetchall()
        count = sum(_rewrap(store, scope, old_root, new_root) for scope in scopes)
    recover()
    _store().execute("VACUUM")
    return count


def _rewrap(store: sqlite3.Connection, row: tuple[str, int, bytes], old_root: bytes, new_root: bytes) -> int:
    scope, epoch, wrapped = row
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
    return len(rows)


def recover() -> None:
    """After a rotation, finished or cut short: keep the root that opens the store and destroy the other."""
    with _transaction() as store:  # no rotation can be under way meanwhile
        if next_path().exists():
            fresh = bytes.fromhex(next_path().read_text(encoding="ascii"))
            if store.execute("SELECT 1 FROM scope LIMIT 1").fetchone() and _root_of(store) == fresh:
                _let_the_new_root_take_over()
            else:
                overwrite(next_path())
        overwrite(_old_path())


def _let_the_new_root_take_over() -> None:
    """At every moment one of the two files holds the root that works."""
    _old_path().unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        os.link(root_path(), _old_path())
    next_path().replace(root_path())
    _sync_folder(root_path().parent)


def subjects(scope: str) -> list[str]:
    """Everyone who still has a key there."""
    return [row[0] for row in _store().execute("SELECT subject FROM subject WHERE scope = ?", (scope,))]


def scopes() -> list[str]:
    return [row[0] for row in _store().execute("SELECT scope FROM scope")]
