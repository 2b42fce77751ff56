"""Marking passages in interviews, and taking all of them out: ours and Taguette in turn, through HTTP, one client."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from http.client import HTTPException
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Protocol

from espoir.bench import places, research_ours, research_taguette
from espoir.bench.browser import Browser, Unexpected
from espoir.bench.measures import say
from espoir.bench.research_words import Marked, Size, passages, talks

ADDS, WARM_UP = 240, 20
EXPORTS, OPENED = 5, 40  # how often each is asked for
NONE = "none"


Do = Callable[[], int]  # one request or more; how many bytes came over the wire


class Took(NamedTuple):
    ms: float
    bytes: int


class Side(Protocol):
    """One of the two, with everything loaded and someone signed in."""

    def adding(self, passage: Marked) -> Do:
        """Ready to send: what a browser writes beforehand is not counted."""

    def csv(self) -> int: ...

    def whole_project(self) -> int: ...

    def document(self, number: int) -> int: ...

    def code(self, number: int) -> int: ...


def research(wanted: argparse.Namespace) -> dict[str, Any]:
    size = Size(wanted.documents, wanted.words, passages=wanted.passages)
    with places.empty({"ESPOIR_KEEPER": "inside"}) as place, ExitStack() as stack:
        say(f"Our side: {size.documents} documents, {size.passages} passages…")
        written = places.child("prepare_research", wanted, place)
        report = places.child("report", wanted, place)
        port = stack.enter_context(places.served(place, workers=1))
        browser = Browser(port)
        browser.cookies |= written["cookies"]
        ours = research_ours.Ours(browser, written, talks(size))
        sides: dict[str, Side] = {"ours": ours}
        why = _taguette(wanted.taguette, size, sides, stack)
        found = measured(sides, size, times=wanted.adds)
        by_form = [_timed(ours.adding_by_form(passage)) for passage in passages(talks(size), size, more=0)[:OPENED]]
    beside = {"taguette": found.get("taguette")} | ({"why": why} if why else {})
    return {
        "processors": os.cpu_count(),
        **asdict(size),
        **found["ours"],
        "add_by_form_ms": spread(by_form),
        "report": report,
        "beside": beside,
        "ratio": ratios(found["ours"], found["taguette"]) if "taguette" in found else None,
    }


def _taguette(where: str | None, size: Size, sides: dict[str, Side], stack: ExitStack) -> str | None:
    """Put Taguette beside us; a sentence where that cannot be."""
    if where == NONE:
        return "It was not wanted."
    folder = Path(where) if where else Path(stack.enter_context(TemporaryDirectory(prefix="bench-")))
    try:
        say("Taguette, in an environment of its own…")
        theirs = stack.enter_context(research_taguette.running(research_taguette.installed(folder)))
        made = talks(size)
        theirs.load(made, passages(made, size, more=0), size)
    except research_taguette.NotHere as sentence:
        return str(sentence)
    except (Unexpected, HTTPException, OSError) as wrong:
        return f"Taguette did not do as it was asked: {wrong}."
    sides["taguette"] = theirs
    return None


def measured(sides: Mapping[str, Side], size: Size, *, times: int) -> dict[str, dict[str, Any]]:
    """Each thing in turn on each side, so that whatever else the machine does disturbs both alike."""
    made = talks(size)
    fresh = passages(made, size, more=WARM_UP + times)[size.passages :]
    say(f"{times} passages more…")
    added = _in_turn(sides, [partial(_adding, passage) for passage in fresh])
    say("Exports and pages…")
    csv = _in_turn(sides, [lambda side: side.csv] * (EXPORTS + 1))
    project = _in_turn(sides, [lambda side: side.whole_project] * (EXPORTS + 1))
    documents = _in_turn(sides, [partial(_opening, "document", n % size.documents) for n in range(OPENED + 1)])
    codes = _in_turn(sides, [partial(_opening, "code", n % size.codes) for n in range(OPENED + 1)])
    return {
        name: {
            "add_passage_ms": spread(added[name][WARM_UP:]),
            "csv_ms": spread(csv[name][1:]),
            "project_ms": spread(project[name][1:]),
            "document_ms": spread(documents[name][1:]),
            "code_ms": spread(codes[name][1:]),
        }
        for name in sides
    }


def _adding(passage: Marked, side: Side) -> Do:
    return side.adding(passage)


def _opening(what: str, number: int, side: Side) -> Do:
    return partial(getattr(side, what), number)


def _in_turn(sides: Mapping[str, Side], steps: Sequence[Callable[[Side], Do]]) -> dict[str, list[Took]]:
    """Every step on every side; who goes first changes each time."""
    found: dict[str, list[Took]] = {name: [] for name in sides}
    for number, step in enumerate(steps):
        for name in sorted(sides, reverse=number % 2 == 1):
            found[name].append(_timed(step(sides[name])))
    return found


def _timed(do: Do) -> Took:
    started = time.perf_counter()
    size = do()
    return Took((time.perf_counter() - started) * 1000, size)


def spread(took: Sequence[Took]) -> dict[str, float]:
    times = sorted(each.ms for each in took)
    return {
        "p50": round(median(times), 2),
        "p95": round(times[round(0.95 * (len(times) - 1))], 2),
        "best": round(times[0], 2),
        "times": len(times),
        "bytes": round(median(each.bytes for each in took)),
    }


def ratios(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, float]:
    """Our median divided by theirs: below one is faster."""
    return {name: round(ours[name]["p50"] / theirs[name]["p50"], 3) for name in ours}
