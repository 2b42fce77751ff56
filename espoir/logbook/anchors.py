"""Anchors: what the end of each chain was, signed, in a file outside the database.

A chain alone cannot see that its tail was cut off, or that someone who holds its key wrote it again from the start. An
anchor can, provided that a copy of it lies where that someone cannot reach: each backup takes the file along, and every
new anchor is copied at once to the folder `ESPOIR_COPIES`, if there is one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
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
    return Ed25519PrivateKey.from_private_bytes(keys.key_of_the_installation("anchors", needed_by=path()))


def anchor(organisation: Organisation, *, restored: bool = False) -> None:
    """Sign where the chain ends now. Call it outside the transaction that writes lines, or once that one holds."""
    head = Head.objects.filter(organisation=organisation).first()
    seq, mac = (head.seq, head.mac) if head else (0, "")
    last = newest(organisation)
    if last and not restored and (last.seq, last.mac, last.erasures) == (seq, mac, ledger_mark()):
        return  # nothing has happened since
    plain = Anchor(organisation.pk, seq, mac, clock.now().isoformat(timespec="minutes"), restored, ledger_mark())
    line = json.dumps({**asdict(plain), "signature": signer().sign(plain.said()).hex()})
    append(path(), line)
    _copy_elsewhere(line)


def _copy_elsewhere(line: str) -> None:
    """At once, and only what is new: the whole file is compared when the copy is not there yet."""
    folder = Path(settings.COPIES) if settings.COPIES else None
    with contextlib.suppress(OSError):  # that place is away: the worker catches up at night, and `doctor` says so
        if folder and (folder / NAME).exists():
            append(folder / NAME, line)
            merge(Path(settings.DATA) / LEDGER, folder / LEDGER)
        else:
            copy_out(folder)


def is_behind(folder: Path) -> bool:
    """Does the copy elsewhere lack something that we have?"""
    return any(_lines(Path(settings.DATA) / name) - _lines(folder / name) for name in (NAME, LEDGER))


def _lines(file: Path) -> set[str]:
    return set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()


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
    if file.exists():
        yield from _in_lines(file.read_text(encoding="utf-8").splitlines())


def _in_lines(lines: Iterable[str]) -> Iterator[Anchor]:
    for line in lines:
        try:
            yield Anchor(**json.loads(line))
        except (ValueError, TypeError):
            continue


@dataclass
class _Read:
    """What this process has read of the file so far: it grows for years, and is asked about every hour."""

    file: Path | None = None
    upto: int = 0
    newest: dict[str, Anchor] = field(default_factory=dict)


_read = _Read()


def newest(organisation: Organisation) -> Anchor | None:
    global _read
    size = path().stat().st_size if path().exists() else 0
    if _read.file != path() or size < _read.upto:
        _read.file, _read.upto, _read.newest = path(), 0, {}
    if size > _read.upto:
        with path().open("rb") as handle:
            handle.seek(_read.upto)
            fresh = handle.read()
        whole = fresh[: fresh.rfind(b"\n") + 1]
        for anchor in _in_lines(whole.decode().splitlines()):
            _read.newest[anchor.organisation] = anchor
        _read.upto += len(whole)
    return _read.newest.get(organisation.pk)


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
    known = _lines(target)
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and line not in known:
            append(target, line)
