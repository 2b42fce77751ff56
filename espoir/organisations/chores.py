"""What the worker does without being asked, one organisation at a time.

A chore is a function of one organisation that looks at the state of things and brings it up to date: doing it twice
changes nothing, and one that was cut short is simply done again. `soon()` asks the worker for it as soon as it can;
the worker also does every chore at its own interval.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import transaction
from django_tasks import task

from espoir import clock
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation, Submission


@dataclass(frozen=True)
class Chore:
    name: str
    every: timedelta
    do: Callable[[Organisation], object]


CHORES: dict[str, Chore] = {}


def chore(*, every: timedelta) -> Callable[[Callable[[Organisation], object]], Callable[[Organisation], object]]:
    """Register a chore. Rooms keep theirs in `chores.py`, which their AppConfig imports."""

    def register(do: Callable[[Organisation], object]) -> Callable[[Organisation], object]:
        name = f"{do.__module__}.{do.__qualname__}"
        CHORES[name] = Chore(name, every, do)
        return do

    return register


def run(name: str, organisation: Organisation) -> None:
    with inside(organisation, writing=True):
        CHORES[name].do(organisation)


def run_all(organisation: Organisation) -> None:
    for name in CHORES:
        run(name, organisation)


def soon(do: Callable[[Organisation], object], organisation: Organisation) -> None:
    """Ask the worker, once this transaction holds, to do a chore now."""
    name = f"{do.__module__}.{do.__qualname__}"
    transaction.on_commit(partial(_enqueue, name, organisation.pk))


def _enqueue(name: str, organisation: str) -> None:
    run_chore.enqueue(name, organisation)


@task()  # type: ignore[untyped-decorator]
def run_chore(name: str, organisation: str) -> None:
    run(name, Organisation.objects.get(pk=organisation))


@chore(every=timedelta(days=1))
def forget_sent_forms(organisation: Organisation) -> None:
    """The keys of forms sent before yesterday are no longer needed: their sessions are over."""
    Submission.objects.filter(at__lt=clock.now() - timedelta(days=1)).delete()
