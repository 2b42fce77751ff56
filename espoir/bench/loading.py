"""Many organisations at once: 26 weeks of rows, each sealed under its person's key, written in bulk."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from espoir import clock
from espoir.apart.placed import unasked
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.meetings.codes import FOR_TWO, Service, Theme
from espoir.meetings.models import Meeting, Referral
from espoir.organisations.ids import ALPHABET, LENGTH
from espoir.organisations.models import Account, Hat, Organisation, Person
from espoir.organisations.owned import Owned
from espoir.organisations.roles import Role
from espoir.pairing.models import Offer, Relationship, Request
from espoir.people.models import Arrival, Profile, Reach, Wishes
from espoir.supervision.models import Rhythm, Supervision, Topic
from espoir.vault import boxes, keys

OPENED = verb("bench.opened", "opened a page")
STAFF = (
    Role.SUPERVISOR, Role.COORDINATOR, Role.DIRECTOR, Role.SAFETY_LEAD, Role.ALLY, Role.COLLEAGUE,
)  # fmt: skip
WEEKS = 26
PEERS, MEETINGS = 100, 10_000
PEERS_A_SUPPORTER = 5
OFFERS = 10
LINES = 1_000  # in each logbook
AT_ONCE = 5_000
UNUSABLE = "!"  # nobody signs in with a passphrase here
WORDS = "un café, une marche au bord de l’eau, le bus de neuf heures, a quiet hour, the usual bench"


@dataclass(frozen=True)
class Scale:
    organisations: int

    @property
    def peers(self) -> int:
        return self.organisations * PEERS

    @property
    def meetings(self) -> int:
        return self.organisations * MEETINGS


SCALES = {"small": Scale(20), "full": Scale(1_000)}


def load(count: int, *, first: int = 0, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
    """Write organisations `first` … `first + count - 1`."""
    for number in range(first, first + count):
        with transaction.atomic(), keys.held(), unasked(because="these people were made up to be measured"):
            _Loading(number).write()
        progress(number - first + 1, count)


def slug_of(number: int) -> str:
    return f"o{number}"


class _Loading:
    """One organisation. The same number gives the same life; ids are random, and need not be secret here."""

    def __init__(self, number: int) -> None:
        self.dice = random.Random(number)  # noqa: S311
        self.ids = random.Random(f"ids {number}")  # noqa: S311
        self.today = clock.today()
        self.organisation = Organisation(
            slug=slug_of(number),
            name=f"Organisation {number}",
            languages=["fr", "en"],
            opening_hours={"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"},
            since=self.today - timedelta(weeks=WEEKS),
        )

    def write(self) -> None:
        self.organisation.save()
        self.peers = self._people(PEERS, Role.PEER, "Person")
        self.supporters = self._people(PEERS // PEERS_A_SUPPORTER, Role.SUPPORTER, "Support")
        self.staff = {role: self._people(1, role, role.name.title())[0] for role in STAFF}
        self._ways_and_wishes()
        self._offers()
        pairs = self._relationships()
        write_rows(Meeting, self._meetings(pairs))
        self._supervision()
        self._referrals()
        self._logbook()

    def new_id(self) -> str:
        return "".join(self.ids.choices(ALPHABET, k=LENGTH))

    def a_day(self) -> date:
        return self.today - timedelta(days=self.dice.randrange(WEEKS * 7))

    def _people(self, count: int, role: Role, name: str) -> list[Person]:
        org, ids = self.organisation, [self.new_id() for _each in range(count)]
        keys.mint(org.pk, *ids)
        keys.mint(keys.HOUSE, *ids)
        Account.objects.bulk_create(Account(pk=pk, login=f"{pk}.{org.slug}", password=UNUSABLE) for pk in ids)
        people = [Person(pk=pk, organisation=org, account_id=pk, since=org.since) for pk in ids]
        for place, person in enumerate(people):
            person.chosen_name, person.language = f"{name} {place}", "fr-ca"
        Person.objects.bulk_create(people)
        Hat.objects.bulk_create(Hat(organisation=org, person=person, role=role) for person in people)
        return people

    def _ways_and_wishes(self) -> None:
        org = self.organisation
        for table, fields in ((Reach, {"ways": ["text"], "hours": "le soir"}), (Wishes, {"forms": ["walk"]})):
            _sealed(table, [{"organisation": org, "person": person} for person in self.peers], fields)
        for arrival in (self.peers, self.supporters):
            Arrival.objects.bulk_create(
                Arrival(organisation=org, person=person, limits_on=org.since, done_on=org.since, greeted_on=org.since)
                for person in arrival
            )
        plain = {"organisation": org, "places": PEERS_A_SUPPORTER + 1, "hours_per_week": 15, "is_open": True}
        own_words = {"words": WORDS, "languages": ["fr", "en"], "forms": ["walk", "phone"]}
        _sealed(Profile, [{**plain, "supporter": person} for person in self.supporters], own_words)

    def _offers(self) -> None:
        """The last person of the list is choosing; everyone else has someone."""
        request = Request.objects.create(organisation=self.organisation, peer=self.peers[-1])
        Offer.objects.bulk_create(
            Offer(organisation=self.organisation, request=request, supporter=supporter, order=order)
            for order, supporter in enumerate(self.supporters[:OFFERS])
        )

    def _relationships(self) -> list[Relationship]:
        return Relationship.objects.bulk_create(
            Relationship(
                organisation=self.organisation,
                peer=peer,
                supporter=self.supporters[place // PEERS_A_SUPPORTER],
                since=self.organisation.since,
            )
            for place, peer in enumerate(self.peers[:-1])
        )

    def _meetings(self, pairs: list[Relationship]) -> Iterator[dict[str, Any]]:
        org, ways, themes = self.organisation.pk, [way.value for way in FOR_TWO], Theme.values
        keys.fetch(org, [pair.peer_id for pair in pairs])
        for place in range(MEETINGS):
            pair, pk = pairs[place % len(pairs)], self.new_id()
            on = self.a_day()
            yield {
                "id": pk,
                "organisation_id": org,
                "relationship_id": pair.pk,
                "peer_id": pair.peer_id,
                "supporter_id": pair.supporter_id,
                "noted_by_id": pair.supporter_id,
                "noted_on": on,
                "on": on,
                "minutes": self.dice.choice((15, 30, 45, 60, 90)),
                "way": self.dice.choice(ways),
                "themes": json.dumps(self.dice.sample(themes, 2)),
                "box": boxes.seal(org, pair.peer_id, f"meetings.meeting|{pk}|box", {"note": WORDS}),
                "own_box": b"",
            }

    def _supervision(self) -> None:
        supervisor, org = self.staff[Role.SUPERVISOR], self.organisation
        Rhythm.objects.bulk_create(
            Rhythm(organisation=org, supporter=supporter, supervisor=supervisor) for supporter in self.supporters
        )
        held = [
            {
                "organisation": org,
                "supporter": supporter,
                "supervisor": supervisor,
                "at": self._moment(weeks),
                "state": "held" if weeks >= 0 else "planned",
            }
            for supporter in self.supporters
            for weeks in range(-2, WEEKS, 2)
        ]
        _sealed(Supervision, held, {"note": WORDS})
        topics = [
            {"organisation": org, "supporter": supporter, "added_by": supporter}
            for supporter in self.supporters
            for _each in range(3)
        ]
        _sealed(Topic, topics, {"words": WORDS})

    def _moment(self, weeks_ago: int) -> datetime:
        day = self.today - timedelta(weeks=weeks_ago)
        return timezone.make_aware(datetime.combine(day, time(10)))

    def _referrals(self) -> None:
        Referral.objects.bulk_create(
            Referral(
                organisation=self.organisation,
                peer=peer,
                supporter=self.supporters[place // PEERS_A_SUPPORTER],
                service=self.dice.choice(Service.values),
                on=self.a_day(),
            )
            for place, peer in enumerate(self.peers[:-1])
        )

    def _logbook(self) -> None:
        for _round in range(LINES // PEERS):
            record(OPENED, by=self.staff[Role.COORDINATOR], about=self.peers)


def _sealed(table: type[Owned], rows: list[dict[str, Any]], values: dict[str, Any]) -> None:
    """Rows with the same words, each sealed under its own person's key."""
    made = [table(**row) for row in rows]
    for row in made:
        for name, value in values.items():
            setattr(row, name, value)
    table.objects.bulk_create(made)  # type: ignore[attr-defined]


def write_rows(table: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """COPY where there is one, many rows a statement otherwise."""
    blank = table()
    otherwise = {str(field.column): getattr(blank, field.attname) for field in table._meta.concrete_fields}
    columns = list(otherwise)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    where = connection.ops.quote_name(table._meta.db_table)
    tuples = (tuple(row.get(column, otherwise[column]) for column in columns) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {where} ({names}) FROM STDIN") as copy:
                for values in tuples:
                    copy.write_row(values)
            return
        marks = ", ".join(["%s"] * len(columns))
        while chunk := list(islice(tuples, AT_ONCE)):
            cursor.executemany(f"INSERT INTO {where} ({names}) VALUES ({marks})", chunk)  # noqa: S608
