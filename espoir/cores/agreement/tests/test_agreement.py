# mypy: disable-error-code="index,operator"
"""Alpha as published, and what must hold of any codings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.agreement import Undefined, agreement, seeded

NO: None = None
KRIPPENDORFF_2011 = [  # section C: four observers, twelve units; the last one was seen by one observer only
    (1, 1, NO, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (NO, 5, 5, 5), (NO, NO, 1, 1), (NO, NO, 3, NO),
]  # fmt: skip
CODINGS = st.lists(st.lists(st.sampled_from([None, "a", "b", "c"]), min_size=3, max_size=3), max_size=30)


def test_the_published_example_gives_what_was_published():
    found = agreement(KRIPPENDORFF_2011)
    assert round(found.alpha, 3) == 0.743
    assert (found.units, found.left_out, found.coders, found.values) == (11, 1, 4, 40)
    assert found.agreement == 43 / 55  # pairs of values, by hand
    assert found.interval[0] < found.alpha < found.interval[1] <= 1


def test_two_observers_and_two_values_as_published():
    # section A: ten units, 14 zeros and 6 ones, four of ten differ
    found = agreement(zip((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0), strict=True))
    assert (round(found.alpha, 3), found.agreement) == (0.095, 0.6)


@pytest.mark.parametrize("coders", [2, 3])
@pytest.mark.parametrize("values", [2, 3, 5])
def test_people_who_code_at_random_agree_as_chance_has_them(coders, values):
    chance = seeded(values * coders)
    found = agreement([[int(chance() * values) for _ in range(coders)] for _ in range(3000)])
    assert abs(found.alpha) < 0.1
    assert found.interval[0] < 0.05


def test_what_cannot_be_known_is_said():
    assert agreement([]).undefined is Undefined.ONE_CODER
    assert agreement([("a", None), ("b", None)]).undefined is Undefined.ONE_CODER
    assert agreement([("a", None), (None, "b")]).undefined is Undefined.NOTHING_IN_COMMON
    same = agreement([("a", "a")] * 5)
    assert (same.alpha, same.agreement, same.interval, same.undefined) == (None, 1.0, None, Undefined.ONE_VALUE)


def test_the_same_codings_give_the_same_interval():
    assert agreement(KRIPPENDORFF_2011) == agreement(KRIPPENDORFF_2011)
    assert agreement(KRIPPENDORFF_2011, chance=seeded(1)).interval != agreement(KRIPPENDORFF_2011).interval


def test_many_units_take_no_longer_than_a_breath_and_narrow_the_interval():
    few, many = agreement(KRIPPENDORFF_2011), agreement(KRIPPENDORFF_2011 * 4500)
    assert many.interval[1] - many.interval[0] < (few.interval[1] - few.interval[0]) / 10
    assert many.interval[0] < many.alpha < many.interval[1]


@given(CODINGS)
def test_neither_the_order_of_units_nor_of_coders_nor_the_names_of_values_matter(rows):
    once = agreement(rows, resamples=0)
    renamed = [[value and value.upper() * 2 for value in reversed(row)] for row in reversed(rows)]
    again = agreement(renamed, resamples=0)
    assert once.alpha == pytest.approx(again.alpha)
    assert (once.agreement, once.undefined) == (again.agreement, again.undefined)


@given(CODINGS)
def test_alpha_is_one_only_when_all_agree(rows):
    found = agreement(rows, resamples=0)
    assert (found.alpha is None) == (found.undefined is not None)
    if found.alpha is not None:
        assert found.alpha <= 1
        assert (found.alpha == 1) == (found.agreement == 1)
