from espoir.cores.likeness import Clue, Kind, Strength, compare, keys, prepare, tokens, years_overlap


def same(left, right, kind=Kind.PERSON):
    return compare(prepare(Clue(kind, left)), prepare(Clue(kind, right)))


def test_a_whole_name_is_strong_and_a_first_name_is_one_weak_point():
    assert same("Réjean Désilets", "DESILETS, REJEAN").strength is Strength.STRONG
    first = same("Réjean", "Rejean")
    assert (first.same, first.strength, first.points) == (False, Strength.WEAK, 1)


def test_clues_of_different_kinds_are_never_alike():
    a, b = prepare(Clue(Kind.PHONE, "514 555-0142")), prepare(Clue(Kind.HANDLE, "5145550142"))
    assert compare(a, b).points == 0
    assert not keys(a) & keys(b)
    assert not tokens(a).strong & tokens(b).strong


def test_periods_meet_or_do_not_or_are_unknown():
    assert years_overlap(2018, 2020, 2020, None) is True
    assert years_overlap(2010, 2012, 2016, 2018) is False
    assert years_overlap(None, None, 2016, 2018) is None
