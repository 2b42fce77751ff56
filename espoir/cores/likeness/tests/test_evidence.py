"""What two people's clues weigh together."""

from __future__ import annotations

from espoir.cores.likeness import Clue, Kind, prepare
from espoir.cores.likeness.evidence import Evidence, evidence


def of(kind, words, *years):
    return prepare(Clue(kind, words, *years))


def test_one_clue_counts_once_however_many_it_touches():
    twice = [of(Kind.PLACE, "Bar Chez Lulu"), of(Kind.PLACE, "bar chez lulu")]
    assert evidence(twice, [of(Kind.PLACE, "Bar Chez Lulu")]) == Evidence(points=2)
    assert evidence(twice, twice) == Evidence(points=4)


def test_years_in_common_add_a_point_only_to_something_else():
    one, other = [of(Kind.PLACE, "Bar Chez Lulu", 2012, 2014)], [of(Kind.PLACE, "bar chez lulu", 2013)]
    assert evidence(one, other) == Evidence(points=3)
    assert evidence(one, [of(Kind.PLACE, "Motel Soleil", 2012, 2014)]) == Evidence()


def test_a_place_at_other_years_says_nothing():
    one, other = [of(Kind.PLACE, "Bar Chez Lulu", 2005, 2006)], [of(Kind.PLACE, "bar chez lulu", 2018, 2019)]
    assert evidence(one, other) == Evidence()


def test_nothing_beside_nothing_is_nothing():
    assert evidence([], []) == evidence([of(Kind.PHONE, "514 555-0132")], []) == Evidence()
