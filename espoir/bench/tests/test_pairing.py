"""The bench of pairing measures what it says: proven plans, on lists that anyone can make again."""

from __future__ import annotations

import json

import numpy as np
import pytest

from espoir.bench import command, waiting_lists

KEYS = {
    "edges", "edges_s", "solve_s", "certificate_s", "checked", "beside", "ratio", "one_new_peer_ms_median",
    "one_new_peer_ms_p95", "memory_mb",
}  # fmt: skip


@pytest.mark.parametrize("more", [[], ["--scarce", "--others"]])
def test_the_figures_of_a_list(more, monkeypatch, capsys):
    monkeypatch.setattr("espoir.bench.pairing.NEWCOMERS", 5)
    monkeypatch.setattr("espoir.bench.pairing.ROUNDS", 1)
    assert command.run(["pairing", "--peers", "300", "--supporters", "90", "--json", *more]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer.keys() >= KEYS
    assert answer["checked"] is True
    assert answer["beside"]["ortools_min_cost_flow_s"] > 0
    assert answer["with_half_agreed"]["agreed_moved"] == 0
    if more:
        assert answer["beside"]["greedy_leaves_out"] >= 0


def test_the_same_seed_invents_the_same_list():
    first, again, other = (waiting_lists.invented(200, 60, seed) for seed in (1, 1, 2))
    assert (waiting_lists.edges_of(first).cost == waiting_lists.edges_of(again).cost).all()
    assert len(waiting_lists.edges_of(first)) != len(waiting_lists.edges_of(other))


def test_a_row_by_itself_is_the_row_of_the_whole():
    found = waiting_lists.invented(400, 700, 3)
    edges = waiting_lists.edges_of(found)
    for peer in (0, 57, 399):
        region = int(found.peers.region[peer])
        supporters, costs = waiting_lists.row_of(found, found.peers.of(slice(peer, peer + 1)), region)
        row = slice(int(edges.start[peer]), int(edges.start[peer + 1]))
        assert (edges.supporter[row] == supporters).all()
        assert (edges.cost[row] == costs).all()


def test_what_is_never_bent():
    found = waiting_lists.invented(400, 120, 5)
    edges = waiting_lists.edges_of(found)
    one, other = found.peers, found.supporters
    for peer, supporter in zip(edges.owners().tolist(), edges.supporter.tolist(), strict=True):
        assert one.region[peer] in (other.region[supporter], other.also[supporter])
        assert one.languages[peer] & other.languages[supporter]
        assert one.forms[peer] & other.forms[supporter]
        assert one.genders[peer] & other.genders[supporter]
        assert np.bitwise_count(one.hours[peer] & other.hours[supporter]) >= waiting_lists.ENOUGH_HOURS
