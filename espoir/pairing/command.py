"""`espoir pair PEERS SUPPORTERS`: the best whole plan for two lists on file. It keeps nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from espoir.console import BadUsage, Parser, Unreadable
from espoir.cores.assignment import BadProblem, Edges, Keys, Plan, Problem, costs_of_pairs, first_pair_everyone, solve
from espoir.pairing import file_reading, file_scoring
from espoir.pairing.file_reading import Peer, Supporter

DONE, UNREADABLE = 0, 2


def parser() -> Parser:
    what = Parser(
        prog="espoir pair",
        description="Who might support whom: the best whole plan for two lists, with its proof.",
        epilog=file_scoring.HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    of_peers = "id,languages,forms,region,days,wishes_gender,interests,waiting_days"
    of_supporters = "id,languages,forms,regions,days,gender,interests,capacity"
    what.add_argument("peers", metavar="PEERS", type=Path, help=f"CSV, UTF-8: {of_peers}; only id is needed")
    what.add_argument("supporters", metavar="SUPPORTERS", type=Path, help=f"CSV, UTF-8: {of_supporters}")
    what.add_argument("--apart", metavar="APART", type=Path, help="CSV: peer,supporter who must not be paired")
    what.add_argument("--costs", metavar="COSTS", type=Path, help="CSV: peer,supporter,cost, instead of our scoring")
    what.add_argument("--json", action="store_true", help="print one object, and nothing else")
    what.add_argument("--data", metavar="DIR", help="not used: no installation is touched")
    return what


def run(argv: list[str]) -> int:
    """Exit status: 0 planned, with or without people who wait; 2 bad usage or an unreadable file."""
    try:
        wanted = parser().parse_args(argv)
        answer = _planned(wanted)
    except (BadUsage, Unreadable, BadProblem) as sentence:
        sys.stderr.write(f"{sentence}\n")
        return UNREADABLE
    except SystemExit as helped:  # --help
        return int(helped.code or 0)
    said = json.dumps(answer, ensure_ascii=False) if wanted.json else _table(answer)
    sys.stdout.write(said + "\n")
    return DONE


@dataclass(frozen=True)
class Lists:
    peers: list[Peer]
    supporters: list[Supporter]
    edges: Edges
    load: Sequence[int]


def _planned(wanted: argparse.Namespace) -> dict[str, Any]:
    lists = _read(wanted)
    everyone_first = first_pair_everyone([0] * len(lists.peers), lists.edges, lists.load)
    capacity = [supporter.capacity for supporter in lists.supporters]
    problem = Problem.of(everyone_first, capacity, lists.edges, lists.load)
    return _answer(lists, problem, solve(problem, order=_drawn(lists)))


def _read(wanted: argparse.Namespace) -> Lists:
    peers, supporters = file_reading.peers(wanted.peers), file_reading.supporters(wanted.supporters)
    apart = file_reading.apart(wanted.apart, peers, supporters) if wanted.apart else set()
    if wanted.costs:
        costs = file_reading.costs(wanted.costs, peers, supporters)
        return Lists(peers, supporters, file_scoring.given(peers, supporters, costs, apart), ())
    return Lists(peers, supporters, file_scoring.scored(peers, supporters, apart), file_scoring.LOAD)


def _drawn(lists: Lists) -> Keys:
    """A draw among equals: from all ids together, so that nobody is always first, and the same for the same lists."""
    sides = [[each.id for each in lists.peers], [each.id for each in lists.supporters]]
    seed = _digest(json.dumps([sorted(side) for side in sides]), b"")
    return Keys(*([int.from_bytes(_digest(id, seed)) for id in side] for side in sides))


def _digest(text: str, seed: bytes) -> bytes:
    return blake2b(text.encode(), digest_size=8, key=seed).digest()


def _answer(lists: Lists, problem: Problem, plan: Plan) -> dict[str, Any]:
    """Waiting is left out of the cost: it is the same in every plan that pairs as many people."""
    costs = costs_of_pairs(problem.edges, plan.supporter_of)
    waiting = sum(int(problem.waiting_cost[person]) for person in plan.unpaired)
    total, alone = plan.cost - waiting, int(costs.sum())
    pairs = [
        {"peer": lists.peers[peer].id, "supporter": lists.supporters[supporter].id, "cost": int(costs[peer])}
        for peer, supporter in plan.pairs
    ]
    assert plan.certificate is not None
    return {
        "pairs": sorted(pairs, key=lambda pair: str(pair["peer"])),
        "unpaired": sorted(lists.peers[peer].id for peer in plan.unpaired),
        "total_cost": total,
        "load_cost": total - alone,
        "certificate": {"dual_bound": plan.certificate.dual_bound - waiting, "checked": plan.certificate.checked},
    }


def _table(answer: dict[str, Any]) -> str:
    rows = [
        ("peer", "supporter", "cost"),
        *((pair["peer"], pair["supporter"], str(pair["cost"])) for pair in answer["pairs"]),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{one:<{widths[0]}}  {other:<{widths[1]}}  {cost:>{widths[2]}}" for one, other, cost in rows]
    waiting = ", ".join(answer["unpaired"]) or "nobody"
    load = f", of which load {answer['load_cost']}" if answer["load_cost"] else ""
    return "\n".join(
        [
            *lines,
            "",
            f"Still waiting ({len(answer['unpaired'])}): {waiting}",
            f"Cost: {answer['total_cost']}{load}. No plan that pairs as many people costs less (checked).",
        ]
    )
