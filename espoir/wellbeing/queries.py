from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from espoir.measures import queries as measures
from espoir.measures.queries import Card
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.supervision.queries import supervisors_of
from espoir.vault import keys
from espoir.wellbeing import locks
from espoir.wellbeing.codes import INSTRUMENTS, WEEK
from espoir.wellbeing.holding import Book
from espoir.wellbeing.models import Journal, Leaf, Share, ShareQuerySet

TEAM = (Role.SUPPORTER, Role.SUPERVISOR, Role.COORDINATOR, Role.SAFETY_LEAD, Role.DIRECTOR, Role.COLLEAGUE, Role.ALLY)


@dataclass(frozen=True)
class Entry:
    """A leaf, read."""

    pk: str
    at: datetime
    kind: str
    answers: dict[str, Any]
    line: str = ""

    @property
    def is_week(self) -> bool:
        return self.kind == WEEK


def journal_of(person: Person) -> Journal | None:
    found = Journal.objects.of(person.organisation).filter(person=person).first()
    if found is not None:
        found.person = person
    return found


def has_leaf(journal: Journal, leaf: str) -> bool:
    """Is it one of hers? That can be said while the journal is closed."""
    return Leaf.objects.of(journal.organisation).filter(journal=journal, pk=leaf).exists()


def entries(book: Book) -> list[Entry]:
    """All of them, the latest first. Only the open journal knows their order."""
    leaves = Leaf.objects.of(book.journal.organisation).filter(journal=book.journal)
    return sorted((_read(leaf, book) for leaf in leaves), key=lambda entry: (entry.at, entry.pk), reverse=True)


def entry(book: Book, leaf: str) -> Entry | None:
    row = Leaf.objects.of(book.journal.organisation).filter(journal=book.journal, pk=leaf).first()
    return _read(row, book) if row else None


def _read(leaf: Leaf, book: Book) -> Entry:
    written = locks.unseal(leaf, book.journal, book.key)
    at = timezone.localtime(datetime.fromisoformat(written["at"]))
    return Entry(leaf.pk, at, written["kind"], written["answers"], written["line"])


# What the organisation has switched on.


def questionnaires(organisation: Organisation) -> list[Card]:
    return [card for card in measures.switched_on(organisation) if card.code in INSTRUMENTS]


def questionnaire(organisation: Organisation, code: str) -> Card | None:
    return next((card for card in questionnaires(organisation) if card.code == code), None)


# What she shows to someone.


def shared_by(person: Person) -> ShareQuerySet:
    return Share.objects.of(person.organisation).filter(person=person).select_related("reader").order_by("-until", "pk")


def shown_to(reader: Person) -> ShareQuerySet:
    """What is open for her to read."""
    rows = Share.objects.of(reader.organisation).filter(reader=reader, person__state=Person.State.HERE).open()
    return rows.select_related("person").order_by("until", "pk")


def could_read(person: Person) -> list[Person]:
    """Whom she may choose: her supervisor, an ally outside, someone of the team."""
    here = Person.objects.of(person.organisation).here().wearing(*TEAM).exclude(pk=person.pk)
    others = list(here.prefetch_related("hats"))
    keys.fetch(person.organisation_id, [one.pk for one in others])
    closest = {one.pk for one in supervisors_of(person)}
    return sorted(others, key=lambda one: (one.pk not in closest, Role.ALLY not in one.roles, one.name))
