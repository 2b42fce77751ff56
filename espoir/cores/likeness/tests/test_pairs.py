"""The hand-made pairs, variant by variant. They served to tune the rules, so that they flatter them."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from espoir.cores.likeness import Clue, Kind, Strength, compare, keys, prepare, tokens
from espoir.cores.likeness.tests.draw import pairs, people

PAIRS = Path(__file__).parent / "pairs"
RECALL, WORST, TOKEN_RECALL = 0.97, 0.85, 0.9
FALSE_RATE = 0.0005
LOOK_ALIKE = 0.07  # of people chosen because their names differ by a letter


def rows():
    return [
        row
        for path in sorted(PAIRS.glob("*.csv"))
        if not path.name.startswith(("things_", "report"))  # see test_things, test_report
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def both(row):
    return tuple(prepare(Clue(Kind(row["kind"]), row[side])) for side in ("left", "right"))


def found_by(judge, same):
    found = defaultdict(list)
    for row in rows():
        if row["same"] == same:
            found[row["variant"]].append(judge(*both(row)))
    return found


def share(found):
    verdicts = [verdict for each in found.values() for verdict in each]
    return sum(verdicts) / len(verdicts)


def is_same(a, b):
    return compare(a, b).same


def meet(a, b):
    mine, hers = tokens(a), tokens(b)
    return bool(mine.strong & hers.strong) or any(token[0] in "23" for token in mine.weak & hers.weak)


def test_the_pairs_are_many_and_of_many_variants():
    same, different = found_by(is_same, "1"), found_by(is_same, "0")
    assert sum(map(len, same.values())) >= 300
    assert len(same) >= 14
    assert sum(map(len, different.values())) >= 150


def test_the_same_person_is_found_in_every_variant():
    found = found_by(is_same, "1")
    assert share(found) >= RECALL
    assert {variant for variant, verdicts in found.items() if sum(verdicts) / len(verdicts) < WORST} == set()


def test_people_who_look_alike_stay_two():
    assert share(found_by(is_same, "0")) <= LOOK_ALIKE


def test_clues_kept_as_digests_still_meet():
    assert share(found_by(meet, "1")) >= TOKEN_RECALL


def test_no_clue_needs_more_than_350_strong_tokens():
    assert max(len(tokens(clue).strong) for row in rows() for clue in both(row)) <= 350


@pytest.mark.parametrize("same", ["0", "1"])
def test_whatever_is_alike_shares_a_blocking_key(same):
    for row in rows():
        a, b = both(row)
        said = compare(a, b)
        assert said == compare(b, a), row
        assert not (said.same or said.points) or keys(a) & keys(b), row


def test_people_drawn_at_random_are_hardly_ever_taken_for_one():
    names = people(3_000)
    clues = [prepare(Clue(Kind.PERSON, name)) for name in names]
    tried = [(i, j) for i, j in pairs(100_000, len(names)) if names[i] != names[j]]
    false = [(names[i], names[j]) for i, j in tried if compare(clues[i], clues[j]).same]
    assert len(tried) > 99_000
    assert len(false) <= FALSE_RATE * len(tried), false


@pytest.mark.parametrize("name", ["Kevin", "Jean-François", "JF", "Mohamed", "Marie Claude", "tremblay", "Kevin B."])
def test_a_first_name_alone_is_never_strong(name):
    for other in ("Kevin", "Kevin Bouchard", "Jean-François Roy", "Mohamed Ali", "Marie-Claude Roy", "Luc Tremblay"):
        assert compare(*(prepare(Clue(Kind.PERSON, words)) for words in (name, other))).strength < Strength.STRONG
