"""`espoir bench apart`: what keeping people apart costs, what it finds, and what it gives away.

Everyone here is invented. The keeper is asked as the application asks it, in this process and through its socket.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from espoir.apart import keeper
from espoir.apart.keeper import Mode as KeptAs
from espoir.apart.keeper import Someone
from espoir.apart.keeper.blocks import unpacked
from espoir.apart.keeper.store import Store
from espoir.bench import apart_answers, apart_pages, attack, population_score
from espoir.bench.apart_answers import milliseconds
from espoir.bench.population import HARDER, Shape, population
from espoir.bench.population_score import Mode, filled
from espoir.cores.likeness import Kind
from espoir.cores.likeness.circles import Circles, Purpose

A_CIRCLE = 500 / 60  # people, on average
SUPPORTERS = 30
SAMPLE = 2_000
STOLEN = "stolen"


def apart(wanted: Namespace) -> dict[str, Any]:
    """Everything, in order. Progress goes to standard error."""
    _say("the keeper’s answers…")
    answer: dict[str, Any] = {"keeper": apart_answers.measure(population(0), wanted.times)}
    _say("pages, whyever someone is not offered…")
    answer["pages"] = apart_pages.measure(max(4, wanted.times // 2))
    _say("a stolen file…")
    answer["stolen"] = stolen(records=400)
    _say(f"{wanted.people} people looked at again…")
    answer["recheck"] = recheck(wanted.people)
    _say(f"{wanted.seeds} populations…")
    harder = population_score.figures(range(wanted.seeds), [Mode.SEALED], HARDER)
    return {**answer, "populations": wanted.seeds, **population_score.figures(range(wanted.seeds)), "harder": harder}


def stolen(*, records: int, public: int = 10_000) -> dict[str, Any]:
    """The attack on tokens: on a keeper's file without its key, and on pairs of letters, where it works."""
    dice = Random(3)  # noqa: S311
    true = attack.names(dice, records)
    written = keep_names(true)
    book = sorted({*attack.names(dice, public), *true})
    beside = attack.on_letter_pairs(Random(4), records=records, public=public)  # noqa: S311
    found = attack.on_a_file(keeper.store_path(), names_by_slot(written), book)
    keeper.forget_place(STOLEN)
    return {"keeper_file": found, "beside": {"letter_pairs_under_a_key": beside}}


def keep_names(names: list[str]) -> dict[str, str]:
    """Each name kept as tokens by someone of her own: which line holds which."""
    written = {}
    for number, name in enumerate(names):
        someone = Someone(f"v{number}", STOLEN, "Kim")
        written[keeper.write(someone, kind=Kind.PERSON, words=name, mode=KeptAs.TOKENS).slot] = name
    keeper.close()
    return written


def names_by_slot(written: dict[str, str]) -> dict[bytes, str]:
    """Opened with the key, only to know afterwards what the thief got right."""
    store = Store(keeper.store_path(), keeper.key_path(), quick=True)
    try:
        return {slot: written.get(unpacked(content).id, "") for slot, content in store.read(STOLEN)}
    finally:
        store.close()


def recheck(count: int) -> dict[str, Any]:
    """Everyone of a large population put in, then each looked at again as if she had just changed a line."""
    people = population(0, Shape(max(1, round(count / A_CIRCLE)), count))
    before, started = _memory(), time.perf_counter()
    circles = filled(people, Mode.SEALED)
    built, held = time.perf_counter() - started, _memory() - before
    dice, ids = Random(5), [each.id for each in people.survivors]  # noqa: S311
    again, asked = [], []
    for each in dice.sample(people.survivors, min(SAMPLE, count)):
        again.append(milliseconds(partial(population_score.put, circles, each, Mode.SEALED)))
        others = dice.sample(ids, min(SUPPORTERS, count))
        asked.append(milliseconds(partial(circles.apart, each.id, others, Purpose.PAIR)))
    return {
        "people": count,
        "build_s": round(built, 1),
        "a_person_ms": round(built * 1000 / count, 3),
        "one_changed_ms": {"p50": round(median(again), 2), "worst": round(max(again), 2)},
        "thirty_candidates_ms": {"p50": round(median(asked), 2), "worst": round(max(asked), 2)},
        "memory_mb": round(held),
        **_shape(circles, ids),
    }


def _shape(circles: Circles, ids: list[str]) -> dict[str, Any]:
    links = [len(circles.links(each)) for each in ids]
    return {
        "strong_links": sum(links) // 2,
        "most_links_of_one": max(links),
        "people_in_a_circle_beyond_40": sum(circles.is_too_large(each) for each in ids),
    }


def _memory() -> float:
    """What this process holds, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
