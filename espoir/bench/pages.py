"""Each main page as its reader opens it: time, bytes on the wire, queries."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.pairing.models import Relationship, Request
from espoir.ui.frame import menu_of

WARM_UP = 3
PATIENCE, FEWEST = 1.2, 10  # seconds for one page, so that a whole run ends within minutes
GZIP = {"accept-encoding": "gzip"}
# What matters beside the menus: who opens which page.
MORE: tuple[tuple[str, str, str], ...] = (
    ("person page", "meetings:person", "supporter"),
    ("offers", "pairing:mine", "choosing"),
    ("invitations", "pairing:offers", "supporter"),
    ("my information", "records:mine", "peer"),
    ("who saw my information", "records:seen", "peer"),
    ("supervision", "supervision:home", "supporter"),
    ("supervision of someone", "supervision:agenda", "supervisor"),
    ("numbers", "evaluation:numbers", "director"),
    ("funder’s page", "evaluation:funder", "director"),
    ("list of people", "people:everyone", "coordinator"),
    ("list of support relationships", "pairing:people", "coordinator"),
    ("list of meetings", "meetings:noted", "supporter"),
)


@dataclass(frozen=True)
class Stop:
    """A page, and who opens it."""

    name: str
    path: str
    who: Person


@dataclass(frozen=True)
class Measured:
    p50_ms: float
    p95_ms: float
    queries: int
    most_repeated: int  # how often the same statement was sent: high where a list asks once a row
    bytes: int  # the page, compressed, with its headers
    bytes_first_visit: int  # and all that it loads
    status: int
    html: int  # before compression
    mean_ms: float
    best_ms: float  # what a busy machine disturbs the least
    opened: int  # how often

    def said(self) -> dict[str, Any]:
        return {name: round(value, 2) if isinstance(value, float) else value for name, value in asdict(self).items()}


def stops(organisation: Organisation) -> Iterator[Stop]:
    """The home of each role, what its menu leads to, and the pages where the work is."""
    _ = get_resolver().url_patterns  # the rooms declare their menus beside their addresses
    cast = cast_of(organisation)
    seen: set[tuple[str, str]] = set()
    for role in Role:
        if role.value in cast:
            yield from _fresh(_menu_stops(organisation, role, cast[role.value]), seen)
    for name, url_name, who in MORE:
        person = cast.get(who)
        path = _address(url_name, organisation, person) if person else None
        if person and path:
            yield from _fresh([Stop(name, path, person)], seen)


def _menu_stops(organisation: Organisation, role: Role, person: Person) -> list[Stop]:
    names = [line.url_name for line in menu_of(person)]
    return [
        Stop(f"{'home' if name == 'today:home' else name}, {role.value}", path, person)
        for name in dict.fromkeys(["today:home", *names])
        if (path := _address(name, organisation, person))
    ]


def _fresh(found: list[Stop], seen: set[tuple[str, str]]) -> Iterator[Stop]:
    for stop in found:
        if (stop.path, stop.who.pk) not in seen:
            seen.add((stop.path, stop.who.pk))
            yield stop


def cast_of(organisation: Organisation) -> dict[str, Person]:
    """One person of each role who can sign in; the peer and the supporter of one relationship that goes on."""
    people = Person.objects.of(organisation).here().exclude(account=None).order_by("since", "pk")
    cast = {role.value: person for role in Role if (person := people.wearing(role).first())}
    pairs = Relationship.objects.of(organisation).filter(state="agreed").select_related("peer", "supporter")
    pair = pairs.exclude(peer__account=None).exclude(supporter__account=None).order_by("since", "pk").first()
    if pair:
        cast |= {"peer": pair.peer, "supporter": pair.supporter}
    request = Request.objects.of(organisation).filter(state="open").select_related("peer").first()
    return cast | ({"choosing": request.peer} if request else {})


def _address(url_name: str, organisation: Organisation, person: Person) -> str | None:
    for others in ([], [_other(person)]):
        try:
            return reverse(url_name, args=[organisation.slug, *others])
        except NoReverseMatch:
            continue
    return None


def _other(person: Person) -> str:
    """Whom her pages are about: the first person she supports or, in supervision, the first supporter."""
    pairs = Relationship.objects.of(person.organisation).filter(state="agreed").order_by("since", "pk")
    mine = pairs.filter(supporter=person).first()
    first = mine or pairs.first()
    return (first.peer_id if mine else first.supporter_id) if first else person.pk


def measure(stop: Stop, *, times: int) -> Measured:
    client = Client(raise_request_exception=False)
    client.force_login(stop.who.account)  # type: ignore[arg-type]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr-ca"
    return measure_path(client, stop.path, times=times)


def measure_path(client: Client, path: str, *, times: int) -> Measured:
    answer = client.get(path, headers=GZIP)
    for _each in range(WARM_UP):
        client.get(path, headers=GZIP)
    with counted() as queries:
        client.get(path, headers=GZIP)
    took = sorted(_samples(lambda: client.get(path, headers=GZIP), times))
    plain = client.get(path)
    sent = len(answer.content) + sum(len(f"{name}: {value}\r\n") for name, value in answer.items())
    return Measured(
        p50_ms=median(took),
        p95_ms=took[min(len(took) - 1, round(0.95 * len(took)))],
        queries=len(queries),
        most_repeated=max(Counter(queries).values(), default=0),
        bytes=sent,
        bytes_first_visit=sent + _assets(plain.content.decode(errors="replace")),
        status=answer.status_code,
        html=len(plain.content),
        mean_ms=sum(took) / len(took),
        best_ms=took[0],
        opened=len(took),
    )


def _samples(do: Callable[[], object], times: int) -> Iterator[float]:
    """As often as asked; on a slow machine as often as the patience allows, and never fewer than a few."""
    until = time.monotonic() + PATIENCE
    for each in range(times):
        if each < min(FEWEST, times) or time.monotonic() < until:
            yield _timed(do)


def _timed(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of a request, in order."""
    said: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield said


def _assets(html: str) -> int:
    """What the page loads, as the server sends it to a browser of today."""
    prefix = settings.STATIC_URL
    names = set(re.findall(rf'(?:href|src)="{re.escape(prefix)}([^"?]+)"', html))
    return sum(_smallest(Path(settings.STATIC_ROOT) / name) for name in names)


def _smallest(path: Path) -> int:
    packed = [path.with_name(path.name + ending) for ending in (".br", ".gz", "")]
    return next((each.stat().st_size for each in packed if each.exists()), 0)
