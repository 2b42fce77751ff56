"""One person more at a time, each time exactly: the cheapest chain of moves, found with the prices that are kept.

Prices make every line cost 0 or more ("what she pays here beyond her cheapest"), so that the search for the cheapest
chain stops as soon as a free place, or someone for whom waiting costs no more, is near enough. The chains are searched
for many supporters at once with arrays; there is no compiled code of ours.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from espoir.cores.assignment.problem import MOST, WAITING, Edges, Ids, Ints, Plan, Problem, Slots

FAR = MOST  # not reached yet
CLOSED = MOST // 2  # the price of a place that does not exist
FIRST_WIDTH, WIDEST = 4, 16  # how many supporters are looked at together, nearest first


class End(NamedTuple):
    """How a chain ends: at a free place of a supporter, with someone of hers who waits instead, or nowhere."""

    total: int
    supporter: int
    leaves: int = -1


class Growing:
    """An array to which rows can be added at the end without copying it each time."""

    def __init__(self, values: npt.NDArray[Any]) -> None:
        self.size = len(values)
        self._room = values.copy()

    def add(self, values: Any) -> None:
        more = np.atleast_1d(np.asarray(values, self._room.dtype))
        if self.size + len(more) > len(self._room):
            wider = np.empty(2 * (self.size + len(more)) + 16, self._room.dtype)
            wider[: self.size] = self._room[: self.size]
            self._room = wider
        self._room[self.size : self.size + len(more)] = more
        self.size += len(more)

    @property
    def all(self) -> npt.NDArray[Any]:
        return self._room[: self.size]


class Seating:
    """Who sits where, and the prices that prove it best, between two changes."""

    def __init__(self, problem: Problem, plan: Plan | None = None) -> None:
        edges, slots = problem.edges, problem.slots
        self.problem = problem
        self._waiting = Growing(problem.waiting_cost)
        self._first, self._last = Growing(edges.start[:-1]), Growing(edges.start[1:])
        self._supporter, self._cost = Growing(edges.supporter), Growing(edges.cost)
        self._pays = Growing(problem.waiting_cost)  # what each person pays now: her pair and its price, or waiting
        self._place = Growing(np.full(problem.peers, WAITING, np.int32))
        self._seat_of = Growing(np.full(problem.peers, -1, np.int64))
        self._held = Growing(np.zeros(problem.peers, bool))
        self._own = Growing(np.zeros(problem.peers, np.int64))  # what her pair alone costs
        self.looked_at: Ints = np.zeros(0, np.int64)  # whose prices changed when the last person was seated
        self.capacity, self.load = problem.capacity.copy(), np.zeros(problem.supporters, np.int64)
        self.slot_start, self.slot_cost = slots.start, slots.cost
        self._rooms = np.diff(slots.start)
        self.sitting = np.full(len(slots.cost), -1, np.int64)
        self.prices = np.full(problem.supporters, CLOSED, np.int64)
        some = problem.capacity > 0
        self.prices[some] = slots.cost[slots.start[:-1][some]]
        self._reached = np.full(problem.supporters, FAR, np.int64)
        self._via = np.zeros(problem.supporters, np.int64)
        if plan is not None:
            self._take_over(plan)

    def _take_over(self, plan: Plan) -> None:
        served = np.flatnonzero(plan.supporter_of >= 0)
        order = served[np.argsort(plan.supporter_of[served], kind="stable")]
        place = plan.supporter_of[order].astype(np.int64)
        self.load = np.bincount(place, minlength=len(self.capacity)).astype(np.int64)
        before = np.cumsum(self.load) - self.load
        seats = self.slot_start[place] + np.arange(len(place)) - before[place]
        self.sitting[seats] = order
        self._seat_of.all[order], self._place.all[order] = seats, place
        self.prices = np.where(self.capacity > 0, plan.prices, np.int64(CLOSED))
        lines = np.flatnonzero(
            self.problem.edges.supporter == np.repeat(plan.supporter_of, np.diff(self.problem.edges.start))
        )
        people = np.searchsorted(self.problem.edges.start, lines, side="right") - 1
        self._own.all[people] = self._cost.all[lines]
        self._pays.all[people] = self._cost.all[lines] + self.prices[plan.supporter_of[people]]

    @property
    def place(self) -> Ids:
        """The supporter of each person, or WAITING."""
        return self._place.all

    def add(self, waiting_cost: int, supporters: npt.NDArray[Any], costs: npt.NDArray[Any]) -> int:
        """A person more, who has no place yet: her number."""
        self._first.add(self._supporter.size)
        self._supporter.add(supporters)
        self._cost.add(costs)
        self._last.add(self._supporter.size)
        self._waiting.add(waiting_cost)
        self._pays.add(waiting_cost)
        self._place.add(WAITING)
        self._seat_of.add(-1)
        self._held.add(False)
        self._own.add(0)
        return self._waiting.size - 1

    def now(self) -> Problem:
        """The problem as it stands: with the people who were added, without the supporters who were lost."""
        start = np.concatenate([self._first.all[:1], self._last.all]) if self._last.size else np.zeros(1, np.int64)
        edges = Edges(start, self._supporter.all, self._cost.all)
        was, still = np.diff(self.slot_start), np.repeat(self.capacity > 0, np.diff(self.slot_start))
        slots = Slots(np.concatenate([[0], np.cumsum(np.where(self.capacity > 0, was, 0))]), self.slot_cost[still])
        return Problem(self._waiting.all.copy(), self.capacity.copy(), edges, slots)

    @property
    def held(self) -> npt.NDArray[np.bool_]:
        return self._held.all

    def hold(self, person: int) -> None:
        """She stays where she is from now on, whatever it costs."""
        self._held.all[person] = True

    def close(self, supporter: int) -> list[int]:
        """This supporter takes nobody any more: those who have to find a new place."""
        seats = slice(int(self.slot_start[supporter]), int(self.slot_start[supporter] + self.load[supporter]))
        leaving: list[int] = self.sitting[seats].tolist()
        self.sitting[seats] = -1
        self._place.all[leaving], self._seat_of.all[leaving], self._own.all[leaving] = WAITING, -1, 0
        self._held.all[leaving] = False
        self.load[supporter] = self.capacity[supporter] = 0
        self.prices[supporter] = CLOSED
        return leaving

    def seat(self, person: int) -> None:
        """Give a place to someone who has none, in the cheapest way of all; others may move or start to wait."""
        self._pays.all[person] = 0
        end = self._search(person)
        near = np.flatnonzero(self._reached < end.total)
        rise = end.total - self._reached[near]
        seats, lengths = self._seats(near)
        there = self.sitting[seats]
        self._pays.all[there] += np.repeat(rise, lengths)
        self.looked_at = np.append(there, person)
        self.prices[near] += rise
        self._pays.all[person] = end.total
        if end.supporter != WAITING:
            self._move_along(person, end.supporter, end.leaves)
        self._reached.fill(FAR)

    def _search(self, person: int) -> End:
        """The cheapest chain that gives her a place, or leaves her waiting: the nearest are looked at first."""
        end = End(int(self._waiting.all[person]), WAITING)
        fresh = np.zeros(len(self._reached), bool)
        self._reach(np.array([person]), np.array([0]), end.total, fresh)
        width = FIRST_WIDTH
        while len(near := self._nearest(fresh, width, end.total)):
            far = self._reached[near]
            end = self._free_place(near, far, end)
            seats, lengths = self._seats(near)
            movable = ~self._held.all[self.sitting[seats]]
            people, farther = self.sitting[seats][movable], np.repeat(far, lengths)[movable]
            if len(people):
                end = self._who_waits_instead(people, farther, end)
                self._reach(people, farther, end.total, fresh)
            width = min(2 * width, WIDEST)
        return end

    def _nearest(self, fresh: npt.NDArray[np.bool_], width: int, best: int) -> npt.NDArray[np.int64]:
        """The next supporters to look at, none of them farther than the best end so far."""
        waiting = np.flatnonzero(fresh)
        far = self._reached[waiting]
        waiting, far = waiting[far < best], far[far < best]
        near = waiting[np.argpartition(far, width)[:width]] if len(waiting) > width else waiting
        fresh[near] = False
        return near

    def _free_place(self, supporters: npt.NDArray[Any], far: Ints, end: End) -> End:
        free = self.load[supporters] < self.capacity[supporters]
        if not free.any():
            return end
        there = supporters[free]
        total = far[free] + self.slot_cost[self.slot_start[there] + self.load[there]] - self.prices[there]
        which = int(total.argmin())
        return min(end, End(int(total[which]), int(there[which])), key=lambda each: each.total)

    def _who_waits_instead(self, people: npt.NDArray[Any], far: Ints, end: End) -> End:
        total = far + self._waiting.all[people] - self._pays.all[people]
        which = int(total.argmin())
        leaves = int(people[which])
        return min(end, End(int(total[which]), int(self.place[leaves]), leaves), key=lambda each: each.total)

    def _reach(self, people: npt.NDArray[Any], far: npt.NDArray[Any], best: int, fresh: npt.NDArray[np.bool_]) -> None:
        """What can be reached if these people move: note what is nearer than before."""
        first, last = self._first.all[people], self._last.all[people]
        lines, lengths = ranges(first, last)
        to = self._supporter.all[lines]
        total = self._cost.all[lines] + self.prices[to] + np.repeat(far - self._pays.all[people], lengths)
        nearer = total < np.minimum(self._reached[to], np.int64(best))
        to, total = to[nearer], total[nearer]
        np.minimum.at(self._reached, to, total)
        won = total == self._reached[to]
        self._via[to[won]] = np.repeat(people, lengths)[nearer][won]
        fresh[to] = True

    def _seats(self, supporters: npt.NDArray[Any]) -> tuple[Ints, Ints]:
        first = self.slot_start[supporters]
        return ranges(first, first + self.load[supporters])

    def _move_along(self, person: int, supporter: int, leaves: int) -> None:
        """Each person of the chain takes the place that the one after her left."""
        if leaves >= 0:
            seat = int(self._seat_of.all[leaves])
            self._place.all[leaves], self._seat_of.all[leaves], self._own.all[leaves] = WAITING, -1, 0
        else:
            seat = int(self.slot_start[supporter] + self.load[supporter])
            self.load[supporter] += 1
        while True:
            who = int(self._via[supporter])
            left, left_seat = int(self.place[who]), int(self._seat_of.all[who])
            self.sitting[seat] = who
            self._place.all[who], self._seat_of.all[who] = supporter, seat
            self._own.all[who] = self._line_cost(who, supporter)
            if who == person:
                return
            supporter, seat = left, left_seat

    def _line_cost(self, person: int, supporter: int) -> int:
        row = slice(int(self._first.all[person]), int(self._last.all[person]))
        return int(self._cost.all[row][self._supporter.all[row] == supporter][0])

    def cost(self) -> int:
        """What the plan costs, added up from who sits where."""
        filled = np.arange(len(self.slot_cost)) < np.repeat(self.slot_start[:-1] + self.load, self._rooms)
        waiting = self._waiting.all[self.place == WAITING]
        return int(self._own.all.sum()) + int(waiting.sum()) + int(self.slot_cost[filled].sum())

    def bound(self) -> int:
        """What the prices prove, if everyone pays the least she can (`pays_least`)."""
        earned = np.maximum(np.repeat(self.prices, self._rooms) - self.slot_cost, np.int64(0))
        return int(self._pays.all.sum()) - int(earned[np.repeat(self.capacity > 0, self._rooms)].sum())

    def pays_least(self, people: npt.NDArray[Any]) -> bool:
        """Whether each of these people pays no more than her cheapest line, or waiting, would cost her now."""
        free = people[~self._held.all[people]]
        lines, lengths = ranges(self._first.all[free], self._last.all[free])
        offers = self._cost.all[lines] + self.prices[self._supporter.all[lines]]
        fair = (offers >= np.repeat(self._pays.all[free], lengths)).all()
        return bool(fair and (self._pays.all[free] <= self._waiting.all[free]).all())

    def fits(self) -> bool:
        """Whether nobody has more people than she takes, and each sits where she is said to sit."""
        loads = np.bincount(self.place[self.place >= 0], minlength=len(self.load))
        served = np.flatnonzero(self.place >= 0)
        seated = self.sitting[self._seat_of.all[served]] == served
        return bool((loads == self.load).all() and (loads <= self.capacity).all() and seated.all())


def ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """All the numbers from each first to before each last, one after the other, and how many of each."""
    lengths = last - first
    before = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) + np.repeat(first - before, lengths), lengths


def one_by_one(problem: Problem) -> tuple[Ids, Ints]:
    """Everyone gets a place, one after the other, and the prices. For the small waiting lists of most organisations."""
    seating = Seating(problem)
    for person in range(problem.peers):
        seating.seat(person)
    return seating.place.copy(), seating.prices
