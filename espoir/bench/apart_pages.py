"""Whether the time of a page tells why someone is not offered: away, full, or kept apart, by a wish or by a clue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from espoir import clock
from espoir.apart import keeper
from espoir.apart.keeper import Someone
from espoir.bench import loading
from espoir.bench.apart_answers import difference, milliseconds, summary
from espoir.cores.likeness import Kind
from espoir.organisations.models import Organisation, Person
from espoir.pairing import actions, chores, queries
from espoir.pairing.models import Request
from espoir.people.models import Profile

PEERS, MEETINGS, LINES = 60, 200, 50  # a small organisation
OPENED = 5  # times a page is opened in each world of each round
COOLED = timedelta(days=5)
World = Callable[[Person, Person], None]


def measure(rounds: int) -> dict[str, Any]:
    """The same request lived in each world from the same beginning, in turn, and undone."""
    organisation, peer = a_small_organisation()
    missing = first_card(organisation, peer)
    order, dice = list(WORLDS), Random(1)  # noqa: S311
    prepared: dict[str, list[float]] = {world: [] for world in WORLDS}
    opened: dict[str, list[float]] = {world: [] for world in WORLDS}
    for _round in range(rounds):
        dice.shuffle(order)
        for world in order:
            with undone():
                prepared[world].append(live(WORLDS[world], organisation, peer, missing))
                opened[world].append(_opens(peer))
    return {"offers_prepared_by_the_worker": _beside(prepared), "page_of_offers": _beside(opened)}


def a_small_organisation() -> tuple[Organisation, Person]:
    """And someone in it who supports no one, is supported by no one, and is about to ask."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with _smaller():
        loading.load(1)
    organisation = Organisation.objects.get(slug=loading.slug_of(0))
    request = Request.objects.of(organisation).under_way().select_related("peer").get()
    actions.withdraw(by=request.peer, request=request)
    with clock.at(clock.now() - COOLED):
        for number, each in enumerate(Person.objects.of(organisation).here().order_by("pk")):
            phone = f"514 555-{number:04}"
            keeper.write(_someone(each), kind=Kind.PHONE, words=phone)
    return organisation, request.peer


def live(world: World, organisation: Organisation, peer: Person, missing: Person) -> float:
    """In this world she asks, and her offers are prepared: how long that takes."""
    world(peer, missing)
    keeper.lines_of(_someone(peer))  # in every world the file has been read before
    actions.ask(by=peer)
    return milliseconds(lambda: chores.prepare_offers(organisation))


def first_card(organisation: Organisation, peer: Person) -> Person:
    """Someone who would be offered if nothing were in the way."""
    with undone():
        actions.ask(by=peer)
        chores.prepare_offers(organisation)
        request = queries.request_of(peer)
        if request is None:
            raise LookupError("no request")
        first: Person = queries.cards_of(request)[0].supporter
        return first


def _away(peer: Person, missing: Person) -> None:
    Profile.objects.of(peer.organisation).filter(supporter=missing).update(is_open=False)


def _full(peer: Person, missing: Person) -> None:
    Profile.objects.of(peer.organisation).filter(supporter=missing).update(places=1)


def _by_a_wish(peer: Person, missing: Person) -> None:
    keeper.write(_someone(missing), kind=keeper.VETO, words=peer.chosen_name, people=[peer.pk])


def _by_a_clue(peer: Person, missing: Person) -> None:
    with clock.at(clock.now() - COOLED):
        for each, words in ((peer, "Kévin Tremblay"), (missing, "tremblay kevin")):
            keeper.write(_someone(each), kind=Kind.PERSON, words=words)


WORLDS: dict[str, World] = {
    "away": _away,
    "full": _full,
    "kept_apart_by_a_wish": _by_a_wish,
    "kept_apart_by_a_clue": _by_a_clue,
}


def _opens(peer: Person) -> float:
    client = Client()
    client.force_login(peer.account)  # type: ignore[arg-type]
    path = reverse("pairing:mine", args=[peer.organisation.slug])
    client.get(path)
    return min(milliseconds(lambda: client.get(path)) for _time in range(OPENED))  # what others do disturbs it least


def _beside(times: dict[str, list[float]]) -> dict[str, Any]:
    return {
        "each": {world: summary(took) for world, took in times.items()},
        "difference_of_medians_ms": {
            world: difference(took, times["away"]) for world, took in times.items() if world != "away"
        },
    }


@contextmanager
def undone() -> Iterator[None]:
    """What happens meanwhile has not happened afterwards, in the keeper's file either."""
    path = keeper.store_path()
    keeper.close()
    before = path.read_bytes()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    keeper.close()
    path.write_bytes(before)


@contextmanager
def _smaller() -> Iterator[None]:
    usual = loading.PEERS, loading.MEETINGS, loading.LINES
    loading.PEERS, loading.MEETINGS, loading.LINES = PEERS, MEETINGS, LINES
    try:
        yield
    finally:
        loading.PEERS, loading.MEETINGS, loading.LINES = usual


def _someone(person: Person) -> Someone:
    return Someone(person.pk, person.organisation_id, person.chosen_name)
