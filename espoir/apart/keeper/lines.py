"""What people write of their own, and what leaves with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from espoir import clock
from espoir.apart.keeper import rules
from espoir.apart.keeper.blocks import Case, Written, room_for_digests
from espoir.apart.keeper.memory import Change, Place
from espoir.apart.keeper.shapes import VETO, Line, Mode, NotAllowed, Paper, Someone, Then, TooMany
from espoir.cores.likeness import Clue, Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """What she would like to have kept."""

    kind: str
    words: str
    first: int | None
    last: int | None
    mode: Mode
    people: tuple[str, ...]
    witness: str
    second: str


def lines_of(place: Place, someone: Someone) -> list[Line]:
    """Hers, for her own eyes, by what they say. What others wrote about her is never read here."""
    mine = [line for line in place.lines_of(someone.id) if line.stands(clock.today())]
    return [line.line() for line in sorted(mine, key=lambda line: (rules.plain(line.words), line.written_on))]


def write(place: Place, someone: Someone, draft: Draft, instead_of: str | None) -> Line:
    """Keep a line, in one stroke with taking out the one it replaces. The same said twice counts once."""
    fresh = _written(place, someone, draft)
    mine = {line.id: line for line in place.lines_of(someone.id)}
    replaced = mine.get(instead_of or "")
    again = None if draft.witness else _the_same(place, fresh)  # whoever copies a paper is never told it was there
    with place.changing() as change:
        if again is not None:
            fresh = _said_again(again, fresh)
        else:
            _count_it(place, change, fresh, replaced)
        if replaced is not None and replaced.id != fresh.id:
            change.drop(replaced)
        change.keep(fresh)
    return fresh.line()


def _the_same(place: Place, line: Written) -> Written | None:
    mine = (each for each in place.lines_of(line.by) if not each.witness and each.stands(clock.today()))
    return next((each for each in mine if each.same == line.same and each.id != line.id), None)


def _written(place: Place, someone: Someone, draft: Draft) -> Written:
    words, now = " ".join(draft.words.split())[: rules.LONGEST], clock.now()
    until = clock.today() + rules.PAPER_WAITS if draft.witness else rules.until()
    kind = VETO if draft.kind == VETO else Kind(draft.kind)
    people = tuple(sorted({person for person in draft.people if person != someone.id}))[: rules.MOST_PEOPLE]
    line = Written(
        id=place.new_id(), by=someone.id, kind=str(kind), words=words, first=draft.first, last=draft.last,
        mode=draft.mode, people=people, name=place.name_mark(words) if kind in (VETO, Kind.PERSON) else "",
        same=_same(place, kind, words, draft), written_on=now,
        acts_on=now if kind == VETO else rules.acts_from(now), until=until,
        witness=draft.witness, second=draft.second,
    )  # fmt: skip
    return line if draft.mode is Mode.SEALED else _as_tokens(place, line)


def _same(place: Place, kind: str, words: str, draft: Draft) -> str:
    said = rules.plain(words) if kind in (VETO, Kind.PERSON) else words.casefold()
    whole = "|".join([kind, said, str(draft.first), str(draft.last), *(draft.people if kind == VETO else ())])
    return place.store.digest(b"same", whole.encode())[:16].hex()


def _as_tokens(place: Place, line: Written) -> Written:
    """From here on nobody can read it: keyed digests of whole-value variants take the place of the words."""
    if line.kind == VETO:
        return replace(line, words="")
    clue = Clue(Kind(line.kind), line.words, line.first, line.last)
    line = replace(line, words="")
    return replace(line, kept=place.as_digests(clue)[: room_for_digests(line)])


def _said_again(before: Written, fresh: Written) -> Written:
    """It goes on acting as it did, for another year, and perhaps in the other form."""
    people = tuple(sorted({*before.people, *fresh.people}))[: rules.MOST_PEOPLE]
    return replace(before, words=fresh.words, mode=fresh.mode, kept=fresh.kept, people=people, until=fresh.until)


def _count_it(place: Place, change: Change, fresh: Written, replaced: Written | None) -> None:
    """A veto tells nobody anything, and is limited in number only."""
    now, card = clock.now(), place.card_of(fresh.by)
    alike = [line for line in place.lines_of(fresh.by) if line.stands(clock.today()) and line.is_clue == fresh.is_clue]
    if len(alike) - (replaced in alike) >= rules.LINES:
        raise TooMany(min(line.until for line in alike) + timedelta(days=1))
    if not fresh.is_clue:
        return
    day = rules.room_again_on(card.changes, now)
    if day is not None:
        raise TooMany(day)
    recent = tuple(moment for moment in card.changes if moment > now - rules.WEEK)
    change.keep(replace(card, changes=(*recent, now)))


def take_out(place: Place, someone: Someone, slot: str) -> None:
    """At once. Someone else's is left alone without a word."""
    with place.changing() as change:
        for line in place.lines_of(someone.id):
            if line.id == slot:
                change.drop(line)


