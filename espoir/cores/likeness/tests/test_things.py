"""Places, handles, phones and vehicles: batches of pairs, each measured before anything was tuned on it."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from timeit import timeit

import pytest

from espoir.cores.likeness import Clue, Kind, compare, keys, prepare

BATCHES = sorted((Path(__file__).parent / "pairs").glob("things_*.csv"))
RECALL, WORST, HARD, RANDOM = 0.97, 0.85, 0.05, 0.002
COMPARING = 60e-6  # seconds, on a busy machine; 15 µs at rest


def rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def both(row):
    return tuple(prepare(Clue(Kind(row["kind"]), row[side])) for side in ("left", "right"))


def verdicts(path, same):
    found = defaultdict(list)
    for row in rows(path):
        if row["same"] == same:
            found[row["variant"]].append(compare(*both(row)).same)
    return found


def share(found):
    all_of_them = [verdict for each in found.values() for verdict in each]
    return sum(all_of_them) / len(all_of_them)


def test_the_batches_are_there():
    assert len(BATCHES) >= 2
    assert {row["kind"] for path in BATCHES for row in rows(path)} == {"place", "handle", "phone", "vehicle"}


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_the_same_thing_is_found_however_it_is_written(path):
    found = verdicts(path, "1")
    assert share(found) >= RECALL
    assert {variant for variant, each in found.items() if sum(each) / len(each) < WORST} == set()


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_things_that_look_alike_stay_two(path):
    assert share(verdicts(path, "0")) <= HARD


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_either_may_come_first_and_what_is_alike_shares_a_key(path):
    for row in rows(path):
        a, b = both(row)
        said = compare(a, b)
        assert said == compare(b, a), row
        assert not (said.same or said.points) or keys(a) & keys(b), row


def test_places_drawn_at_random_are_hardly_ever_taken_for_one():
    clues = {both(row)[0] for path in BATCHES for row in rows(path) if row["kind"] == "place" and row["same"] == "0"}
    tried = list(combinations(clues, 2))
    false = [pair for pair in tried if compare(*pair).same]
    assert len(false) <= max(RANDOM * len(tried), 1), false


def test_comparing_costs_little():
    clues = [both(row)[0] for row in rows(BATCHES[0])]
    tried = [(a, b) for a, b in combinations(clues, 2) if a.kind is b.kind]
    assert timeit(lambda: [compare(a, b) for a, b in tried], number=1) / len(tried) < COMPARING


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hôtel Bel-Air", "hotel belair"),
        ("Econo Lodge Gatineau", "econolodge gatineau"),
        ("the Starlite Motel, Oshawa", "Starlight Motel Oshawa"),
        ("Motel Pierrefonds", "motel pierfond"),
        ("5520 ch. de la Côte-des-Neiges", "5520 chemin Cote des Neiges"),
        ("742, 12e Avenue, Québec", "742 12eme ave quebec"),
        ("1180 autoroute 440 Laval", "1180 aut. 440, Laval"),
    ],
)
def test_places_that_were_once_missed(left, right):
    assert compare(*(prepare(Clue(Kind.PLACE, words)) for words in (left, right))).same


def test_an_avenue_is_no_street():
    assert not compare(*(prepare(Clue(Kind.PLACE, words)) for words in ("742 12e Avenue", "742 12e Rue"))).same


def test_a_plate_is_read_beside_a_model():
    said = (Clue(Kind.VEHICLE, words) for words in ("Mazda 3 bleue plaque N58 GTH", "n58gth mazda3"))
    assert compare(*map(prepare, said)).same
