"""One organisation as the keeper knows it: everything decrypted, indexed, and kept in step with the file."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from espoir import clock
from espoir.apart.keeper import rules
from espoir.apart.keeper.blocks import Card, Case, Record, Written, packed, unpacked
from espoir.apart.keeper.shapes import Damaged, Mode, Side, Someone, Then
from espoir.apart.keeper.store import DIGEST_BYTES, Store
from espoir.cores.likeness import Clue, Kind, prepare
from espoir.cores.likeness.circles import Circles, Purpose
from espoir.cores.likeness.evidence import Held, Kept, touch
from espoir.cores.likeness.evidence import keep as keep_digests
from espoir.organisations.ids import new_id

STRONG, TWO, ONE = b"\xff", b"\x02", b"\x01"  # before a digest: what it counts for


@dataclass
class Change:
    """What is about to be written; nothing is known of it before it is on the disk."""

    put: dict[str, Record] = field(default_factory=dict)
    out: set[str] = field(default_factory=set)

    def keep(self, record: Record) -> None:
        self.out.discard(record.id)
        self.put[record.id] = record

    def drop(self, record: Record) -> None:
        self.put.pop(record.id, None)
        self.out.add(record.id)


class Place:
    def __init__(self, name: str, store: Store) -> None:
        self.name = name
        self.store = store
        self.lines: dict[str, Written] = {}
        self.cards: dict[str, Card] = {}
        self.cases: dict[str, Case] = {}
        self._by: dict[str, dict[str, Written]] = {}
        self._slots: dict[str, bytes] = {}
        self._held: dict[str, Held] = {}  # clues made comparable, by line
        self._names: dict[str, str] = {}  # the chosen names of this moment, as the application says them
        self._circles = Circles(self._token)
        self._in_circles: dict[str, tuple[object, ...]] = {}
        self._holds: tuple[datetime, datetime, date] | None = (
            None  # from when to when, and on which day, circles are right
        )
        for slot, content in store.read(name):
            self._learn(_understood(content), slot)

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """All of it or nothing, on the disk before it is in memory."""
        change = Change()
        yield change
        kept, gone = list(change.put.values()), [*change.put, *change.out]
        if not (kept or gone):
            return
        out = [self._slots[each] for each in gone if each in self._slots]
        touched = {self.lines[each].by for each in gone if each in self.lines}
        slots = self.store.change(self.name, [packed(record) for record in kept], out)
        for each in gone:
            self._unlearn(each)
        for record, slot in zip(kept, slots, strict=True):
            self._learn(record, slot)
        for person in touched | {record.by for record in kept if isinstance(record, Written)}:
            self._put_in_circles(person)

    def lines_of(self, person: str) -> list[Written]:
        return list(self._by.get(person, {}).values())

    def card_of(self, person: str) -> Card:
        """Her counts; made when they are first needed."""
        return self.cards.get(person) or Card(person, secrets.token_hex(8))

    def new_id(self) -> str:
        return next(fresh for fresh in iter(new_id, "") if fresh not in self._slots)

    # Who is who.

    def meet(self, people: Iterable[Someone]) -> None:
        """Note what they are called now."""
        for person in people:
            if self._names.get(person.id) != person.name:
                self._names[person.id] = person.name
                self._put_in_circles(person.id)

    def someone(self, person: str, name_then: str) -> Someone:
        """As she is called now; if that was not said since we started, as she was called then."""
        found = Someone(person, self.name, self._names.get(person, name_then))
        self.meet([found])
        return found

    def forget_people(self, gone: Iterable[str]) -> None:
        for person in gone:
            self._names.pop(person, None)
            self._circles.forget(person)
            self._in_circles.pop(person, None)

    def name_mark(self, name: str) -> str:
        """A name as vetoes know it: a keyed digest, equal for names that are the same here."""
        return self.store.digest(b"name", rules.plain(name).encode())[:16].hex()

    def state_of(self, person: str) -> str:
        """What is known of her: her name and the clues that act. An answer holds for this."""
        acting = sorted(line.same for line in self._acting(person))
        return self.store.digest(b"state", "|".join([self._names.get(person, ""), *acting]).encode()).hex()

    # What keeps people apart.

    def apart(self, one: Someone, others: Sequence[Someone], *, in_group: bool) -> set[str]:
        """Those of the others who must not be placed with her. All are looked at, whatever is found."""
        self._catch_up()
        vetoes = [(author.id, meant.id) for author, meant in self._vetoes([one, *others])]
        vetoed = {each for pair in vetoes if one.id in pair for each in pair}
        alike = self._circles.apart(one.id, [other.id for other in others], _purpose(in_group))
        return (vetoed | alike) - {one.id}

    def whole(self, people: Sequence[Someone]) -> bool:
        self._catch_up()
        vetoes = list(self._vetoes(people))
        return self._circles.is_whole([each.id for each in people], _purpose(len(people) > 2)) and not vetoes

    def sides(self, one: Someone, other: Someone) -> list[Side]:
        """The lines of these two that touch."""
        self._catch_up()
        return [*self._side(one, other), *self._side(other, one)]

    def _vetoes(self, people: Sequence[Someone]) -> Iterator[tuple[Someone, Someone]]:
        """Who of these would rather not meet whom of these: pressed, or by a name that the other bears."""
        today, known = clock.today(), {person.id: person for person in people}
        bearers: dict[str, list[str]] = {}
        for person in known.values():
            bearers.setdefault(self.name_mark(person.name), []).append(person.id)
        for author in known.values():
            acting = [line for line in self.lines_of(author.id) if line.acts(today)]
            meant = {person for line in acting for person in (*line.people, *bearers.get(line.name, ()))}
            yield from ((author, known[person]) for person in sorted(meant & set(known)) if person != author.id)

    def _side(self, author: Someone, other: Someone) -> Iterator[Side]:
        then = Then(self.card_of(author.id).then)
        for line in self._touching(author.id, other):
            yield Side(author.id, line.words, line.kind, then)

    def _touching(self, author: str, other: Someone) -> list[Written]:
        """Her lines that touch the other directly; if none does, those through which the circle reaches further."""
        mark, today = self.name_mark(other.name), clock.today()
        vetoes = {line.id for line in self.lines_of(author) if other.id in line.people or line.name == mark}
        clues = self._clues_that_touch(author, other.id)
        return [line for line in self.lines_of(author) if line.acts(today) and line.id in vetoes | clues]

    def _clues_that_touch(self, author: str, other: str) -> set[str]:
        """None where the two are apart by a veto alone: what they happen to have in common is nobody's reason."""
        if not self._circles.apart(author, [other], Purpose.PAIR):
            return set()
        acting, near = self._acting(author), self._circles.links(author)
        direct = {line.id for line in acting if self._touches(line, other, strongly=False)}
        return direct or {
            line.id for line in acting if any(self._touches(line, each, strongly=True) for each in near)
        }  # fmt: skip

    def _touches(self, line: Written, other: str, *, strongly: bool) -> bool:
        mine = self._clue(line)
        found = [touch(mine, hers, self._as_kept) for hers in self._clues_and_name(other)]
        return any(each.strong or (each.points and not strongly) for each in found)

    # Circles, kept in step with lines, names and the clock.

    def _acting(self, person: str) -> list[Written]:
        now, today = clock.now(), clock.today()
        return [line for line in self.lines_of(person) if line.acts_as_clue(now, today)]

    def _catch_up(self) -> None:
        """A cooling-off may have ended, or a line run out, since the last question."""
        now, today = clock.now(), clock.today()
        if self._holds and self._holds[0] <= now < self._holds[1] and self._holds[2] == today:
            return
        for person in {*self._by, *self._in_circles}:
            self._put_in_circles(person)
        soon = [line.acts_on for line in self.lines.values() if line.acts_on > now]
        self._holds = now, min([*soon, now + timedelta(days=1)]), today

    def _put_in_circles(self, person: str) -> None:
        acting, name = self._acting(person), self._names.get(person, "")
        known = (name, *sorted((line.id, line.mode) for line in acting))
        if self._in_circles.get(person) == known:
            return
        names = [prepare(Clue(Kind.PERSON, name))] if name else []
        self._circles.put(person, [self._clue(line) for line in acting], names)
        self._in_circles[person] = known

    def _clue(self, line: Written) -> Held:
        if line.id not in self._held:
            kind = Kind(line.kind)
            clue = Clue(kind, line.words, line.first, line.last)
            self._held[line.id] = _kept(kind, line) if line.mode == Mode.TOKENS else prepare(clue)
        return self._held[line.id]

    def _clues_and_name(self, person: str) -> list[Held]:
        name = self._names.get(person, "")
        names = [prepare(Clue(Kind.PERSON, name))] if name else []
        return [*(self._clue(line) for line in self._acting(person)), *names]

    def as_digests(self, clue: Clue) -> tuple[bytes, ...]:
        """Keyed digests of its whole-value variants, each after what it counts for."""
        kept = self._as_kept(prepare(clue))
        sorts = (STRONG, kept.strong), (TWO, kept.twos), (ONE, kept.ones)
        return tuple(weight + digest for weight, digests in sorts for digest in sorted(digests))

    def _as_kept(self, clue: Held) -> Kept:
        return clue if isinstance(clue, Kept) else keep_digests(clue, self._token)

    def _token(self, token: str) -> bytes:
        return self.store.digest(b"token", token.encode())[:DIGEST_BYTES]

    # What was read or written.

    def _learn(self, record: Record, slot: bytes) -> None:
        self._slots[record.id] = slot
        if isinstance(record, Written):
            self.lines[record.id] = self._by.setdefault(record.by, {})[record.id] = record
        elif isinstance(record, Card):
            self.cards[record.id] = record
        else:
            self.cases[record.id] = record

    def _unlearn(self, record_id: str) -> None:
        self._slots.pop(record_id, None)
        self._held.pop(record_id, None)
        line = self.lines.pop(record_id, None)
        if line is not None:
            self._by[line.by].pop(record_id)
            if not self._by[line.by]:
                del self._by[line.by]
        self.cards.pop(record_id, None)
        self.cases.pop(record_id, None)


def _understood(content: bytes) -> Record:
    try:
        return unpacked(content)
    except (ValueError, TypeError, KeyError):
        raise Damaged from None  # written by another version than this one


def _purpose(in_group: bool) -> Purpose:
    return Purpose.GROUP if in_group else Purpose.PAIR


def _kept(kind: Kind, line: Written) -> Kept:
    digests = {weight: frozenset(each[1:] for each in line.kept if each[:1] == weight) for weight in (STRONG, TWO, ONE)}
    return Kept(kind, digests[STRONG], digests[TWO], digests[ONE], line.first, line.last)
