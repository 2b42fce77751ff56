"""Circles found through keys give the same answers as comparing everyone with everyone, whatever happened before."""

from __future__ import annotations

import hmac
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.cores.likeness import Clue, Kind, prepare
from espoir.cores.likeness.circles import POINTS, Circles, Purpose
from espoir.cores.likeness.evidence import Evidence, evidence, keep

PEOPLE = [f"p{number}" for number in range(9)]
WORDS = {
    Kind.PERSON: [
        "Kevin Tremblay", "Kévin Tremblé", "Keven Tremblay", "Kev", "Kevin", "Jean-François Roy", "J.F. Roy",
        "Roy Jean",
        "Ti-Loup", "ti loup", "Big Mike", "Mike Desrosiers", "Michel Desrosiers", "Marie-Ève St-Onge", "Eve Saint-Onge",
    ],
    Kind.PHONE: ["514 555-0132", "+1 (514) 555 0132", "5145550133", "438-555-0199"],
    Kind.HANDLE: ["@king_kev", "king.kev", "instagram.com/kingkev", "babygirl99"],
    Kind.PLACE: ["Motel Idéal, Laval", "motel ideal laval", "Laval", "Montréal", "Bar Chez Lulu"],
    Kind.VEHICLE: ["ABC 123", "abc123", "X4K 9L2"],
}  # fmt: skip
YEARS = st.sampled_from([(None, None), (2012, 2014), (2014, 2016), (2019, None), (None, 2013)])


def digest(token: str) -> bytes:
    return hmac.digest(b"a key", token.encode(), "sha256")[:16]


def as_kept(clue):
    return keep(clue, digest)


@st.composite
def a_clue(draw, kinds=tuple(Kind), sealed_only=False):
    kind = draw(st.sampled_from(kinds))
    clue = prepare(Clue(kind, draw(st.sampled_from(WORDS[kind])), *draw(YEARS)))
    return clue if sealed_only or draw(st.integers(0, 3)) else as_kept(clue)


CLUES = st.lists(a_clue(), max_size=4)
NAMES = st.lists(a_clue(kinds=(Kind.PERSON,), sealed_only=True), max_size=1)
WHAT = st.sampled_from(["put", "put", "put", "forget"])
HISTORIES = st.lists(st.tuples(WHAT, st.sampled_from(PEOPLE), CLUES, NAMES), max_size=24)


class EveryoneWithEveryone:
    """The same answers the slow way."""

    def __init__(self, people):
        self.people = people
        self.found = {frozenset(pair): self.between(*pair) for pair in combinations(people, 2)}

    def between(self, one, other):
        (mine, my_names), (hers, her_names) = self.people[one], self.people[other]
        return evidence(mine, hers, my_names=my_names, her_names=her_names, to_kept=as_kept)

    def links(self, person):
        return {other for other in self.people if other != person and self.found[frozenset((person, other))].strong}

    def circle(self, person):
        found = {person}
        while more := {other for one in found if one in self.people for other in self.links(one)} - found:
            found |= more
        return (found if len(found) <= 40 else self.links(person)) - {person}

    def apart(self, person, others, purpose):
        def is_apart(other):
            found = self.found.get(frozenset((person, other)), Evidence())
            return found.strong or found.points >= POINTS[purpose] or other in self.circle(person)

        return {other for other in others if other != person and person in self.people and is_apart(other)}


def lived(history):
    """The circles after a history, and who is held at its end."""
    circles, people = Circles(digest), {}
    for what, person, clues, names in history:
        if what == "put":
            circles.put(person, clues, names)
            people[person] = (clues, names)
        else:
            circles.forget(person)
            people.pop(person, None)
    return circles, people


@given(HISTORIES)
@settings(max_examples=300, deadline=None)
def test_the_answers_are_those_of_comparing_everyone_with_everyone(history):
    circles, people = lived(history)
    slow = EveryoneWithEveryone(people)
    for person, purpose in product(PEOPLE, Purpose):
        assert circles.apart(person, PEOPLE, purpose) == slow.apart(person, PEOPLE, purpose)
    for person in people:
        assert circles.links(person) == slow.links(person)


@given(HISTORIES)
@settings(max_examples=100, deadline=None)
def test_a_group_is_whole_when_no_two_of_it_are_apart(history):
    circles, _people = lived(history)
    for size, purpose in product(range(4), Purpose):
        for group in list(combinations(PEOPLE, size))[:20]:
            no_two = not any(circles.apart(person, group, purpose) for person in group)
            assert circles.is_whole(group, purpose) == no_two