def keep_longer(place: Place, someone: Someone) -> None:
    with place.changing() as change:
        for line in place.lines_of(someone.id):
            if not line.witness:
                change.keep(replace(line, until=rules.until()))


def choose_then(place: Place, someone: Someone, then: Then) -> None:
    with place.changing() as change:
        change.keep(replace(place.card_of(someone.id), then=then))


def papers(place: Place) -> list[Paper]:
    """Lines written for someone that another person has to confirm: whose, by whom, since when; never the words."""
    waiting = [line for line in place.lines.values() if line.witness and not _is_long_lapsed(line)]
    waiting.sort(key=lambda line: line.written_on)
    return [Paper(line.by, line.id, line.witness, line.second, line.written_on, line.until) for line in waiting]


def confirm(place: Place, slot: str, by: str) -> None:
    """Who was there has seen the paper, in time: the cooling-off begins now."""
    line = place.lines.get(slot)
    if line is None or not line.witness or not by or by in (line.witness, line.by):
        raise NotAllowed
    if line.second not in ("", by) or not line.stands(clock.today()):
        raise NotAllowed
    with place.changing() as change:
        if _the_same(place, line):
            change.drop(line)
        else:
            begins = rules.acts_from(clock.now())
            change.keep(replace(line, witness="", second="", acts_on=begins, until=rules.until()))


def take_out_what_has_run_out(place: Place) -> None:
    """Of a paper that nobody confirmed in time, only that it lapsed is kept, for those it concerns to read."""
    with place.changing() as change:
        for line in place.lines.values():
            if line.stands(clock.today()):
                continue
            if not line.witness or _is_long_lapsed(line):
                change.drop(line)
            elif line.words or line.kept:
                change.keep(replace(line, words="", kept=(), people=(), name="", same=""))


def _is_long_lapsed(line: Written) -> bool:
    return line.until + rules.PAPER_WAITS < clock.today()


def forget(place: Place, gone: Iterable[str]) -> None:
    """What they wrote goes; in what others wrote, the name they typed stays theirs, the ids of those gone go."""
    gone = set(gone)
    with place.changing() as change:
        for line in place.lines.values():
            _forget_in_line(change, line, gone)
        for card in place.cards.values():
            if card.id in gone:
                change.drop(card)
        for case in place.cases.values():
            _forget_in_case(change, case, gone)
    place.forget_people(gone)


def _forget_in_line(change: Change, line: Written, gone: set[str]) -> None:
    if line.by in gone or gone & {line.witness, line.second}:
        change.drop(line)  # hers, or a paper that nobody can stand by any more
    elif gone & {*line.people}:
        change.keep(replace(line, people=_without(line.people, gone)))


def _forget_in_case(change: Change, case: Case, gone: set[str]) -> None:
    if gone & set(case.people):
        change.drop(case)
    elif gone & {*case.asked_by, *case.opened_by, case.asker, case.settled_by}:
        change.keep(
            replace(
                case,
                asked_by=_without(case.asked_by, gone),
                opened_by=_without(case.opened_by, gone),
                asker="" if case.asker in gone else case.asker,
                settled_by="" if case.settled_by in gone else case.settled_by,
            )
        )


def _without(people: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(person for person in people if person not in gone)
