"""`espoir worker`: does what was asked of it, and every chore of every organization at its own interval.

It may be killed at any moment: a chore that was cut short is simply done again.
"""

from __future__ import annotations

import argparse
import signal
import time
from contextlib import nullcontext
from datetime import timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from espoir import clock
from espoir.apart import keeper
from espoir.logbook import ledger
from espoir.organisations import chores
from espoir.organisations.models import Organisation
from espoir.records import upkeep
from espoir.records.commands import say, while_in_use
from espoir.vault import keys

ABANDONED_AFTER = timedelta(minutes=10)
NAP = 1.0
CHORES_LOCK = 7_301_522  # on PostgreSQL one worker does the chores, the others only what is asked


class Rounds:
    """Which chore is due where. Kept in memory: after a stop everything is done once, which changes nothing."""

    def __init__(self) -> None:
        self.next: dict[tuple[str, str], float] = {}
        self.failed = 0

    def go(self, *, until_told: list[bool]) -> None:
        for organisation in Organisation.objects.order_by("pk"):
            for name, chore in chores.CHORES.items():
                if until_told:
                    return
                if self.next.get((name, organisation.pk), 0.0) <= time.monotonic():
                    self._do(name, organisation)
                    self.next[name, organisation.pk] = time.monotonic() + chore.every.total_seconds()

    def _do(self, name: str, organisation: Organisation) -> None:
        try:
            chores.run(name, organisation)
        except Exception as error:  # one chore that breaks must not keep the others from being done
            self.failed += 1
            say(f"The chore {name} stopped with {type(error).__name__}. It is tried again at its next turn.")
            if isinstance(error, DatabaseError):
                connection.close()


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="espoir worker", description=__doc__)
    parser.add_argument("--once", action="store_true", help="do everything once, then stop")
    return parser


def run(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    told: list[bool] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(True)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    alone = keeper.inside_if_alone() if options.once else nullcontext()
    with while_in_use(), alone:
        keys.recover()
        take_up_what_was_dropped()
        rounds, nightly, swept, mine = Rounds(), 0.0, 0.0, does_the_chores()
        while not told:
            do_what_was_asked()
            if mine and not told:
                rounds.go(until_told=told)
                if nightly <= time.monotonic():
                    upkeep.nightly()
                    nightly = time.monotonic() + timedelta(days=1).total_seconds()
                elif ledger.changed_since(swept):
                    upkeep.sweep()
                swept = time.time()
            if options.once:
                break
            close_old_connections()
            mine = mine or does_the_chores()
            time.sleep(NAP)
    return 1 if options.once and rounds.failed else 0


def does_the_chores() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [CHORES_LOCK])
        row = cursor.fetchone()
    return bool(row and row[0])


def do_what_was_asked() -> None:
    Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=50, worker_id=get_random_string(32), excluded_queue_names=[],
    ).run()  # fmt: skip
    DBTaskResult.objects.filter(status="FAILED").exclude(traceback="").update(traceback="")  # it could hold a name


def take_up_what_was_dropped() -> None:
    """Tasks that a killed worker had begun."""
    left = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=clock.now() - ABANDONED_AFTER)
    left.update(status="READY", started_at=None)
