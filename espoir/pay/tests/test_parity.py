"""What the arithmetic promises: whole cents, equal terms without a gap, nothing hidden by rounding."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.pay import parity
from espoir.pay.codes import Benefit, Gap
from espoir.pay.parity import Pay
from espoir.pay.rules import stands_out

BENEFITS = st.frozensets(st.sampled_from(Benefit.values))
CENTS, HOURS, DAYS = st.integers(0, 20_000_000), st.integers(1, 4000), st.integers(0, 366)
PAYS = st.builds(Pay, CENTS, st.sampled_from([parity.HOUR, parity.YEAR]), HOURS, BENEFITS, DAYS, DAYS)


def test_a_case_counted_by_hand():
    hers, theirs = Pay(2200, "hour", 900), Pay(5_187_000, "year", 1820)  # 51,870 $ for 1,820 hours: 28.50 $ an hour
    assert parity.hourly_cents(theirs) == 2850
    assert parity.hourly_gap(hers, theirs) == 650
    assert parity.yearly_gap(hers, theirs) == 585_000
    assert parity.worth_of(90, theirs) == 4275


@given(PAYS)
def test_equal_terms_have_no_gap(pay):
    assert parity.hourly_gap(pay, pay) == parity.yearly_gap(pay, pay) == 0
    assert not parity.benefits_missing(pay, pay)
    assert parity.days_missing(pay, pay) == (0, 0)


@given(PAYS, PAYS)
def test_seen_from_the_other_side_the_hour_is_the_opposite(hers, theirs):
    assert parity.hourly_gap(hers, theirs) == -parity.hourly_gap(theirs, hers)


@given(CENTS, HOURS)
def test_by_the_hour_or_by_the_year_the_same_pay_is_the_same(cents, hours):
    by_hour, by_year = Pay(cents, "hour", hours), Pay(cents * hours, "year", hours)
    assert parity.hourly_gap(by_hour, by_year) == parity.yearly_gap(by_hour, by_year) == 0
    assert parity.hourly_cents(by_year) == cents


@given(st.integers(0, 100_000), st.integers(0, 100_000), HOURS, HOURS, st.integers(1, 9))
def test_twice_the_money_is_twice_the_gap(hers, theirs, my_hours, their_hours, times):
    once = parity.yearly_gap(Pay(hers, "hour", my_hours), Pay(theirs, "hour", their_hours))
    assert (
        parity.yearly_gap(Pay(hers * times, "hour", my_hours), Pay(theirs * times, "hour", their_hours)) == times * once
    )


@given(PAYS, PAYS, st.integers(0, 10_000))
def test_more_for_the_other_role_never_makes_the_gap_smaller(hers, theirs, more):
    richer = Pay(theirs.cents + more, theirs.basis, theirs.hours)
    assert parity.hourly_gap(hers, richer) >= parity.hourly_gap(hers, theirs)
    assert parity.yearly_gap(hers, richer) >= parity.yearly_gap(hers, theirs)


@given(PAYS, PAYS)
def test_rounding_never_hides_a_cent(hers, theirs):
    exact = parity.yearly_cents(theirs) * hers.hours - parity.yearly_cents(hers) * theirs.hours
    for gap, by in (
        (parity.hourly_gap(hers, theirs), hers.hours * theirs.hours),
        (parity.yearly_gap(hers, theirs), theirs.hours),
    ):
        assert (gap > 0) == (exact > 0)
        assert (gap < 0) == (exact < 0)
        assert abs(exact) <= abs(gap) * by < abs(exact) + by


@given(st.integers(0, 100_000), PAYS)
def test_unpaid_time_is_worth_no_less_than_its_exact_value(minutes, pay):
    exact, by = minutes * parity.yearly_cents(pay), 60 * pay.hours
    assert exact <= parity.worth_of(minutes, pay) * by < exact + by


@given(PAYS, PAYS)
def test_what_is_missing_is_what_she_lacks(hers, theirs):
    missing = parity.benefits_missing(hers, theirs)
    assert missing <= theirs.benefits
    assert not missing & hers.benefits
    assert all(days >= 0 for days in parity.days_missing(hers, theirs))


@given(PAYS, PAYS)
def test_everything_is_a_whole_number(hers, theirs):
    figures = (parity.hourly_gap(hers, theirs), parity.yearly_gap(hers, theirs), parity.hourly_cents(hers))
    assert {type(figure) for figure in figures} == {int}


def test_there_is_no_fraction_in_the_arithmetic():
    tree = ast.parse(Path(parity.__file__).read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    assert not [node for node in nodes if isinstance(node, ast.Div)]
    assert not [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert not [node for node in nodes if isinstance(node, ast.Name) and node.id in {"float", "round"}]


@pytest.mark.parametrize("wrong", [(-1, "hour", 1), (1, "month", 1), (1, "hour", 0)])
def test_a_pay_that_cannot_be_is_refused(wrong):
    with pytest.raises(parity.NotAPay):
        Pay(*wrong)


def test_what_stands_out():
    theirs = Pay(2850, "hour", 1820, frozenset({"health"}), 10, 20)
    assert stands_out(Pay(0, "hour", 100), theirs) == [Gap.UNPAID, Gap.MONEY, Gap.BENEFITS, Gap.DAYS]
    assert stands_out(theirs, theirs) == []
    assert stands_out(theirs, None, ["notes"]) == [Gap.HOURS]
    assert stands_out(None, theirs) == []
