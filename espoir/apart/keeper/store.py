"""The sealed file: a file and a key of its own, outside the application's database.

Each record (a line, a person's counts, a matter) is one block of the same size under a random number, and gets another
number each time it is written: without the key the file shows how many blocks an organisation has, and nothing else. A
file whose key is lost or is not its own does not open, and then nobody is placed: it fails closed.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from espoir.apart.keeper.shapes import Damaged, KeeperAway, WrongKey

SIZE = 4096  # every block is padded to this, whatever is inside
SLOT_BYTES = 16
DIGEST_BYTES = 8

_TABLES = """
CREATE TABLE IF NOT EXISTS block (slot BLOB PRIMARY KEY, place BLOB NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS block_place ON block (place);
CREATE TABLE IF NOT EXISTS lock (mark BLOB NOT NULL);
"""


def store_path() -> Path:
    return Path(settings.DATA) / "apart" / "apart.sqlite3"


def key_path() -> Path:
    return Path(settings.KEYS) / "apart.key"


class Store:
    """One open file. Not for two threads at once: whoever holds it takes turns."""

    def __init__(self, path: Path, key: Path, *, quick: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = sqlite3.connect(path, timeout=20, isolation_level=None, check_same_thread=False)
        synchronous = "OFF" if quick else "EXTRA"  # EXTRA: the folder is flushed too
        try:
            self._file.executescript(
                "PRAGMA journal_mode=DELETE;PRAGMA secure_delete=ON;PRAGMA trusted_schema=OFF;"
                f"PRAGMA synchronous={synchronous};{_TABLES}"
            )
            path.chmod(0o600)
            self._key = self._own_key(key)
        except BaseException:
            self._file.close()
            raise
        self._known = self.version()
        self._purposes: dict[bytes, bytes] = {}
        self._cipher = AESGCM(self._derived(b"block"))

    def close(self) -> None:
        self._file.close()

    def has_moved(self) -> bool:
        """Has someone else written to the file since this was last asked?"""
        before, self._known = self._known, self.version()
        return self._known != before

    def version(self) -> int:
        number: int = self._file.execute("PRAGMA data_version").fetchone()[0]
        return number

    def read(self, place: str) -> list[tuple[bytes, bytes]]:
        """Every block of an organisation, always read whole: reading less would say whom it is about."""
        mark = self.mark(place)
        rows = self._file.execute("SELECT slot, sealed FROM block WHERE place = ?", (mark,)).fetchall()
        return [(slot, self._opened(slot, mark, sealed)) for slot, sealed in rows]

    def change(self, place: str, put: Iterable[bytes], out: Iterable[bytes]) -> list[bytes]:
        """Take blocks out and put others in, at one stroke; once this returns, it is on the disk."""
        mark = self.mark(place)
        rows = [self._row(mark, content) for content in put]
        with self._writing() as file:
            if self.version() != self._known:
                raise KeeperAway  # someone else wrote since we read: what we are about to write may not be so any more
            file.executemany("DELETE FROM block WHERE slot = ? AND place = ?", [(slot, mark) for slot in out])
            file.executemany("INSERT INTO block VALUES (?, ?, ?)", rows)
        return [slot for slot, _mark, _sealed in rows]

    def forget_place(self, place: str) -> None:
        with self._writing() as file:
            file.execute("DELETE FROM block WHERE place = ?", (self.mark(place),))

    def count(self) -> tuple[int, int]:
        """Blocks, and organisations that have some."""
        found: tuple[int, int] = self._file.execute("SELECT COUNT(*), COUNT(DISTINCT place) FROM block").fetchone()
        return found

    def mark(self, place: str) -> bytes:
        return self.digest(b"place", place.encode())[:16]

    def digest(self, purpose: bytes, said: bytes) -> bytes:
        return hmac.digest(self._derived(purpose), said, "sha256")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield self._file
            self._file.execute("COMMIT")
        except BaseException:
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")
            raise

    def _own_key(self, path: Path) -> bytes:
        """The file knows the mark of its key, so that another one never passes for it."""
        known = self._file.execute("SELECT mark FROM lock").fetchone()
        if not path.exists():
            if known or self.count()[0]:
                raise WrongKey
            _make_key(path)
        key = bytes.fromhex(path.read_text(encoding="ascii"))
        mark = hmac.digest(key, b"lock", "sha256")
        if known is None:
            self._file.execute("INSERT INTO lock SELECT ? WHERE NOT EXISTS (SELECT 1 FROM lock)", (mark,))
            known = self._file.execute("SELECT mark FROM lock").fetchone()
        if known[0] != mark:
            raise WrongKey
        return key

    def _derived(self, purpose: bytes) -> bytes:
        if purpose not in self._purposes:
            self._purposes[purpose] = hmac.digest(self._key, purpose, "sha256")
        return self._purposes[purpose]

    def _row(self, mark: bytes, content: bytes) -> tuple[bytes, bytes, bytes]:
        slot, nonce = secrets.token_bytes(SLOT_BYTES), secrets.token_bytes(12)
        if len(content) > SIZE:
            raise ValueError(f"a block holds {SIZE} bytes")
        return slot, mark, nonce + self._cipher.encrypt(nonce, content.ljust(SIZE, b"\0"), slot + mark)

    def _opened(self, slot: bytes, mark: bytes, sealed: bytes) -> bytes:
        try:
            return self._cipher.decrypt(sealed[:12], sealed[12:], slot + mark)
        except InvalidTag:
            raise Damaged from None


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
