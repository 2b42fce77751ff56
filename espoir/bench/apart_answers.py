"""How long the keeper takes to answer, and whether that time says what it answered."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from random import Random
from statistics import median
from typing import Any

from django.conf import settings

from espoir import clock
from espoir.apart import keeper
from espoir.apart.keeper import KeeperAway, Someone
from espoir.bench.population import Population
from espoir.bench.population_score import Mode, filled
from espoir.cores.likeness.circles import Circles, Purpose

PLACE = "bench"
COOLED = timedelta(days=5)  # what was written then acts by now
CANDIDATES, CARDS, ANSWERS, GROUP, GROUPS = 30, 12, 15, 300, 8
RESAMPLES = 2_000
PATIENCE = 20.0  # seconds for the keeper's process to come up

Asked = tuple[Someone, list[Someone]]


def measure(people: Population, questions: int) -> dict[str, Any]:
    """The same questions within this process and through the keeper's socket, each on lines of its own."""
    everyone = [Someone(each.id, PLACE, each.chosen_name) for each in people.survivors]
    fill(people)
    inside = _asked(everyone, people, questions)
    fill(people)
    with through_a_socket() as is_there:
        outside = _asked(everyone, people, questions) if is_there else {"skipped": "no keeper answers"}
    return {"within_the_process": inside, "through_a_socket": outside}


def fill(people: Population) -> None:
    """Everyone's lines, written long enough ago to act by now, and nobody asked about yet."""
    settings.KEEPER = "inside"
    keeper.forget_place(PLACE)
    with clock.at(clock.now() - COOLED):
        for each in people.survivors:
            someone = Someone(each.id, PLACE, each.chosen_name)
            for line in each.written:
                clue = line.clue
                keeper.write(someone, kind=clue.kind, words=clue.words, first=clue.first, last=clue.last)


@contextmanager
def through_a_socket() -> Iterator[bool]:
    """The keeper in a process of its own, while this lasts."""
    keeper.close()
    process = subprocess.Popen([sys.executable, "-m", "espoir", "keeper"])
    settings.KEEPER = "socket"
    try:
        yield _comes_up(process)
    finally:
        process.terminate()
        process.wait()
        settings.KEEPER = "inside"


def _comes_up(process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            keeper.stats()
        except KeeperAway:
            time.sleep(0.1)
        else:
            return True
    return False


def _asked(everyone: Sequence[Someone], people: Population, questions: int) -> dict[str, Any]:
    dice = Random(1)  # noqa: S311
    first = milliseconds(lambda: keeper.offerable(everyone[0], everyone[1:2]))  # reads the file
    seekers = dice.sample(everyone[1:], len(everyone) - 1)
    return {
        "first_question_after_a_start_ms": round(first, 1),
        "thirty_candidates": _thirty(everyone, seekers[:questions], dice),
        "group_of_300": _groups(everyone, dice),
        "does_time_tell": _by_what_is_answered(everyone, seekers[questions:], filled(people, Mode.SEALED), questions),
    }


def _thirty(everyone: Sequence[Someone], seekers: Sequence[Someone], dice: Random) -> dict[str, float]:
    """Someone new seeks each time: nothing was asked before, and every answer is counted on the disk."""
    asked = [(seeker, dice.sample([other for other in everyone if other != seeker], CANDIDATES)) for seeker in seekers]
    return summary([milliseconds(partial(keeper.offerable, *each)) for each in asked])


def _groups(everyone: Sequence[Someone], dice: Random) -> dict[str, float]:
    groups = [dice.sample(list(everyone), min(GROUP, len(everyone))) for _each in range(GROUPS)]
    return summary([milliseconds(partial(keeper.is_whole, people)) for people in groups])


def _by_what_is_answered(
    everyone: Sequence[Someone], seekers: Sequence[Someone], circles: Circles, questions: int
) -> dict[str, Any]:
    """A list of cards where one person is kept apart, beside the same with nobody, with one fewer asked about because
    she is away or full, and with no answer left. Each seeker asks once; the four kinds come in any order."""
    times: dict[str, list[float]] = {"nobody": [], "kept_apart": [], "away_or_full": [], "no_answer_left": []}
    dice = Random(2)  # noqa: S311
    for seeker in seekers:
        open_kinds = [kind for kind in times if len(times[kind]) < questions]
        if not open_kinds:
            break
        kind = dice.choice(open_kinds)
        asked = _question(kind, seeker, everyone, circles)
        if asked is None:
            continue
        if kind == "no_answer_left":
            keeper.offerable(seeker, [other for other in everyone[-ANSWERS - 1 :] if other != seeker])
        times[kind].append(milliseconds(partial(keeper.offerable, *asked)))
    beside = {kind: difference(times[kind], times["nobody"]) for kind in times if kind != "nobody"}
    return {"each": {kind: summary(each) for kind, each in times.items()}, "difference_of_medians_ms": beside}


def _question(kind: str, seeker: Someone, everyone: Sequence[Someone], circles: Circles) -> Asked | None:
    dice = Random(seeker.id)  # noqa: S311
    others = {other.id: other for other in everyone[: -ANSWERS - 1] if other != seeker}
    apart = sorted(circles.apart(seeker.id, list(others), Purpose.PAIR))
    fit = sorted(set(others) - set(apart))
    if not apart or len(fit) < CARDS:
        return None
    cards = dice.sample(fit, CARDS - (kind in ("kept_apart", "away_or_full")))
    cards += [dice.choice(apart)] if kind == "kept_apart" else []
    dice.shuffle(cards)
    return seeker, [others[card] for card in cards]


def milliseconds(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return (time.perf_counter() - started) * 1000


def difference(one: Sequence[float], other: Sequence[float]) -> dict[str, Any]:
    """Of two medians, with the 95 % interval by resampling."""
    dice = Random(1)  # noqa: S311
    found = sorted(
        median(dice.choices(one, k=len(one))) - median(dice.choices(other, k=len(other))) for _each in range(RESAMPLES)
    )
    low, high = found[int(0.025 * RESAMPLES)], found[int(0.975 * RESAMPLES)]
    return {"median": round(median(one) - median(other), 2), "interval": [round(low, 2), round(high, 2)]}


def summary(times: Sequence[float]) -> dict[str, float]:
    """How often, and the time that half, all but one in twenty, and all of them kept to."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return {
        "asked": len(times),
        "p50_ms": round(median(times), 2),
        "p95_ms": round(p95, 2),
        "worst_ms": round(ordered[-1], 2),
    }
