"""What already stands when a wish begins to act: a review, opened once, for those who may read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from espoir import clock
from espoir.apart.keeper import rules
from espoir.apart.keeper.blocks import Case
from espoir.apart.keeper.memory import Place
from espoir.apart.keeper.shapes import Matter, NotAllowed, Reason, Someone, Then, Tie

REVIEW, ALARM = "review", "alarm"


def look(place: Place, ties: Sequence[Tie]) -> None:
    """Open a review for each two people of a tie whom something keeps apart by now. Doing it again changes nothing."""
    known = {_mark(case.kind, case.key, case.people) for case in place.cases.values() if case.what == REVIEW}
    with place.changing() as change:
        for tie in ties:
            for one, other in _touched(place, tie):
                mark = _mark(tie.kind, tie.key, (one.id, other.id))
                if mark not in known:
                    known.add(mark)
                    change.keep(_review(place, tie, one, other))
        for case in _long_settled(place, {(tie.kind, tie.key) for tie in ties}):
            change.drop(case)


def _touched(place: Place, tie: Tie) -> Iterator[tuple[Someone, Someone]]:
    here = [person for person in tie.people if person.place == place.name]
    place.meet(here)
    if place.whole(here):
        return
    for number, one in enumerate(here):
        apart = place.apart(one, here[number + 1 :], in_group=len(here) > 2)
        for other in here[number + 1 :]:
            if other.id in apart and _someone_wants_it_looked_at(place, one, other):
                yield one, other


def _someone_wants_it_looked_at(place: Place, one: Someone, other: Someone) -> bool:
    """Unless every author of what touches chose "only from now on"."""
    return any(place.card_of(side.person).then != Then.FUTURE for side in place.sides(one, other))


def _review(place: Place, tie: Tie, one: Someone, other: Someone) -> Case:
    today = clock.today()
    one, other = sorted((one, other), key=lambda person: person.id)
    people, names = (one.id, other.id), (one.name, other.name)
    return Case(place.new_id(), REVIEW, tie.kind, tie.key, people, today, today + rules.DUE, names)


def _mark(kind: str, key: str, people: Sequence[str]) -> tuple[str, ...]:
    return kind, key, *sorted(people)


def _long_settled(place: Place, standing: set[tuple[str, str]]) -> Iterator[Case]:
    """A settled review is kept as long as its tie stands, so that it does not open again; any other for a year."""
    long_ago = clock.today() - rules.SETTLED_KEPT
    settled = [case for case in place.cases.values() if case.settled_on and case.settled_on < long_ago]
    yield from (case for case in settled if (case.kind, case.key) not in standing)


def matters(place: Place) -> list[Matter]:
    cases = sorted(place.cases.values(), key=lambda case: (case.opened_on, case.id))
    return [case.matter(place.name) for case in cases]


def press(place: Place, matter: str, by: str, readers_needed: int) -> bool:
    """One of those who may read it asks to. It opens to them once enough different people have; to a party never."""
    case = _waiting(place, matter, by)
    asked = case.asked_by if by in case.asked_by else (*case.asked_by, by)
    is_open = bool(case.opened_by) or len(asked) >= max(1, readers_needed)
    fresh = replace(case, asked_by=asked, opened_by=asked if is_open else ())
    if fresh != case:
        with place.changing() as change:
            change.keep(fresh)
    return is_open


def reason(place: Place, matter: str, by: str) -> Reason:
    """Why, as far as it still stands: the words of both sides, to those to whom it is open. Once settled, it closes."""
    case = _waiting(place, matter, by)
    if by not in case.opened_by or case.what != REVIEW:
        raise NotAllowed
    one, other = (place.someone(person, name) for person, name in zip(case.people, case.names, strict=True))
    return Reason(tuple(place.sides(one, other)))


def settle(place: Place, matter: str, by: str, outcome: str) -> None:
    case = _waiting(place, matter, by)
    if outcome not in rules.OUTCOMES or (case.what == REVIEW and by not in case.opened_by):
        raise NotAllowed
    with place.changing() as change:
        change.keep(replace(case, settled_on=clock.today(), settled_by=by, outcome=outcome))


def _waiting(place: Place, matter: str, by: str) -> Case:
    """One that is not settled yet, for someone who is no party to it."""
    case = place.cases.get(matter)
    if case is None or case.settled_on or not by or by in case.people or (case.what == ALARM and by == case.asker):
        raise NotAllowed
    return case
