"""What a child measures. Each returns plain values."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from django.core.management import call_command
from django.db import connection

from espoir.bench import loading, plain, writers
from espoir.bench.pages import measure, stops
from espoir.bench.plain_rows import table
from espoir.organisations.models import Organisation

OK = 200


def prepare(wanted: Namespace) -> dict[str, Any]:
    """Tables, files that pages load, and one organisation of 26 weeks."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    say("one organization with 26 weeks…")
    loading.load(1)
    _tidy()
    return {"meetings": loading.MEETINGS, "peers": loading.PEERS}


def one(wanted: Namespace) -> dict[str, Any]:
    """One organisation, each page beside a plain Django page with as many queries and bytes."""
    organisation = Organisation.objects.get(slug=loading.slug_of(0))
    with table():
        return _pages(organisation, wanted.times, beside=True)


def many(wanted: Namespace) -> dict[str, Any]:
    """The same pages of one organisation, alone and then among many."""
    scale = loading.SCALES[wanted.scale]
    organisation = Organisation.objects.get(slug=loading.slug_of(0))
    alone = _pages(organisation, wanted.times, beside=False)
    loading.load(scale.organisations - 1, first=1, progress=_loaded)
    _tidy()
    among = Organisation.objects.get(slug=loading.slug_of(scale.organisations // 2))
    with table():
        pages = _pages(among, wanted.times, beside=True)
    for name, page in pages.items():
        if name in alone:
            page["p95_ms_with_one_organization"] = alone[name]["p95_ms"]
            page["times_one_organization"] = round(page["p50_ms"] / alone[name]["p50_ms"], 2)
            page["best_times_one_organization"] = round(page["best_ms"] / alone[name]["best_ms"], 2)
    return {
        "organizations": scale.organisations,
        "peers": scale.peers,
        "meetings": scale.meetings,
        "worst_p95_ms": max(page["p95_ms"] for page in pages.values()),
        "worst_times_one_organization": max(page.get("times_one_organization", 0) for page in pages.values()),
        "worst_best_times_one_organization": max(page.get("best_times_one_organization", 0) for page in pages.values()),
        "pages": pages,
    }


def write(wanted: Namespace) -> dict[str, Any]:
    return writers.ours(wanted.seconds)


def _pages(organisation: Organisation, times: int, *, beside: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    found_stops = list(stops(organisation))
    for number, stop in enumerate(found_stops, start=1):
        say(f"{number} of {len(found_stops)}: {stop.name}…")
        ours = measure(stop, times=times)
        if ours.status != OK:
            say(f"{stop.path} answers {ours.status}: not measured")
            continue
        found[stop.name] = ours.said()
        if beside and stop.who.account:
            theirs = plain.measure(stop.who.account, queries=ours.queries, size=ours.html, times=times)
            found[stop.name]["beside"] = {
                "plain_django_p50_ms": round(theirs.p50_ms, 2),
                "plain_django_p95_ms": round(theirs.p95_ms, 2),
                "plain_django_queries": theirs.queries,
                "plain_django_bytes": theirs.bytes,
                "throughput_ratio": round(theirs.mean_ms / ours.mean_ms, 2),
            }
    return found


def _loaded(done: int, of: int) -> None:
    if done == of or done % max(1, of // 20) == 0:
        say(f"{done} of {of} organizations loaded")


def _tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
