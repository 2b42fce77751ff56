"""What holds of any clue, whatever is typed."""

import unicodedata
from timeit import timeit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.cores.likeness import Clue, Kind, Strength, compare, keys, prepare, tokens
from espoir.cores.likeness.packaged import sections, words

KINDS = st.sampled_from(list(Kind))
ANYTHING = st.text(max_size=60)
FIRST = st.sampled_from([*sections("given_french.txt")["men"], *sections("given_french.txt")["women"]])
LAST = st.sampled_from(words("surnames_quebec.txt"))
BOUND = 0.5  # seconds, on a busy machine; a clue is cut long before


def person(said):
    return prepare(Clue(Kind.PERSON, said))


@settings(max_examples=150, deadline=None)
@given(kind=KINDS, left=ANYTHING, right=ANYTHING)
def test_nothing_typed_is_an_error_and_either_may_come_first(kind, left, right):
    a, b = prepare(Clue(kind, left)), prepare(Clue(kind, right))
    said = compare(a, b)
    assert said == compare(b, a)
    assert 0 <= said.value <= 1
    assert not (said.same or said.points) or keys(a) & keys(b)
    assert len(tokens(a).strong) <= 350


@settings(max_examples=100, deadline=None)
@given(left=FIRST, right=FIRST, surname=LAST, other=LAST)
def test_either_name_may_come_first(left, right, surname, other):
    a, b = person(f"{left} {surname}"), person(f"{right} {other}")
    assert compare(a, b) == compare(b, a)


@settings(max_examples=100, deadline=None)
@given(first=FIRST, surname=LAST)
def test_accents_case_order_and_spaces_change_nothing(first, surname):
    name = person(f"{first} {surname}")
    bare = "".join(c for c in unicodedata.normalize("NFD", f"{first} {surname}") if not unicodedata.combining(c))
    for said in (f"{first} {surname}", bare, bare.upper(), f"  {first}   {surname.lower()} ", f"{surname}, {first}"):
        assert compare(name, person(said)).strength is Strength.STRONG, said


@settings(max_examples=100, deadline=None)
@given(first=FIRST, other=FIRST, surname=LAST)
def test_a_first_name_alone_is_at_most_one_point(first, other, surname):
    for right in (first, other, f"{other} {surname}", f"{first} {surname}"):
        said = compare(person(first), person(right))
        assert (said.strength <= Strength.WEAK, said.points <= 1, said.same) == (True, True, False)
        assert not tokens(person(first)).strong


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("said", ["a", "ab ", "-", "1", "(", "Ж", "ا", "x1", "a.", "#1 ", "'", "𝓐"])
def test_ten_thousand_letters_take_no_longer(kind, said):
    long = said * (10_000 // len(said))

    def work():
        clue = prepare(Clue(kind, long))
        tokens(clue)
        compare(clue, prepare(Clue(kind, long[1:])))

    prepare(Clue(kind, "Jean Roy"))  # the lists are read once
    assert timeit(work, number=1) < BOUND
