from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from espoir import clock
from espoir.consents.models import Choice
from espoir.i18n import say
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import STAFF, Permission, Role
from espoir.safety import patterns, rules
from espoir.safety.first_words import first_words
from espoir.safety.models import Incident, Look, Protocol
from espoir.vault import keys

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXTS = ("steps_fr", "steps_en", "numbers_fr", "numbers_en", "after_fr", "after_en")
MOST_QUARTERS = 12


def protocol(organisation: Organisation) -> Protocol | None:
    """The safety sheet in force: its newest version."""
    return Protocol.objects.of(organisation).select_related("on_call").order_by("-version").first()


def text_of(sheet: Protocol | None, name: str) -> str:
    """As it stands on the sheet; as we propose it where there is none, or where it was written before this part was."""
    at_first = first_words().get(name, "")
    if sheet is None:
        return at_first
    written: str = getattr(sheet, name)
    return written or (at_first if name.startswith("after_") else "")


def steps_of_the_sheet(organisation: Organisation) -> list[tuple[str, str]]:
    """What the organisation does once it was told something, in French and in English."""
    sheet = protocol(organisation) or Protocol()
    words = Protocol()
    words.after_fr, words.after_en = text_of(sheet, "after_fr"), text_of(sheet, "after_en")
    return words.after


def in_the_readers_language(pair: tuple[str, str]) -> str:
    french, english = pair
    return french if say.in_french() else english


def is_ready(organisation: Organisation) -> bool:
    """The safety sheet was read, agreed to be true, and someone who is here is on call."""
    return is_in_force(protocol(organisation))


def is_in_force(sheet: Protocol | None) -> bool:
    return bool(sheet and sheet.confirmed_on and sheet.on_call and sheet.on_call.state == Person.State.HERE)


def has_route(organisation: Organisation) -> bool:
    """Something that happened can be told to someone: a safety lead or an outside ally is here."""
    return who_can_hold(organisation).exists()


def on_call(organisation: Organisation) -> Person | None:
    sheet = protocol(organisation)
    return sheet.on_call if sheet and sheet.on_call and sheet.on_call.state == Person.State.HERE else None


def listeners(reporter: Person) -> list[Person]:
    """To whom something can be told: the safety leads and the outside allies, but oneself."""
    return list(_who_listens(reporter).prefetch_related("hats").order_by("since", "pk"))


def someone_listens(reporter: Person) -> bool:
    return _who_listens(reporter).exists()


def _who_listens(reporter: Person) -> QuerySet[Person]:
    return who_can_hold(reporter.organisation).exclude(pk=reporter.pk)


def is_outside(person: Person) -> bool:
    return Role.ALLY in person.roles


def allies(organisation: Organisation) -> list[Person]:
    return list(Person.objects.of(organisation).here().wearing(Role.ALLY).order_by("since", "pk"))


def told_by(reporter: Person) -> OwnedQuerySet[Incident]:
    """What this person said, the latest first."""
    mine = Incident.objects.of(reporter.organisation).filter(reporter=reporter)
    return mine.select_related("owner").order_by("-sent")


def can_hold(owner: Person) -> bool:
    return owner.state == Person.State.HERE and (owner.may(Permission.LEAD_SAFETY) or owner.may(Permission.BE_AN_ALLY))


def who_can_hold(organisation: Organisation) -> QuerySet[Person]:
    """The same, for all of an organisation."""
    return Person.objects.of(organisation).here().wearing(Role.SAFETY_LEAD, Role.ALLY)


def in_the_hands_of(owner: Person) -> OwnedQuerySet[Incident]:
    """What was sent or handed to this person, while she is a safety lead or an ally. Nobody else sees it."""
    if not can_hold(owner):
        return Incident.objects.of(owner.organisation).none()
    hers = Incident.objects.of(owner.organisation).filter(owner=owner)
    return hers.select_related("reporter", "organisation").order_by("-sent")


def open_incidents(organisation: Organisation) -> OwnedQuerySet[Incident]:
    """Those that still owe someone news: an erased person is owed nothing more."""
    still = Incident.objects.of(organisation).exclude(state=Incident.State.ENDED)
    still = still.exclude(reporter__state=Person.State.ERASED)
    return still.select_related("owner", "reporter").prefetch_related("owner__hats")


def could_be_on_call(organisation: Organisation) -> list[Person]:
    """Whoever works here. The people who are supported are never asked to answer for others."""
    team = Person.objects.of(organisation).here().wearing(*(STAFF - {Role.NETWORK_OFFICER, Role.RESEARCHER}))
    return sorted(team, key=lambda person: person.name)


def seconds(incident: Incident) -> list[Person]:
    """Who could decide with its owner: another who listens; what was sent outside is never shown to someone inside."""
    others = [person for person in listeners(incident.reporter) if person.pk != incident.owner_id]
    return [person for person in others if is_outside(person) or not incident.went_outside]


def asked_as_second(person: Person) -> OwnedQuerySet[Incident]:
    """Contacts outside of which this person has still to say whether they were decided by two."""
    rows = Incident.objects.of(person.organisation).filter(second=person)
    return rows.select_related("owner", "reporter").order_by("second_by", "pk") if can_hold(person) else rows.none()


