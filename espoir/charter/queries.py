from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _lazy

from espoir.charter import rules
from espoir.charter.models import PARTS, Agreement, Charter, Post, Reading, Round
from espoir.charter.pulse import Said, read
from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import ALLOWED, Permission, Role
from espoir.vault import boxes, keys

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


@dataclass(frozen=True)
class Standing:
    """Where someone stands with the current charter."""

    is_agreed: bool
    has_read: bool  # “the role in ten minutes”
    asks_the_team: bool  # a round of questions to the team is open


def standing(person: Person) -> Standing | None:
    """In one query, for Today; None while there is no charter."""
    organisation = person.organisation
    hers = Agreement.objects.of(organisation).filter(charter=OuterRef("pk"), person=person)
    readings = Reading.objects.of(organisation).filter(person=person)
    rounds = Round.objects.of(organisation).filter(is_open=True)
    rows = Charter.objects.of(organisation).order_by("-version")
    found = rows.annotate(is_agreed=Exists(hers), has_read=Exists(readings), asks=Exists(rounds))
    row = found.values_list("is_agreed", "has_read", "asks").first()
    return Standing(*row) if row else None


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


# The post of each.


def holders(organisation: Organisation) -> QuerySet[Person]:
    """Who has the role, the longest here first."""
    return Person.objects.of(organisation).here().wearing(Role.SUPPORTER).order_by("since", "pk")


def post_of(person: Person) -> Post | None:
    return Post.objects.of(person.organisation).filter(person=person).select_related("owner", "person").first()


def posts_by_person(organisation: Organisation, people: list[Person]) -> dict[str, Post]:
    keys.fetch(organisation.pk, [person.pk for person in people])
    rows = Post.objects.of(organisation).filter(person__in=people).select_related("person", "owner")
    return {row.person_id: row for row in rows}


def posts_to_put_right(organisation: Organisation) -> OwnedQuerySet[Post]:
    rows = Post.objects.of(organisation).filter(due__isnull=False, person__state=Person.State.HERE)
    return rows.select_related("person", "owner").order_by("due", "pk")


# The role in ten minutes.


@dataclass(frozen=True)
class Readers:
    """How many of how many have read; by name, only those who are still to be invited."""

    have_read: int
    in_all: int
    still: list[Person]


def readers(organisation: Organisation) -> Readers:
    """Those who work beside the role, in another one."""
    others = [person for person in those_concerned(organisation) if not person.may(Permission.SUPPORT)]
    read_it = set(Reading.objects.of(organisation).values_list("person_id", flat=True))
    still = [person for person in others if person.pk not in read_it]
    return Readers(len(others) - len(still), len(others), still)


def has_read(person: Person) -> bool:
    return Reading.objects.of(person.organisation).filter(person=person).exists()


# How the role is understood.

MARK = "pulse"


def mark_of(person: Person) -> str:
    """It stands for her among those who answered, beside no answer; it points to nobody once she is erased."""
    return boxes.tag(person.organisation_id, person.pk, MARK)


def rounds(organisation: Organisation) -> list[Round]:
    """The newest first."""
    return list(Round.objects.of(organisation).order_by("-opened_on", "-pk"))


def open_round(organisation: Organisation) -> Round | None:
    return Round.objects.of(organisation).filter(is_open=True).first()


def has_answered(person: Person, asked: Round) -> bool:
    return mark_of(person) in asked.who


def is_asked(person: Person) -> bool:
    """A round is open, and she has not answered."""
    asked = open_round(person.organisation)
    return asked is not None and not has_answered(person, asked)


def may_open_a_round(organisation: Organisation) -> bool:
    """Enough people, none open, and not again too soon."""
    last = next(iter(rounds(organisation)), None)
    return rules.may_ask_again(last) and rules.is_enough(len(those_concerned(organisation)))


def said_of(asked: Round) -> list[Said]:
    return read(asked.tallies) if asked.is_shown else []
