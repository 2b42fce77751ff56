"""The three kinds of record, and how each lies in a block: one JSON object, then the digests as they are."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from espoir.apart.keeper.shapes import VETO, Line, Matter, Mode, Then
from espoir.apart.keeper.store import DIGEST_BYTES, SIZE

MARGIN = 64  # between the object and the end of the block
KEPT_BYTES = 1 + DIGEST_BYTES  # what a digest counts for, then the digest


@dataclass(frozen=True, slots=True)
class Written:
    """A line, as it is kept."""

    id: str
    by: str
    kind: str
    words: str
    first: int | None
    last: int | None
    mode: str
    people: tuple[str, ...]
    name: str  # a keyed digest of the plain name that keeps apart whoever bears it; "" when the line names nobody
    same: str  # a keyed digest of all she wrote in it, so that the same twice counts once
    written_on: datetime
    acts_on: datetime
    until: date
    witness: str = ""  # who wrote it for her, while the paper waits for another pair of eyes
    second: str = ""  # whose eyes: who was there when she filled it in
    kept: tuple[bytes, ...] = ()

    def line(self) -> Line:
        return Line(
            self.id, self.kind, self.words, self.first, self.last, Mode(self.mode),
            self.written_on, self.acts_on, self.until, bool(self.witness), self.people,
        )  # fmt: skip

    @property
    def is_clue(self) -> bool:
        return self.kind != VETO

    def stands(self, today: date) -> bool:
        return self.until >= today

    def acts(self, today: date) -> bool:
        """A paper does nothing, not even as a veto, before its second pair of eyes."""
        return self.stands(today) and not self.witness

    def acts_as_clue(self, now: datetime, today: date) -> bool:
        return self.is_clue and self.acts_on <= now and self.acts(today)


@dataclass(frozen=True, slots=True)
class Card:
    """What is counted about one person. Others are counted under their alias: it goes with their own card."""

    id: str  # the person
    alias: str
    then: str = Then.CALL
    changes: tuple[datetime, ...] = ()
    asked: tuple[tuple[str, datetime], ...] = ()  # answers about her
    listed: tuple[tuple[str, datetime], ...] = ()  # answers in which she was one of many


@dataclass(frozen=True, slots=True)
class Case:
    """A matter, as it is kept."""

    id: str
    what: str
    kind: str
    key: str
    people: tuple[str, ...]
    opened_on: date
    due: date
    names: tuple[str, ...] = ()  # what they were called then
    asker: str = ""
    asked_by: tuple[str, ...] = ()
    opened_by: tuple[str, ...] = ()
    settled_on: date | None = None
    settled_by: str = ""
    outcome: str = ""

    def matter(self, place: str) -> Matter:
        return Matter(
            place, self.id, self.what, self.kind, self.key, self.people, self.opened_on, self.due,
            self.asked_by, self.opened_by, self.settled_on, self.outcome, self.asker,
        )  # fmt: skip


Record = Written | Card | Case
_KINDS: dict[str, type[Record]] = {"line": Written, "card": Card, "case": Case}
_COUNTS = ("asked", "listed")
_MOMENTS = {"written_on": datetime, "acts_on": datetime, "until": date, "opened_on": date, "due": date}


def packed(record: Record) -> bytes:
    """The block's content."""
    names = [field.name for field in fields(record) if field.name != "kept"]
    values = {name: _plain(name, getattr(record, name)) for name in names}
    values["is"] = next(name for name, kind in _KINDS.items() if isinstance(record, kind))
    said = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return len(said).to_bytes(2, "big") + said + b"".join(record.kept if isinstance(record, Written) else ())


def unpacked(content: bytes) -> Record:
    length = int.from_bytes(content[:2], "big")
    values = json.loads(content[2 : 2 + length])
    kind = _KINDS[values.pop("is")]
    known = {field.name for field in fields(kind)}
    read: dict[str, Any] = {name: _read(name, value) for name, value in values.items() if name in known}
    if kind is Written:
        read["kept"] = _kept(content[2 + length :])
    return kind(**read)


def room_for_digests(record: Written) -> int:
    """How many digests the block of this line can take."""
    return (SIZE - MARGIN - len(packed(record))) // KEPT_BYTES


def _kept(rest: bytes) -> tuple[bytes, ...]:
    """Each begins with what it counts for, which is never nothing; what is nothing fills the block."""
    pieces = (rest[start : start + KEPT_BYTES] for start in range(0, len(rest), KEPT_BYTES))
    return tuple(piece for piece in pieces if piece[:1] not in (b"\0", b""))


def _plain(name: str, value: object) -> object:
    if name in _COUNTS and isinstance(value, tuple):
        return [(mark, _minute(at)) for mark, at in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain("", each) for each in value]
    return value


def _read(name: str, value: object) -> object:
    if value is None:
        return None
    if name == "settled_on":
        return date.fromisoformat(str(value))
    if name in _MOMENTS:
        return _MOMENTS[name].fromisoformat(str(value))
    if name == "changes" and isinstance(value, list):
        return tuple(datetime.fromisoformat(each) for each in value)
    if name in _COUNTS and isinstance(value, list):
        return tuple((mark, datetime.fromtimestamp(minute * 60, UTC)) for mark, minute in value)
    return tuple(value) if isinstance(value, list) else value


def _minute(at: datetime) -> int:
    """In few digits, so that all the counts of a person find room in one block."""
    return int(at.timestamp()) // 60
