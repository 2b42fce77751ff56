"""The keeper itself: one store, the organisations it has opened, and its verbs, one at a time.

What may be asked is here, and nothing else. No verb answers "A and B?"; the three questions count what they answer.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from espoir.apart.keeper import answers, lines, reviews
from espoir.apart.keeper.memory import Place
from espoir.apart.keeper.shapes import Line, Matter, Mode, Paper, Reason, Someone, Then, Tie
from espoir.apart.keeper.store import Store


class House:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = threading.RLock()
        self._places: dict[str, Place] = {}

    def close(self) -> None:
        with self._turn:
            self._places.clear()
            self._store.close()

    @contextmanager
    def _in(self, place: str) -> Iterator[Place]:
        with self._turn:
            if self._store.has_moved():  # another process wrote to the file: read it again
                self._places.clear()
            if place not in self._places:
                self._places[place] = Place(place, self._store)
            yield self._places[place]

    # Her own page, or a paper.

    def lines_of(self, someone: Someone) -> list[Line]:
        with self._in(someone.place) as place:
            return lines.lines_of(place, someone)

    def write(
        self, someone: Someone, *, kind: str, words: str, first: int | None = None, last: int | None = None,
        mode: Mode = Mode.SEALED, people: Sequence[str] = (), witness: str = "", second: str = "",
        instead_of: str | None = None,
    ) -> Line:  # fmt: skip
        with self._in(someone.place) as place:
            draft = lines.Draft(kind, words, first, last, Mode(mode), tuple(people), witness, second)
            return lines.write(place, someone, draft, instead_of)

    def take_out(self, someone: Someone, slot: str) -> None:
        with self._in(someone.place) as place:
            lines.take_out(place, someone, slot)

    def keep_longer(self, someone: Someone) -> None:
        with self._in(someone.place) as place:
            lines.keep_longer(place, someone)

    def choose_then(self, someone: Someone, then: Then) -> None:
        with self._in(someone.place) as place:
            lines.choose_then(place, someone, Then(then))

    def then_of(self, someone: Someone) -> Then:
        with self._in(someone.place) as place:
            return Then(place.card_of(someone.id).then)

    def papers(self, place: str) -> list[Paper]:
        with self._in(place) as here:
            return lines.papers(here)

    def confirm(self, place: str, slot: str, *, by: str) -> None:
        with self._in(place) as here:
            lines.confirm(here, slot, by)

    # The three questions.

    def offerable(self, seeker: Someone, candidates: Sequence[Someone], *, asker: str = "") -> list[str]:
        with self._in(seeker.place) as place:
            return answers.offerable(place, seeker, candidates, asker)

    def joinable(self, group: Sequence[Someone], candidates: Sequence[Someone], *, asker: str = "") -> list[str]:
        everyone = [*group, *candidates]
        if not everyone:
            return []
        with self._in(everyone[0].place) as place:
            return answers.joinable(place, group, candidates, asker)

    def is_whole(self, people: Sequence[Someone], *, newcomer: str = "", asker: str = "") -> bool:
        if not people:
            return True
        with self._in(people[0].place) as place:
            return answers.is_whole(place, people, newcomer, asker)

    # The worker.

    def look(self, place: str, ties: Sequence[Tie]) -> None:
        with self._in(place) as here:
            lines.take_out_what_has_run_out(here)
            reviews.look(here, ties)

    def forget(self, place: str, person: str) -> None:
        with self._in(place) as here:
            lines.forget(here, {person})

    def forget_all(self, place: str, people: Sequence[str]) -> None:
        with self._in(place) as here:
            lines.forget(here, people)

    def forget_place(self, place: str) -> None:
        with self._turn:
            self._places.pop(place, None)
            self._store.forget_place(place)

    # Leads.

    def matters(self, place: str) -> list[Matter]:
        with self._in(place) as here:
            return reviews.matters(here)

    def press(self, place: str, matter: str, *, by: str, readers_needed: int) -> bool:
        with self._in(place) as here:
            return reviews.press(here, matter, by, readers_needed)

    def reason(self, place: str, matter: str, *, by: str) -> Reason:
        with self._in(place) as here:
            return reviews.reason(here, matter, by)

    def settle(self, place: str, matter: str, *, by: str, outcome: str) -> None:
        with self._in(place) as here:
            reviews.settle(here, matter, by, outcome)

    def stats(self) -> dict[str, int]:
        """Counts only, and none that says what the blocks are."""
        with self._turn:
            blocks, places = self._store.count()
            return {"blocks": blocks, "places": places}
