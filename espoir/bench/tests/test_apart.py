"""The bench of keeping apart: the same seed gives the same people, and the thief’s attack is known to work."""

from __future__ import annotations

from random import Random

import pytest

from espoir.apart import keeper
from espoir.apart.keeper import Mode as KeptAs
from espoir.apart.keeper import Someone
from espoir.bench import apart, apart_answers, apart_pages, attack
from espoir.bench.population import Shape, population, same_circle_pairs
from espoir.bench.population_noise import Noise, Writer
from espoir.bench.population_score import Mode, Truth, figures, filled, held_by_plainer_ways, held_by_rules, interval
from espoir.cores.likeness import Kind
from espoir.cores.likeness.circles import Purpose
from espoir.pairing import queries


@pytest.fixture
def small():
    return population(7, Shape(8, 60))


def test_the_same_seed_gives_the_same_people(small):
    again = population(7, Shape(8, 60))
    assert small.survivors == again.survivors
    assert small.survivors != population(8, Shape(8, 60)).survivors


def test_people_write_as_the_study_says():
    people = population(0).survivors
    lines = [each for someone in people for each in someone.written]
    assert 3.4 <= len(lines) / len(people) <= 3.9
    assert 0.38 <= sum(each.what == "name" for each in lines) / len(lines) <= 0.48
    names = [each.clue.words.casefold() for each in lines if each.what == "name"]
    assert len(set(names)) > 0.6 * len(names)  # the same man is seldom written the same way twice
    shared = [bool(one.things & other.things) for one, other in same_circle_pairs(people)]
    assert 0.4 < sum(shared) / len(shared) < 0.75  # the rest wrote about different things: no rule can see them


def test_without_noise_everyone_writes_the_same():
    nothing = Noise(**dict.fromkeys(Noise.__dataclass_fields__, 0.0))
    writer = Writer(Random(1), nothing)
    assert {writer.full_name("Marc", "Roy", "Ace") for _time in range(50)} == {"Marc Roy"}


def test_more_is_held_for_two_than_for_a_group_and_more_than_by_exact_match(small):
    held = held_by_rules(small, Mode.SEALED)
    assert held["direct strong clues only"] <= held["circles without points"] <= held["group"] <= held["pair"]
    truth = Truth.of(small.survivors)
    ours, exact = truth.figures(held["pair"]), truth.figures(held_by_plainer_ways(small)["exact match"])
    assert ours["discoverable"] > exact["discoverable"]


def test_an_interval_is_wide_where_there_are_few_runs():
    low, high = interval([0.1, 0.2, 0.3])
    assert (round(low, 3), round(high, 3)) == (-0.048, 0.448)


def test_a_population_is_kept_apart_as_well_as_we_say():
    """One population, and room for its luck; the figures with their intervals are in docs/protection.md."""
    found = figures([1], [Mode.SEALED], Shape(24, 200))
    two, group = (found["rules"][f"{rule}, sealed"] for rule in ("pair", "group"))
    assert two["discoverable"]["mean"] >= 0.88
    assert two["false_holds"]["mean"] <= 0.035
    assert group["false_holds"]["mean"] <= 0.01
    assert found["beside"]["exact match"]["discoverable"]["mean"] < 0.5


def test_tokens_in_a_bare_table_are_read_and_a_stolen_file_is_not(settings, tmp_path):
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    found = apart.stolen(records=150, public=2_000)
    keeper.close()
    beside = found["beside"]["letter_pairs_under_a_key"]
    assert beside["share_of_300_commonest_tokens"] > 0.5
    assert beside["share_of_names_read"] > 0.3
    file = found["keeper_file"]
    assert (file["names_read"], file["names_in_clear"], file["tokens_that_occur_twice"], file["sizes"]) == (0, 0, 0, 1)
    assert file["blocks"] >= 150


def test_the_same_name_kept_by_two_people_shares_no_byte_in_the_file(settings, tmp_path):
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    for person in ("kim", "lee"):
        someone = Someone(person, "here", "Kim")
        keeper.write(someone, kind=Kind.PERSON, words="Kevin Tremblay", mode=KeptAs.TOKENS)
    keeper.close()
    blocks = [block for _slot, block in attack.blocks_of(keeper.store_path())]
    pieces = [{block[at : at + 8] for at in range(len(block) - 7)} for block in blocks]
    assert len(blocks) >= 2
    assert not set.intersection(*pieces)


def test_a_recheck_says_what_a_person_costs(monkeypatch):
    monkeypatch.setattr(apart, "AN_ORGANISATION", 60)
    found = apart.recheck(130)
    assert (found["people"], found["organizations"]) == (130, 3)
    assert found["a_person_ms"] > 0
    assert found["in_one_organization"]["people"] == 130


def test_the_keeper_is_asked_as_the_circles_answer(settings, tmp_path, small):
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    apart_answers.fill(small)
    circles = filled(small, Mode.SEALED)
    seeker, *others = [Someone(each.id, apart_answers.PLACE, each.chosen_name) for each in small.survivors[:13]]
    offered = keeper.offerable(seeker, others)
    keeper.close()
    kept_apart = circles.apart(seeker.id, [other.id for other in others], Purpose.PAIR)
    assert set(offered) == {other.id for other in others} - kept_apart


def test_a_difference_of_medians_knows_how_sure_it_is():
    same = apart_answers.difference([10.0, 11.0, 12.0] * 20, [10.0, 11.0, 12.0] * 20)
    assert same["median"] == 0
    low, high = apart_answers.difference([20.0, 21.0, 22.0] * 20, [10.0, 11.0, 12.0] * 20)["interval"]
    assert 8 < low <= 10 <= high < 12


def test_the_page_of_offers_is_the_same_whyever_someone_is_missing(settings, tmp_path, db, monkeypatch):
    """Lived in each world and undone: what is timed are the same pages."""
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    pages = {}
    monkeypatch.setattr(apart_pages, "call_command", lambda *words, **named: None)
    monkeypatch.setattr(apart_pages, "PEERS", 30)
    organisation, peer = apart_pages.a_small_organisation()
    missing = apart_pages.first_card(organisation, peer)
    for name, world in apart_pages.WORLDS.items():
        with apart_pages.undone():
            apart_pages.live(world, organisation, peer, missing)
            request = queries.request_of(peer)
            pages[name] = {offer.supporter_id for offer in queries.cards_of(request)}
    keeper.close()
    assert missing.pk not in pages["away"]
    assert len({frozenset(cards) for cards in pages.values()}) == 1
