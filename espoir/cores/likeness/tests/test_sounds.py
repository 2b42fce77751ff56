from itertools import combinations

import pytest

from espoir.cores.likeness.letters import folded
from espoir.cores.likeness.sounds import as_in_china, by_ear, consonants, fonem


@pytest.mark.parametrize(
    ("spelled", "code"),
    [
        ("gauthier gautier gothier", "GOTIER"),
        ("thibault thibeault", "TIBO"),
        ("hebert ebert", "EBER"),
        ("tremblay tremble", "TRENBLE"),
    ],
)
def test_fonem_says_what_its_authors_published(spelled, code):
    assert {fonem(word) for word in spelled.split()} == {code}


@pytest.mark.parametrize("spelled", ["leclerc leclair", "charest charette", "martin martel", "gagnon gagne"])
def test_fonem_tells_families_apart(spelled):
    assert len({fonem(word) for word in spelled.split()}) == 2


@pytest.mark.parametrize("spelled", ["michaud micho michaux", "fontaine fontene", "desir dezir", "derocher derochers"])
def test_what_was_only_heard_is_found(spelled):
    for one, other in combinations(spelled.split(), 2):
        assert by_ear(one) & by_ear(other)


def test_two_romanisations_of_mandarin_meet():
    assert as_in_china("zhiqiang") == as_in_china("chihchiang")
    assert as_in_china("tremblay") == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Сергей", "sergey"),
        ("Γιώργος", "giorgos"),
        ("Đặng", "dang"),
        ("김민", "gimmin"),
        ("ᐱᑕ", "pita"),
        ("Œuf", "oeuf"),
    ],
)
def test_other_writings_are_read(written, read):
    assert folded(written) == read


def test_arabic_leaves_vowels_out_and_so_do_its_consonants():
    assert consonants(folded("محمد")) == consonants("mohamed") == consonants("muhammad")
