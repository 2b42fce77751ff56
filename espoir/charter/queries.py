from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _lazy

from espoir.charter.models import PARTS, Agreement, Charter
from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.roles import ALLOWED, Permission, Role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HEADINGS: dict[str, StrOrPromise] = {
    "does": _lazy("What I do"),
    "does_not": _lazy("What I don’t do"),
    "ask_first": _lazy("What I ask about first"),
    "turn_to": _lazy("Whom I turn to"),
}
WHO_AGREES = tuple(role for role in Role if Permission.AGREE_CHARTER in ALLOWED[role])


def versions(organisation: Organisation) -> list[Charter]:
    """The newest first."""
    return list(Charter.objects.of(organisation).order_by("-version"))


def current(organisation: Organisation) -> Charter | None:
    return Charter.objects.of(organisation).order_by("-version").first()


def those_concerned(organisation: Organisation) -> list[Person]:
    """Who works beside the role and is here: supporters, supervisors, colleagues in other roles."""
    hats = Prefetch("hats", Hat.objects.of(organisation))
    people = Person.objects.of(organisation).here().wearing(*WHO_AGREES).prefetch_related(hats)
    return list(people.order_by("since", "pk"))


def have_agreed(charter: Charter) -> set[str]:
    rows = Agreement.objects.of(charter.organisation).filter(charter=charter)
    return set(rows.values_list("person_id", flat=True))


def still_to_agree(organisation: Organisation) -> list[Person]:
    """Who has not yet said yes to the current version; everyone concerned while there is none."""
    latest = Charter.objects.of(organisation).order_by("-version").values("pk")[:1]
    agreed = Agreement.objects.of(organisation).filter(charter=latest).values("person")
    people = Person.objects.of(organisation).here().wearing(*WHO_AGREES).exclude(pk__in=agreed)
    return list(people.order_by("since", "pk"))


def has_agreed(person: Person) -> bool:
    charter = current(person.organisation)
    return charter is not None and person.pk in have_agreed(charter)


def is_to_agree(person: Person) -> bool:
    """There is a charter to which she has not said yes."""
    hers = Agreement.objects.of(person.organisation).filter(charter=OuterRef("pk"), person=person)
    rows = Charter.objects.of(person.organisation).annotate(is_agreed=Exists(hers)).order_by("-version")
    return rows.values_list("is_agreed", flat=True).first() is False


def is_agreed(organisation: Organisation) -> bool:
    return not still_to_agree(organisation) and current(organisation) is not None


@dataclass(frozen=True)
class Part:
    """One of the four parts of the page, line by line; beside an older version, what came in and what went."""

    code: str
    heading: StrOrPromise
    lines: list[tuple[str, str]]  # ("same" | "new" | "gone", words)


def parts(charter: Charter, *, since: Charter | None = None) -> list[Part]:
    return [
        Part(code, HEADINGS[code], _compared(since.lines(code) if since else charter.lines(code), charter.lines(code)))
        for code in PARTS
    ]


def _compared(before: list[str], now: list[str]) -> list[tuple[str, str]]:
    marks = {"  ": "same", "+ ": "new", "- ": "gone"}
    return [(marks[line[:2]], line[2:]) for line in difflib.ndiff(before, now) if line[:2] in marks]


def numbered(organisation: Organisation, version: int) -> Charter | None:
    return Charter.objects.of(organisation).filter(version=version).first()
