"""Several rounds of the same question: what can be worked out by comparing them."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.disclosure import atoms, may_follow

BELOW = 10


def people(first: int, last: int) -> frozenset[str]:
    return frozenset(str(number) for number in range(first, last))


# Blocks of people who come and go together make both answers likely.
BLOCKS = [people(start, start + size) for start, size in ((0, 12), (20, 10), (40, 3), (60, 11), (80, 1))]
ROUNDS = st.lists(st.sets(st.sampled_from(range(len(BLOCKS)))).map(lambda chosen: union(chosen)), max_size=4)


def union(chosen) -> frozenset[str]:
    return frozenset().union(*(BLOCKS[each] for each in chosen))


def published_of(rounds):
    """What the rule lets out, round after round."""
    out: list[frozenset[str]] = []
    for each in rounds:
        if may_follow(each, out, below=BELOW):
            out.append(each)
    return out


@given(ROUNDS)
def test_no_sum_and_no_difference_of_rounds_is_about_fewer_people_than_the_threshold(rounds):
    out = published_of(rounds)

    for weights in product((-1, 0, 1), repeat=len(out)):
        weighed: dict[int, int] = {}
        for person in frozenset().union(*out):
            weight = sum(by for by, group in zip(weights, out, strict=True) if person in group)
            weighed[weight] = weighed.get(weight, 0) + 1
        assert all(number >= BELOW for weight, number in weighed.items() if weight)


@given(ROUNDS)
def test_atoms_share_out_everyone_once(rounds):
    parts = atoms(rounds)

    assert sum(map(len, parts)) == len(frozenset().union(*rounds))
    assert all(part <= group or not part & group for part in parts for group in rounds)


def test_a_round_of_nine_is_withheld_and_one_of_ten_is_not():
    assert not may_follow(people(0, 9), [], below=BELOW)
    assert may_follow(people(0, 10), [], below=BELOW)
    assert not may_follow(frozenset(), [], below=BELOW)


def test_the_thirteenth_would_be_told_from_the_twelve():
    assert not may_follow(people(0, 13), [people(0, 12)], below=BELOW)
    assert not may_follow(people(0, 12), [people(0, 13)], below=BELOW)  # who left
    assert not may_follow(people(1, 13), [people(0, 12)], below=BELOW)  # one for another
    assert may_follow(people(0, 12), [people(0, 12)], below=BELOW)
    assert may_follow(people(0, 24), [people(0, 12)], below=BELOW)
    assert not may_follow(people(0, 23) | people(30, 40), [people(0, 12), people(0, 23)], below=12)
