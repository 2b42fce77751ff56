"""An invented population to try the rule on: circles, whoever fled them, and what each of them wrote.

Sixty circles share cities, venues and street names, as real ones do. Five hundred people each knew a few of those who
were there in her years, and wrote a few lines the way people write (`population_noise`). The same seed gives the same
population.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from random import Random
from typing import TypeVar

from espoir.bench import population_words as words
from espoir.bench.population_noise import AREA_CODES, Noise, Writer
from espoir.cores.likeness import Clue, Kind

CIRCLES, SURVIVORS = 60, 500
VENUES = 70
HOW_MANY_CLUES = ((1, 5), (2, 11), (3, 19), (4, 22), (5, 18), (6, 12), (7, 7), (8, 4), (9, 2))  # some find none new
NAME, FIRST, STREET, PHONE = "name", "first", "street", "phone"
HANDLE, PLATE, VENUE, CITY = "handle", "plate", "venue", "city"
WHAT = {NAME: 52, FIRST: 13, STREET: 13, PHONE: 9, HANDLE: 7, VENUE: 9, CITY: 3, PLATE: 1}  # how often each is tried
STRONG = {NAME, PHONE, HANDLE, PLATE}

T = TypeVar("T")


@dataclass(frozen=True)
class Member:
    given: str
    family: str
    street: str
    phones: tuple[str, ...]
    handles: tuple[str, ...]
    plate: str
    first: int
    last: int


@dataclass(frozen=True)
class Circle:
    members: tuple[Member, ...]
    venues: tuple[int, ...]
    cities: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Written:
    clue: Clue
    thing: str  # what it is about, the same for everyone who writes about it
    what: str


@dataclass
class Survivor:
    id: str
    chosen_name: str
    circles: frozenset[int]
    written: list[Written] = field(default_factory=list)

    @property
    def things(self) -> set[str]:
        """What she wrote about; a city alone is not counted, everyone has been in one."""
        return {each.thing for each in self.written if each.what != CITY}

    @property
    def strong_things(self) -> set[str]:
        return {each.thing for each in self.written if each.what in STRONG}


@dataclass
class Population:
    circles: list[Circle]
    survivors: list[Survivor]


@dataclass(frozen=True)
class Shape:
    """What a population is like. `HARDER`: people sold from one circle to another, and many namesakes."""

    circles: int = CIRCLES
    survivors: int = SURVIVORS
    in_two_circles: float = 0.0
    rare_names: float = words.RARE_SHARE
    noise: Noise = field(default_factory=Noise)


HARDER = Shape(in_two_circles=0.06, rare_names=0.0)


def population(seed: int, shape: Shape = Shape()) -> Population:
    """The same seed gives the same people."""
    return _Drawing(Random(seed), shape).everything()  # noqa: S311


class _Drawing:
    def __init__(self, dice: Random, shape: Shape) -> None:
        self.dice, self.shape, self.writer = dice, shape, Writer(dice, shape.noise)

    def everything(self) -> Population:
        self.venues = [
            (dice_kind, name, self.dice.choice(list(words.CITIES)))
            for dice_kind, name in (
                (self.dice.choice(list(words.VENUE_KINDS)), self.dice.choice(words.VENUE_NAMES))
                for _each in range(VENUES)
            )
        ]
        self.circles = [self._circle() for _each in range(self.shape.circles)]
        sizes = list(accumulate(self.dice.gammavariate(2.5, 1) for _each in self.circles))  # some large, many small
        people = [self._survivor(f"s{number}", sizes) for number in range(self.shape.survivors)]
        return Population(self.circles, people)

    def _circle(self) -> Circle:
        first = self.dice.randrange(1998, 2021)
        last = min(2026, first + self.dice.randrange(2, 15))
        culture = self._one_of(words.WEIGHTS)
        members = tuple(
            self._member(culture, first, last) for _each in range(self.dice.choice([2, 3, 3, 4, 4, 5, 6, 8]))
        )
        cities = tuple(self.dice.sample(list(words.CITIES), self.dice.choice([1, 1, 2, 3])))
        ranks = [1 / (place + 3) for place in range(len(self.venues))]  # a few venues serve many circles
        venues = set(self.dice.choices(range(len(self.venues)), ranks, k=self.dice.choice([2, 3, 4, 5])))
        return Circle(members, tuple(sorted(venues)), cities, first, last)

    def _member(self, culture: str, first: int, last: int) -> Member:
        own = culture if self.dice.random() < 0.7 else self._one_of(words.WEIGHTS)
        family = own if self.dice.random() < 0.9 else self._one_of(words.WEIGHTS)
        given = self._common(words.GIVEN[own], 0.3)
        street = self._common(words.STREET_NAMES, 1.0)
        start = first if self.dice.random() < 0.5 else self.dice.randint(first, last)
        end = last if self.dice.random() < 0.5 else self.dice.randint(start, last)
        return Member(
            given,
            self._family(family),
            street,
            tuple(self._new_phone() for _each in range(self.dice.choice([1, 1, 2, 3]))),
            tuple(self._new_handle(given, street) for _each in range(self.dice.choice([1, 1, 2]))),
            self._new_plate(),
            start,
            end,
        )

    def _family(self, culture: str) -> str:
        """The commonest name has about one person in a hundred, as in Quebec; half bear one of the many rare ones."""
        if culture in words.RARE and self.dice.random() < self.shape.rare_names:
            return "".join(self.dice.choice(part) for part in words.RARE[culture])
        return self._common(words.FAMILY[culture], 0.2)

    def _survivor(self, id: str, sizes: Sequence[float]) -> Survivor:
        count = 2 if self.dice.random() < self.shape.in_two_circles else 1
        mine = sorted(set(self.dice.choices(range(len(sizes)), cum_weights=sizes, k=count)))
        someone = Survivor(id, self.dice.choice(words.CHOSEN_NAMES), frozenset(mine))
        lives = [self._life(number) for number in mine]
        for _line in range(self.dice.choices(*zip(*HOW_MANY_CLUES, strict=True))[0]):
            what = self._one_of(WHAT)
            tries = (self._line(what, *self.dice.choice(lives)) for _try in range(12))
            new = (line for line in tries if line.thing not in {each.thing for each in someone.written})
            someone.written += list(islice(new, 1))
        return someone

    def _life(self, number: int) -> tuple[int, int, int, list[int]]:
        """A circle, her years in it, and whom she knew: those who were there then, the first ones more often."""
        circle = self.circles[number]
        first = self.dice.randint(circle.first, circle.last)
        last = min(circle.last, first + self.dice.choice([0, 0, 1, 1, 2, 3, 5]))
        there = [place for place, one in enumerate(circle.members) if one.first <= last and one.last >= first]
        there = there or [0]
        known = self.dice.choices(there, [1 / (place + 1) for place in there], k=self.dice.choice([2, 3, 4, 5]))
        return number, first, last, sorted(set(known))

    def _line(self, what: str, number: int, first: int, last: int, known: Sequence[int]) -> Written:
        circle = self.circles[number]
        place = self.dice.choice(known)
        member, who, write = circle.members[place], f"{number}.{place}", self.writer
        kind, thing = Kind.PERSON, f"{what} {who}"
        match what:
            case "name":
                text = write.full_name(member.given, member.family, member.street)
            case "first":
                text = write.first_name(member.given)
            case "street":
                text = write.street_name(member.street, member.given)
            case "phone":
                which = self._early(len(member.phones))
                kind, thing, text = Kind.PHONE, f"{thing} {which}", write.phone(member.phones[which])
            case "handle":
                which = self._early(len(member.handles))
                kind, thing, text = Kind.HANDLE, f"{thing} {which}", write.handle(member.handles[which])
            case "plate":
                kind, text = Kind.VEHICLE, write.plate(member.plate)
            case "venue":
                which = self.dice.choice(circle.venues)
                kind, thing, text = Kind.PLACE, f"venue {which}", write.venue(*self.venues[which])
            case _:
                city = self.dice.choice(circle.cities)
                kind, thing, text = Kind.PLACE, f"city {city}", write.city(city)
        return Written(Clue(kind, text, *write.years(first, last)), thing, what)

    def _early(self, count: int) -> int:
        return self.dice.choices(range(count), [0.6**place for place in range(count)])[0]

    def _one_of(self, weights: dict[str, int]) -> str:
        return self.dice.choices(list(weights), list(weights.values()))[0]

    def _common(self, some: Sequence[str], steep: float) -> str:
        """The first of a list more often: Zipf's law."""
        shares = accumulate((place + 1) ** -steep for place in range(len(some)))
        return self.dice.choices(some, cum_weights=list(shares))[0]

    def _new_phone(self) -> str:
        return self.dice.choice(AREA_CODES) + str(self.dice.randrange(200, 1000)) + f"{self.dice.randrange(10_000):04}"

    def _new_handle(self, given: str, street: str) -> str:
        own = self.dice.choice([given, given, street]).lower().replace(" ", "").replace("-", "")
        end = self.dice.choice(["", str(self.dice.randrange(1, 100)), str(self.dice.randrange(1970, 2005))])
        return self.dice.choice(["", "_", "."]).join([self.dice.choice(words.HANDLE_WORDS), own]) + end

    def _new_plate(self) -> str:
        letters = "".join(self.dice.choices("ABCDEFGHJKLMNPRSTVWXYZ", k=3))
        return f"{letters} {self.dice.randrange(100, 1000)}"


def same_circle_pairs(people: Sequence[Survivor]) -> Iterator[tuple[Survivor, Survivor]]:
    for place, one in enumerate(people):
        for other in people[place + 1 :]:
            if one.circles & other.circles:
                yield one, other
