from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language

from espoir import clock
from espoir.charter import queries as charters
from espoir.charter.models import Charter
from espoir.meetings.models import Meeting
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import Asked
from espoir.organisations.roles import Role
from espoir.practice import drift, rules
from espoir.practice.codes import Kind, Place, What
from espoir.practice.drift import Time
from espoir.practice.models import Noted, Question
from espoir.supervision import queries as supervision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOT_MINE = ("does_not", "ask_first")


# What she may have been asked to do.


@dataclass(frozen=True)
class Choice:
    code: str
    fr: str = ""
    en: str = ""

    @property
    def words(self) -> StrOrPromise:
        if self.code in Kind.values:
            return Kind(self.code).label
        return self.fr if (get_language() or "fr").startswith("fr") else self.en


def usual() -> list[Choice]:
    return [Choice(kind.value) for kind in Kind]


def lines_of(charter: Charter, part: str) -> list[Choice]:
    """Each line of one part, in both languages; where one language has fewer lines, a line says itself in the other."""
    french, english = charter.lines(part, "fr"), charter.lines(part, "en")
    return [
        Choice(
            f"{part}-{charter.version}-{number}",
            (french[number : number + 1] or english[number : number + 1])[0],
            (english[number : number + 1] or french[number : number + 1])[0],
        )
        for number in range(max(len(french), len(english)))
    ]


def from_the_charter(organisation: Organisation) -> dict[str, list[Choice]]:
    """The lines of "I don't" and "I ask first", of the current version."""
    charter = charters.current(organisation)
    return {part: lines_of(charter, part) for part in NOT_MINE} if charter else {}


def choice(organisation: Organisation, code: str) -> Choice:
    lines = [] if code in Kind.values else [one for part in from_the_charter(organisation).values() for one in part]
    for one in [*usual(), *lines]:
        if one.code == code:
            return one
    raise rules.NotAChoice(code)


# What she noted.


def noted_by(person: Person) -> OwnedQuerySet[Noted]:
    """Hers, and nobody else's: no other query of the house reads this table."""
    return Noted.objects.of(person.organisation).filter(person=person)


def rows_of(person: Person) -> list[Noted]:
    """The latest first. The day is sealed, so it is sorted here."""
    return sorted(noted_by(person), key=lambda row: (row.day, row.pk), reverse=True)


@dataclass
class Picture:
    """Four weeks of her own, for her."""

    first: date
    last: date
    outside: int  # minutes
    meetings: int  # minutes
    everything: int  # minutes, meetings included
    share: Fraction | None
    rows: list[Noted] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        return drift.in_words(self.share)

    @property
    def contacts(self) -> list[Noted]:
        return [row for row in self.rows if row.what == What.CONTACT]

    @property
    def reached(self) -> int:
        return len(self.contacts)

    @property
    def answered(self) -> int:
        return sum(row.is_answered for row in self.contacts)

    @property
    def always(self) -> int:
        return sum(row.what == What.ALWAYS for row in self.rows)

    @property
    def kinds(self) -> list[Noted]:
        """One row for each kind that stood outside her role or was asked first: what a question may be about."""
        asked = [row for row in self.rows if row.what == What.TIME and row.place != Place.IN_ROLE]
        return list({row.kind: row for row in asked}.values())


def picture(person: Person, *, last: date | None = None) -> Picture:
    """Her time of four weeks: what she noted beside the meetings that the house knows of, all of them in her role."""
    last = last or clock.today()
    first = drift.first_day(last)
    rows = [row for row in rows_of(person) if first <= row.on <= last]
    met = [Time(on, minutes, is_outside=False) for on, minutes in _meetings(person, first, last) if minutes]
    times = [*met, *(row.time for row in rows if row.time)]
    outside, everything = drift.minutes_of(times, last=last)
    return Picture(
        first=first,
        last=last,
        outside=outside,
        meetings=sum(time.minutes for time in met),
        everything=everything,
        share=drift.drift(times, last=last),
        rows=rows,
    )


@read_by_nobody(because="her own hours: only dates and lengths, nobody's name")
def _meetings(person: Person, first: date, last: date) -> Iterable[tuple[date, int]]:
    rows = Meeting.objects.of(person.organisation).filter(supporter=person, on__range=(first, last))
    return rows.values_list("on", "minutes")


def too_old(organisation: Organisation) -> list[str]:
    """Rows past their clock: the day is sealed, so each is opened by the worker, and by nobody."""
    since = rules.kept_since(organisation)
    rows = Noted.objects.of(organisation).select_related("person")
    return [row.pk for row in rows if date.min < row.on < since]


# Questions to the team.


def questions_of(person: Person) -> OwnedQuerySet[Question]:
    mine = Question.objects.of(person.organisation).filter(person=person)
    return mine.select_related("owner", "person").order_by("-asked_on", "-pk")


def answered_lately(person: Person) -> OwnedQuerySet[Question]:
    """Hers, with an answer of these days."""
    since = clock.today() - rules.LATELY
    return questions_of(person).filter(state=Question.State.ANSWERED, answered_on__gte=since)


def open_questions(organisation: Organisation) -> OwnedQuerySet[Question]:
    """All that wait for an answer."""
    rows = Question.objects.of(organisation).filter(state=Question.State.ASKED)
    return rows.select_related("owner", "person").order_by("due", "pk")


def questions_i_may_read(person: Person) -> OwnedQuerySet[Question]:
    """My own, those of the people I supervise, those I answer; a coordinator reads all of them."""
    rows = Question.objects.of(person.organisation).select_related("owner", "person").order_by("-asked_on", "-pk")
    if Role.COORDINATOR in person.roles:
        return rows
    return rows.filter(Q(person=person) | Q(owner=person) | Q(person__in=supervision.supervised_by(person)))


def questions_asked_of_us(person: Person) -> OwnedQuerySet[Question]:
    """Those that others asked and that this person may read."""
    return questions_i_may_read(person).exclude(person=person)


def lately_of_interest(person: Person) -> OwnedQuerySet[Question]:
    """Waiting, or answered a short while ago."""
    since = clock.today() - rules.LATELY
    return questions_asked_of_us(person).filter(Q(state=Question.State.ASKED) | Q(answered_on__gte=since))


def who_would_answer(person: Person) -> Person | None:
    """A coordinator, or whoever directs, but not herself if there is anyone else; otherwise who supervises her."""
    asked = Asked(person.organisation)
    others = [one for one in [*asked.coordinators, *asked.directors] if one != person]
    return next(iter([*others, *supervision.supervisors_of(person)]), None) or asked.chief


def due() -> date:
    return clock.today() + timedelta(days=rules.DAYS_TO_ANSWER)
