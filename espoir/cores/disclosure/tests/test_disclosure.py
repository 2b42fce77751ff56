from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.disclosure import Cell, Table, outsider, shown

PEOPLE = [f"person {n}" for n in range(30)]


def crowd(n, start=0):
    return frozenset(PEOPLE[start : start + n])


def by_month(*months):
    """A series of (count, people) and its total."""
    cells = tuple(Cell(f"month {n}", count, people) for n, (count, people) in enumerate(months))
    everyone = frozenset().union(*(cell.people for cell in cells))
    return Table(Cell("total", sum(cell.count for cell in cells), everyone), (cells,))


@st.composite
def tables(draw):
    """Referrals, each of one person, one service and one outcome, counted both ways."""
    services, outcomes = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    one = st.tuples(st.sampled_from(PEOPLE), st.integers(0, services - 1), st.integers(0, outcomes - 1))
    rows = draw(st.lists(one, max_size=90))

    def cell(name, mine):
        return Cell(name, len(mine), frozenset(person for person, _, _ in mine))

    return Table(
        cell("total", rows),
        (
            tuple(cell(f"service {n}", [row for row in rows if row[1] == n]) for n in range(services)),
            tuple(cell(f"outcome {n}", [row for row in rows if row[2] == n]) for n in range(outcomes)),
        ),
    )


def published(table, names):
    every = (table.total, *(cell for split in table.splits for cell in split))
    return {cell.name: cell.count for cell in every if cell.name in names}


def test_a_month_with_few_people_is_withheld_and_so_is_the_total_that_would_give_it_away():
    table = by_month((31, crowd(14)), (28, crowd(12)), (6, crowd(4)), (41, crowd(18)))

    assert shown(table, below=10) == {"month 0", "month 1", "month 3"}


def test_two_quiet_months_with_enough_people_between_them_let_the_total_stand():
    table = by_month((31, crowd(14)), (9, crowd(6)), (8, crowd(6, start=6)))

    assert shown(table, below=10) == {"total", "month 0"}


def test_two_quiet_months_of_the_same_few_people_take_the_total_with_them():
    table = by_month((31, crowd(14)), (9, crowd(6)), (8, crowd(6)))

    assert shown(table, below=10) == {"month 0"}


def test_a_small_programme_shows_no_number_at_all():
    assert shown(by_month((31, crowd(5)), (28, crowd(4))), below=10) == frozenset()


def test_a_month_without_anyone_is_withheld_like_a_month_with_few():
    assert "month 1" not in shown(by_month((31, crowd(14)), (0, crowd(0))), below=10)


def test_a_second_table_that_adds_up_to_the_hidden_total_is_withheld_whole():
    services = (Cell("housing", 20, crowd(15)), Cell("health", 3, crowd(3)))
    outcomes = (Cell("accepted", 12, crowd(11)), Cell("done", 11, crowd(11, start=4)))

    assert shown(Table(Cell("total", 23, crowd(15)), (services, outcomes)), below=10) == {"housing"}


@given(tables(), st.integers(2, 12))
def test_behind_every_number_shown_stand_enough_people(table, below):
    names = shown(table, below=below)

    every = (table.total, *(cell for split in table.splits for cell in split))
    assert all(len(cell.people) >= below for cell in every if cell.name in names)


# EVAL-5
@given(tables(), st.integers(2, 12))
def test_an_outsider_who_adds_up_cannot_narrow_a_small_count_below_the_threshold(table, below):
    names = shown(table, below=below)

    guessed = outsider("total", [[cell.name for cell in split] for split in table.splits], published(table, names))

    for split in table.splits:
        for cell in split:
            if len(cell.people) < below:
                low, high = guessed[cell.name]
                assert low <= cell.count <= high
                assert high - low >= below


@given(tables(), st.integers(2, 12))
def test_what_is_left_of_a_shown_total_is_a_crowd_too(table, below):
    names = shown(table, below=below)
    if "total" in names:
        for split in table.splits:
            rest = [cell for cell in split if cell.name not in names]
            assert not rest or len(frozenset().union(*(cell.people for cell in rest))) >= below


def test_the_outsiders_interval_is_exact():
    """Against every table there is, with counts small enough to try them all."""
    most = 3
    for counts in product(range(most), repeat=3):
        for hidden in product([False, True], repeat=4):
            names: list[Hashable] = ["total", "a", "b", "c"]
            said: dict[Hashable, int] = {
                name: value for name, value, hide in zip(names, (sum(counts), *counts), hidden, strict=True) if not hide
            }
            worlds: list[dict[Hashable, int]] = [
                dict(zip(names, (sum(world), *world), strict=True))
                for world in product(range(2 * most + 1), repeat=3)
                if all(dict(zip(names, (sum(world), *world), strict=True))[name] == said[name] for name in said)
            ]
            for name, (low, high) in outsider("total", [["a", "b", "c"]], said).items():
                assert min(world[name] for world in worlds) == low
                assert high == float("inf") or max(world[name] for world in worlds) == high


def test_whoever_knows_the_rule_learns_no_more():
    """Every small series there is, grouped by what is published: a withheld count may still be one of many."""
    below, most, room = 2, 10, 4
    possible = defaultdict(list)
    for months in product(product(range(most), range(3)), repeat=3):
        counts = [count for count, _ in months]
        if sum(counts) < most and all((people == 0) == (count == 0) and people <= count for count, people in months):
            table = by_month(*((count, crowd(people, start=3 * n)) for n, (count, people) in enumerate(months)))
            possible[tuple(published(table, shown(table, below=below)).items())].append(counts)
    for said, worlds in possible.items():
        in_full = sum(count for name, count in said if name != "total") + room < most  # nothing larger was left out
        for n in range(3):
            if f"month {n}" not in dict(said) and in_full:
                assert max(world[n] for world in worlds) - min(world[n] for world in worlds) >= below
