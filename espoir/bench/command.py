"""`espoir bench …`: what it costs, and beside it, in the same run, what it costs others."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

from espoir.bench import cluster, places
from espoir.bench.loading import SCALES
from espoir.bench.waiting import WRITERS, together
from espoir.console import BadUsage, Parser

MODULES = ("pairing", "research")  # each with a function of that name
DONE, NOT_HERE = 0, 2
MOST = 1_000_000


def run(argv: list[str]) -> int:
    """Exit status: 0 measured, 2 bad usage or a subject that cannot be measured yet."""
    try:
        wanted = _parser().parse_args(argv)
        answer = OURS.get(wanted.subject, _module)(wanted)
    except BadUsage as sentence:
        _say(str(sentence))
        return NOT_HERE
    except SystemExit as helped:  # --help
        return int(helped.code or 0)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=None if wanted.json else 2) + "\n")
    return DONE


def _parser() -> Parser:
    parser = Parser(prog="espoir bench", description="Measure, on data made for it and thrown away afterwards.")
    parser.add_argument("subject", choices=[*OURS, *MODULES])
    parser.add_argument("--scale", choices=list(SCALES), default="small", help="how many organizations on PostgreSQL")
    parser.add_argument("--times", type=int, default=40, help="how often each page is opened, each question asked")
    parser.add_argument("--peers", type=_some, default=10_000, help="pairing: how many people wait")
    parser.add_argument("--supporters", type=_some, default=3_000, help="pairing: how many can support someone")
    parser.add_argument("--seed", type=_some, default=1, help="pairing: another invented list")
    parser.add_argument("--scarce", action="store_true", help="pairing: fewer places than people")
    parser.add_argument("--others", action="store_true", help="pairing: the best pair first, beside ours")
    parser.add_argument("--people", type=_some, default=100_000, help="apart: how many are looked at again")
    parser.add_argument("--seeds", type=_some, default=2, help="apart: how many invented populations")
    parser.add_argument("--documents", type=_some, default=44, help="research: how many documents")
    parser.add_argument("--words", type=_some, default=9_000, help="research: in each document")
    parser.add_argument("--passages", type=_some, default=3_000, help="research: how many stand already")
    parser.add_argument("--adds", type=_some, default=240, help="research: how many are added and timed")
    parser.add_argument("--taguette", metavar="DIR", help="research: a folder for Taguette, kept; or “none”")
    parser.add_argument("--json", action="store_true", help="print one object on one line, and nothing else")
    parser.add_argument("--data", metavar="DIR", help="not used: the data is made for the measure")
    return parser


def _some(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 0 < int(word) <= MOST:
        raise argparse.ArgumentTypeError(f"“{word}” is not a number from 1 to {MOST:,}.")
    return int(word)


def _module(wanted: argparse.Namespace) -> dict[str, Any]:
    module = import_module(f"espoir.bench.{wanted.subject}")
    answer: dict[str, Any] = getattr(module, wanted.subject)(wanted)
    return answer


def _pages(wanted: argparse.Namespace) -> dict[str, Any]:
    return {
        "scale": wanted.scale,
        "times": wanted.times,
        "processors": os.cpu_count(),
        "sqlite_one_organization": _on_sqlite(wanted),
        "postgresql_many_organizations": _on_postgresql(wanted),
    }


def _on_sqlite(wanted: argparse.Namespace) -> dict[str, Any]:
    with places.empty({}) as place:
        _say("SQLite")
        size = places.child("prepare", wanted, place)
        pages = places.child("one", wanted, place)
        return {
            **size,
            "worst_p95_ms": max(page["p95_ms"] for page in pages.values()),
            "least_throughput_ratio": min(
                page["beside"]["throughput_ratio"] for page in pages.values() if "beside" in page
            ),
            "pages": pages,
            "writers": {**_writers("write", wanted, place), "beside": {"plain_django": _plain_writers(wanted)}},
        }


def _on_postgresql(wanted: argparse.Namespace) -> dict[str, Any]:
    try:
        with cluster.throw_away() as address, places.empty({"DATABASE_URL": address}) as place:
            _say("PostgreSQL")
            places.child("prepare", wanted, place)
            found: dict[str, Any] = places.child("many", wanted, place)
            return found
    except cluster.NoPostgres:
        _say("PostgreSQL is not on this machine: many organizations are not measured.")
        return {"skipped": "PostgreSQL is not on this machine"}


def _writers(measure: str, wanted: argparse.Namespace, place: Mapping[str, str]) -> dict[str, Any]:
    _say(f"{WRITERS} writers at once…")
    with ThreadPoolExecutor(WRITERS) as pool:
        parts = list(pool.map(lambda _each: places.child(measure, wanted, place), range(WRITERS)))
    return together(parts)


def _plain_writers(wanted: argparse.Namespace) -> dict[str, Any]:
    """Django as it comes: SQLite without any option of ours."""
    with places.empty({"DJANGO_SETTINGS_MODULE": "espoir.bench.plain_settings"}) as place:
        places.child("prepare_plain", wanted, place)
        return _writers("write_plain", wanted, place)


def _apart(wanted: argparse.Namespace) -> dict[str, Any]:
    with places.empty({"ESPOIR_KEEPER": "inside"}) as place:
        return {"processors": os.cpu_count(), **places.child("apart", wanted, place)}


OURS = {"pages": _pages, "apart": _apart}


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