def without_their_second(organisation: Organisation) -> OwnedQuerySet[Incident]:
    """Those whose second person has left, and those of whom nothing is left to read."""
    asked = Incident.objects.of(organisation).filter(second__isnull=False)
    gone = Q(reporter__state=Person.State.ERASED) | ~Q(second__in=who_can_hold(organisation))
    return asked.filter(gone)


# What a quarter says without names.


def looks(organisation: Organisation) -> list[Look]:
    return list(Look.objects.of(organisation).order_by("-first")[:MOST_QUARTERS])


def quarters_without_a_look(organisation: Organisation) -> list[date]:
    kept = set(Look.objects.of(organisation).values_list("first", flat=True))
    over = patterns.quarters_over(organisation.since, clock.today(), at_most=MOST_QUARTERS)
    return [first for first in over if first not in kept]


def facts_of(organisation: Organisation, first: date) -> list[patterns.Fact]:
    """What was told inside in that quarter; not what went outside, nor what is of someone who said no to numbers."""
    begins, ends = (_midnight(day) for day in (first, patterns.next_quarter(first)))
    rows = Incident.objects.of(organisation).filter(sent__gte=begins, sent__lt=ends, went_outside=False)
    told = rows.exclude(reporter__state=Person.State.ERASED).select_related("reporter")
    told = told.prefetch_related("reporter__hats").order_by("sent", "pk")
    keys.fetch(organisation.pk, {incident.reporter_id for incident in told})
    counted = set(Choice.objects.of(organisation).saying_yes("numbers").values_list("person_id", flat=True))
    return [
        _fact(incident) for incident in told
        if incident.reporter_id in counted or Role.PEER not in incident.reporter.roles
    ]  # fmt: skip


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _fact(incident: Incident) -> patterns.Fact:
    sent = timezone.localtime(incident.sent).date().isoformat()
    late = any(rules.is_late_step(step, incident.todo_by) for step in incident.todo)
    held_that_day = incident.debrief == Incident.Debrief.HELD and incident.moment_on == sent
    return patterns.Fact(incident.reporter_id, incident.what, late, held_that_day)


# One of them, in words.


@dataclass(frozen=True)
class Step:
    at: datetime
    who: str
    words: str


def steps(incident: Incident) -> list[Step]:
    """What was done, in the order it was done."""
    names = _names(incident, (step["who"] for step in incident.steps))
    return [
        Step(datetime.fromisoformat(step["at"]), names.get(step["who"], _("someone")), step["words"])
        for step in incident.steps
    ]


@dataclass(frozen=True)
class ToDo:
    number: int
    words: str
    state: str
    said: StrOrPromise
    who: str = ""
    at: datetime | None = None


def todo(incident: Incident) -> list[ToDo]:
    """The steps of the sheet for this one, with who did each and when."""
    names = _names(incident, (step["who"] for step in incident.todo if "who" in step))
    return [
        ToDo(
            number,
            in_the_readers_language((step["fr"], step["en"])),
            step["state"],
            rules.Todo(step["state"]).label,
            names.get(step.get("who", ""), ""),
            datetime.fromisoformat(step["at"]) if "at" in step else None,
        )
        for number, step in enumerate(incident.todo)
    ]


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Word:
    at: datetime
    words: str


def added(incident: Incident) -> list[Word]:
    """What she said afterwards."""
    return [Word(datetime.fromisoformat(one["at"]), one["words"]) for one in incident.added]


@dataclass(frozen=True)
class Contact:
    number: int
    at: datetime
    whom: StrOrPromise
    because: StrOrPromise
    is_spoken: bool
    is_without_her_yes: bool
    told_first: bool
    not_first: StrOrPromise
    why: str
    owner: str
    second: str
    second_says: str
    no_yes: bool


def contacts_outside(incident: Incident) -> list[Contact]:
    ids = [one[key] for one in incident.outside for key in ("by", "second") if one.get(key)]
    names = _names(incident, ids)
    return [_contact(number, one, names) for number, one in enumerate(incident.outside)]


def _contact(number: int, one: dict[str, str], names: dict[str, str]) -> Contact:
    return Contact(
        number=number,
        at=datetime.fromisoformat(one["at"]),
        whom=rules.Whom(one["whom"]).label,
        because=rules.Because(one["because"]).label,
        is_spoken=one["because"] == rules.Because.SPOKEN,
        is_without_her_yes=one["because"] in rules.LIMITS,
        told_first=bool(one["told_first"]),
        not_first=rules.NotFirst(one["not_first"]).label if one.get("not_first") else "",
        why=one.get("why", ""),
        owner=names.get(one.get("by", ""), _("someone")),
        second=names.get(one["second"], _("someone")) if one.get("second") else "",
        second_says=one.get("second_says", ""),
        no_yes="no_yes" in one,
    )


def _names(incident: Incident, ids: Iterable[str]) -> dict[str, str]:
    """One query, and none where there is nobody to name."""
    wanted = set(ids)
    found = Person.objects.of(incident.organisation).filter(pk__in=wanted) if wanted else ()
    return {person.pk: person.name for person in found}
