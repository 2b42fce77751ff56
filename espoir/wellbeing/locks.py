"""What closes a journal. A passphrase opens a lock; in the lock lies the journal's key; the key opens each leaf.

* the passphrase goes through Argon2id with a salt of its own; how much work that takes stands beside the salt;
* the journal's key is chance alone, so that the passphrase can be changed without writing the leaves again;
* the lock itself lies under her own key of the vault: whoever has the database alone cannot even try passphrases, and
  once she is erased the passphrase opens no copy either;
* each leaf is padded to one size and bound to its organisation, its person and its row.

Nothing in this file keeps a key: see `holding` for how long it is held.
"""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from espoir.accounts.rules import plain
from espoir.vault import boxes
from espoir.vault.keys import WrongKey, unwrap, wrap
from espoir.wellbeing.models import Journal, Leaf

SALT = 16
SIZE = 4096  # of a leaf, before it is sealed
VERSION = b"\x01"


class WrongPassphrase(Exception):
    pass


class TooLong(Exception):
    """More than a leaf holds."""


def new_key() -> bytes:
    return AESGCM.generate_key(256)


def close(journal: Journal, key: bytes, passphrase: str) -> None:
    """Put the journal's key under this passphrase, in place of the one before."""
    work, salt = dict(settings.JOURNAL_WORK), secrets.token_bytes(SALT)
    inside = wrap(key, _stretched(passphrase, salt, work), _label(journal))
    lock = {"work": work, "salt": _text(salt), "key": _text(inside)}
    journal.lock = boxes.seal_bytes(
        journal.organisation_id, journal.person_id, _place(journal), json.dumps(lock).encode()
    )


def open_with(journal: Journal, passphrase: str) -> bytes:
    """The journal's key, or WrongPassphrase."""
    held = boxes.unseal_bytes(journal.organisation_id, journal.person_id, _place(journal), bytes(journal.lock))
    lock = json.loads(held)
    stretched = _stretched(passphrase, base64.b64decode(lock["salt"]), lock["work"])
    try:
        return unwrap(base64.b64decode(lock["key"]), stretched, _label(journal))
    except WrongKey as wrong:
        raise WrongPassphrase from wrong


def seal(leaf: Leaf, journal: Journal, key: bytes, written: dict[str, Any]) -> None:
    text = json.dumps(written, ensure_ascii=False).encode()
    if len(text) > SIZE:
        raise TooLong
    nonce = secrets.token_bytes(12)
    cipher = AESGCM(key).encrypt(nonce, text.ljust(SIZE), _bound(leaf, journal))
    leaf.sealed = VERSION + nonce + cipher


def unseal(leaf: Leaf, journal: Journal, key: bytes) -> dict[str, Any]:
    """What a leaf says. WrongKey when it was moved from where it was sealed."""
    held = bytes(leaf.sealed)
    try:
        text = AESGCM(key).decrypt(held[1:13], held[13:], _bound(leaf, journal))
    except InvalidTag as wrong:
        raise WrongKey(leaf.pk) from wrong
    written: dict[str, Any] = json.loads(text)
    return written


def _stretched(passphrase: str, salt: bytes, work: dict[str, int]) -> bytes:
    return hash_secret_raw(plain(passphrase).encode(), salt, hash_len=32, type=Type.ID, **work)


def _label(journal: Journal) -> str:
    return f"{journal.organisation_id}|{journal.person_id}|{journal.pk}|journal"


def _place(journal: Journal) -> str:
    return f"wellbeing.journal|{journal.pk}|lock"


def _bound(leaf: Leaf, journal: Journal) -> bytes:
    return f"{journal.organisation_id}|{journal.person_id}|{journal.pk}|{leaf.pk}".encode()


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
