"""Anchors: what the end of each chain was, signed, in a file outside the database.

A chain alone cannot see that its tail was cut off, or that someone who holds its key wrote it again from the start. An
anchor can, provided that a copy of it lies where that someone cannot reach: each backup takes the file along, and every
new anchor is copied at once to the folder `ESPOIR_COPIES`, if there is one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from espoir import clock
from espoir.logbook.models import Head
from espoir.organisations.models import Organisation
from espoir.vault import keys

NAME = "anchors.jsonl"
LEDGER = "erasures.jsonl"  # kept by `records`; it travels with the anchors


@dataclass(frozen=True)
class Anchor:
    organisation: str
    seq: int
    mac: str
    at: str
    restored: bool = False  # an older backup was put back: what stood after `seq` is lost, and known to be
    erasures: str = ""  # the mark of the erasure ledger at that moment
    signature: str = ""

    def said(self) -> bytes:
        return json.dumps({**asdict(self), "signature": ""}, sort_keys=True).encode()

    def holds(self, public: Ed25519PublicKey) -> bool:
        try:
            public.verify(bytes.fromhex(self.signature), self.said())
        except (InvalidSignature, ValueError):
            return False
        return True


def path() -> Path:
    return Path(settings.DATA) / NAME


def signer() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keys.key_of_the_installation("anchors"))


def anchor(organisation: Organisation, *, restored: bool = False) -> None:
    """Sign where the chain ends now. Call it outside the transaction that writes lines, or once that one holds."""
    head = Head.objects.filter(organisation=organisation).first()
    seq, mac = (head.seq, head.mac) if head else (0, "")
    last = newest(organisation)
    if last and not restored and (last.seq, last.mac, last.erasures) == (seq, mac, ledger_mark()):
        return  # nothing has happened since
    plain = Anchor(organisation.pk, seq, mac, clock.now().isoformat(timespec="minutes"), restored, ledger_mark())
    append(path(), json.dumps({**asdict(plain), "signature": signer().sign(plain.said()).hex()}))
    copy_out(Path(settings.COPIES) if settings.COPIES else None)


def append(file: Path, line: str) -> None:
    """One whole line, on the disk before this returns. A half line left by a power cut is closed first."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with file.open("a+b") as handle:
        if handle.tell() and _last_byte(file) != b"\n":
            handle.write(b"\n")
        handle.write(line.encode() + b"\n")
        handle.flush()
        os.fsync(handle.fileno())


def _last_byte(file: Path) -> bytes:
    with file.open("rb") as handle:
        handle.seek(-1, os.SEEK_END)
        return handle.read(1)


def ledger_mark() -> str:
    ledger = Path(settings.DATA) / LEDGER
    return hashlib.sha256(ledger.read_bytes()).hexdigest() if ledger.exists() else ""


def read(file: Path) -> Iterator[Anchor]:
    """The anchors of a file, in order. Half a line (a power cut) is not an anchor."""
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            yield Anchor(**json.loads(line))
        except (ValueError, TypeError):
            continue


def newest(organisation: Organisation) -> Anchor | None:
    """From the end of the file: it is asked for every hour and for every organisation."""
    if not path().exists():
        return None
    for line in reversed(path().read_text(encoding="utf-8").splitlines()):
        if organisation.pk in line:
            return Anchor(**json.loads(line))
    return None


def copy_out(folder: Path | None) -> None:
    """Add to the copies kept elsewhere the lines they do not have yet; never take one away."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in (NAME, LEDGER):
        merge(Path(settings.DATA) / name, folder / name)


def merge(source: Path, target: Path) -> None:
    """Add the lines of `source` that `target` does not have."""
    if not source.exists():
        return
    known = set(target.read_text(encoding="utf-8").splitlines()) if target.exists() else set()
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and line not in known:
            append(target, line)