@given(HISTORIES, st.sampled_from(Purpose))
@settings(max_examples=100, deadline=None)
def test_keeping_apart_goes_both_ways(history, purpose):
    circles, _people = lived(history)
    answers = {person: circles.apart(person, PEOPLE, purpose) for person in PEOPLE}
    for one, other in combinations(PEOPLE, 2):
        assert (other in answers[one]) == (one in answers[other])


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_in_which_people_came_changes_nothing(history, dice):
    circles, people = lived(history)
    again, order = Circles(digest), sorted(people)
    dice.shuffle(order)
    for person in order:
        again.put(person, *people[person])
    for person, purpose in product(PEOPLE, Purpose):
        assert circles.apart(person, PEOPLE, purpose) == again.apart(person, PEOPLE, purpose)


@given(HISTORIES)
@settings(max_examples=100, deadline=None)
def test_once_everyone_is_forgotten_nothing_is_left_in_memory(history):
    circles, _people = lived(history)
    for person in PEOPLE:
        circles.forget(person)
    left = [circles._people, circles._links, circles._by_key, circles._wrote, circles._is_called, circles._by_token]
    assert not any(map(len, [*left, circles._digests]))


def of(kind, words, *years):
    return prepare(Clue(kind, words, *years))


def test_someone_who_wrote_nothing_is_apart_from_no_one():
    circles = Circles(digest)
    circles.put("kim", [of(Kind.PERSON, "Kevin Tremblay")])
    circles.put("lee", [])
    assert circles.apart("lee", ["kim"], Purpose.PAIR) == circles.apart("kim", ["lee"], Purpose.PAIR) == frozenset()
    assert circles.apart("unknown", ["kim", "lee"], Purpose.PAIR) == frozenset()
    assert [circles.is_whole(group) for group in ([], ["kim"], ["kim", "lee", "unknown"])] == [True] * 3


def test_nobody_is_apart_from_herself():
    circles = Circles(digest)
    circles.put("kim", [of(Kind.PERSON, "Kevin Tremblay")])
    assert circles.apart("kim", ["kim"], Purpose.PAIR) == frozenset()


def test_a_strong_link_is_followed_and_points_are_not():
    circles = Circles(digest)
    circles.put("a", [of(Kind.PHONE, "514 555-0132")])
    circles.put("b", [of(Kind.PHONE, "(514) 555-0132"), of(Kind.HANDLE, "king_kev")])
    circles.put("c", [of(Kind.HANDLE, "@king_kev"), of(Kind.PLACE, "Bar Chez Lulu", 2012, 2014)])
    circles.put("d", [of(Kind.PLACE, "bar chez Lulu", 2013, 2013)])
    assert circles.apart("a", "bcd", Purpose.PAIR) == {"b", "c"}
    assert circles.apart("d", "abc", Purpose.PAIR) == {"c"}  # a venue and its years: three points
    assert circles.apart("d", "abc", Purpose.GROUP) == frozenset()


def test_forgetting_the_one_between_undoes_what_she_joined():
    circles = Circles(digest)
    circles.put("a", [of(Kind.PHONE, "514 555-0132")])
    circles.put("b", [of(Kind.PHONE, "(514) 555-0132"), of(Kind.HANDLE, "king_kev")])
    circles.put("c", [of(Kind.HANDLE, "@king_kev")])
    assert circles.apart("a", "c", Purpose.GROUP) == {"c"}
    circles.forget("b")
    assert circles.apart("a", "c", Purpose.GROUP) == frozenset()


@pytest.mark.parametrize(("size", "first_meets_last"), [(40, True), (41, False)])
def test_a_circle_beyond_forty_people_keeps_its_direct_links_only(size, first_meets_last):
    circles = Circles(digest)
    for number in range(size):  # a chain: each shares a phone with the next
        phones = [f"514 555 {1000 + number}", f"514 555 {1001 + number}"]
        circles.put(f"{number}", [of(Kind.HANDLE, phone) for phone in phones])
    assert (str(size - 1) in circles.circle("0")) is first_meets_last
    assert "1" in circles.circle("0")


def test_a_chosen_name_is_compared_with_clues_and_never_with_another_chosen_name():
    circles = Circles(digest)
    circles.put("kim", [], [of(Kind.PERSON, "Kevin Tremblay")])
    circles.put("lee", [], [of(Kind.PERSON, "Kevin Tremblay")])
    circles.put("ash", [of(Kind.PERSON, "Kévin Tremblay")])
    assert circles.links("kim") == circles.links("lee") == {"ash"}
    assert circles.evidence("kim", "lee") == Evidence()


def test_what_is_kept_as_digests_still_touches_and_holds_no_words():
    sealed, kept = of(Kind.PERSON, "Kévin Tremblay"), as_kept(of(Kind.PERSON, "Tremblay, Kevin"))
    circles = Circles(digest)
    circles.put("kim", [kept])
    circles.put("lee", [sealed])
    assert circles.links("kim") == {"lee"}
    assert b"tremblay" not in repr(kept).lower().encode()
    assert not evidence([kept], [sealed]).strong  # without the key the two say nothing
