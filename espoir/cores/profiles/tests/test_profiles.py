from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.profiles import Fault, Stated, Trait, check, profile

# What the annex of the report prints: facts, in a form of our own.
KINDS = Stated("kind", 44, {"providers": 20, "peers": 24})
OF_PROVIDERS = Stated("way", 20, {"interview": 11, "written": 9}, among=("kind", "providers"))
OF_PEERS = Stated("way", 24, {"written": 23}, complete=False, among=("kind", "peers"))
TYPES = {"a": 13, "health": 13, "b": 4, "c": 4, "d": 4, "e": 2}
REGIONS = ["est", "ouest", "nord"]
rows_of = st.lists(
    st.fixed_dictionaries({"region": st.sampled_from(REGIONS), "way": st.sampled_from(["a", "b"])}), max_size=60
)


def faults(*tables, **more):
    return [(each.table, each.fault) for each in check(tables, **more)]


def test_the_annex_adds_up_to_41_for_34_and_leaves_one_person_and_both_are_refused():
    sums, rest = check([Stated("type", 34, TYPES | {"f": 1}), KINDS, OF_PROVIDERS, OF_PEERS])[:2]
    assert (sums.table, sums.fault, sums.figures["sum"]) == ("type", Fault.SUM, 41)
    assert sums.reason == (
        "The numbers add up to 41, and the table is about 34."
        " If people could give several answers, say so; otherwise a number is wrong."
    )
    assert (rest.table, rest.fault, rest.figures["rest"]) == ("way (kind: peers)", Fault.REST, 1)
    assert rest.reason == "24 people less the numbers shown leaves one person: anyone can subtract, and may know who."


def test_with_six_for_health_the_sum_is_right_and_the_single_organization_is_still_refused():
    assert faults(Stated("type", 34, TYPES | {"health": 6, "f": 1})) == [("type", Fault.ONE)]
    assert faults(Stated("type", 34, TYPES | {"health": 6, "e": 3})) == []


def test_one_table_less_another_is_read_too():
    everyone = Stated("way", 44, {"interview": 12, "written": 32})
    assert faults(everyone, KINDS, OF_PROVIDERS) == [("way", Fault.BETWEEN)]
    assert faults(everyone, KINDS, Stated("way", 20, {"interview": 13, "written": 7}, among=("kind", "providers"))) == [
        ("way", Fault.SUM)
    ]
    assert faults(KINDS, Stated("way", 21, {"written": 21}, among=("kind", "providers"))) == [
        ("way (kind: providers)", Fault.WHOLE)
    ]


def test_a_number_kept_back_alone_is_found_by_subtraction():
    assert faults(Stated("way", 24, {"written": 23, "interview": None})) == [("way", Fault.ALONE)]
    assert faults(Stated("way", 24, {"written": 14, "interview": None, "call": None})) == []


def test_several_answers_are_declared_and_all_but_one_is_still_someone():
    assert faults(Stated("work", 24, {"group": 20, "street": 15}, several=True)) == []
    assert faults(Stated("work", 24, {"group": 23, "street": 15}, several=True)) == [("work", Fault.REST)]
    assert faults(Stated("work", 24, {"group": 25}, several=True)) == [("work", Fault.SUM)]


@given(rows_of)
def test_every_table_counts_everyone_and_no_table_shown_points_at_one_person(rows):
    found = profile(rows, [Trait("region", hoped=("est", "sud")), Trait("way")], by=Trait("region"))
    for table in found.tables:
        assert sum(table.parts.values()) == table.of
        assert 1 not in table.parts.values()
    assert found.missing["region"] == tuple(
        name for name in ("est", "sud") if name not in {row["region"] for row in rows}
    )
    assert {each.table for each in found.refused} & {table.name for table in found.tables} == set()


@given(rows_of)
def test_what_the_caller_keeps_back_is_not_in_the_table(rows):
    def tens(_everyone, who):
        return [answer for answer, people in who.items() if len(people) >= 10]

    found = profile(rows, [Trait("region"), Trait("way")], protect=tens)
    for table in found.tables:
        assert all(count is None or count >= 10 for count in table.parts.values())
        assert list(table.parts.values()).count(None) != 1


def test_least_is_never_one():
    with pytest.raises(ValueError, match="two or more"):
        check([KINDS], least=1)
