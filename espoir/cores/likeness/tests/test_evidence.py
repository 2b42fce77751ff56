"""What two people's clues weigh together."""

from __future__ import annotations

from espoir.cores.likeness import Clue, Kind, prepare
from espoir.cores.likeness.evidence import Evidence, evidence


def of(kind, words, *years):
    return prepare(Clue(kind, words, *years))


THEN, LATER = (2005, 2006), (2018, 2019)


def test_one_clue_counts_once_however_many_it_touches():
    lulu = [of(Kind.PLACE, "Bar Chez Lulu"), of(Kind.PLACE, "bar chez lulu"), of(Kind.PHONE, "514 555-0132", *THEN)]
    assert evidence(lulu, [of(Kind.PLACE, "Bar Chez Lulu"), of(Kind.PHONE, "514 555-0199", *LATER)]).points == 2
    assert evidence(lulu, [lulu[0], lulu[1], of(Kind.PHONE, "514 555-0199", *LATER)]).points == 4


def test_a_point_for_the_years_unless_both_gave_some_and_they_are_apart():
    boss = of(Kind.PERSON, "Ti-Loup")
    assert evidence([boss], [boss]) == Evidence(points=3)
    assert evidence([of(Kind.PERSON, "Ti-Loup", 2012, 2014)], [boss]) == Evidence(points=3)
    assert evidence([of(Kind.PERSON, "Ti-Loup", *THEN)], [of(Kind.PERSON, "Ti-Loup", *LATER)]) == Evidence(points=2)
    one, other = [of(Kind.PLACE, "Bar Chez Lulu", 2012, 2014)], [of(Kind.PLACE, "bar chez lulu", 2013)]
    assert evidence(one, other) == Evidence(points=3)


def test_years_in_common_are_nothing_by_themselves():
    assert evidence([of(Kind.PLACE, "Bar Chez Lulu", *THEN)], [of(Kind.PLACE, "Motel Soleil", *THEN)]) == Evidence()


def test_a_place_at_other_years_says_nothing():
    one, other = [of(Kind.PLACE, "Bar Chez Lulu", 2005, 2006)], [of(Kind.PLACE, "bar chez lulu", 2018, 2019)]
    assert evidence(one, other) == Evidence()


def test_nothing_beside_nothing_is_nothing():
    assert evidence([], []) == evidence([of(Kind.PHONE, "514 555-0132")], []) == Evidence()


def test_two_people_with_the_same_nickname_in_their_full_names_are_no_strong_link():
    mike, other = of(Kind.PERSON, "Yves “Big Mike” Rensin"), of(Kind.PERSON, "Hung “Big Mike” Lee")
    assert evidence([mike], [other]) == Evidence(points=3)
