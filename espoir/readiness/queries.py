"""What the screens of this room show, and what the room above asks: who has a yes and has not begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Permission
from espoir.people import queries as people
from espoir.readiness import rules
from espoir.readiness.models import (
    Application,
    Conversation,
    GuideAnswers,
    Look,
    Posting,
    Reflection,
    Step,
    Support,
)
from espoir.vault import keys

WITH_READERS = ("posting__first", "posting__second")

# The roles.


def open_postings(organisation: Organisation) -> QuerySet[Posting]:
    rows = Posting.objects.of(organisation).filter(state=Posting.State.OPEN)
    return rows.select_related("first", "second").order_by("closes_on", "pk")


def postings(organisation: Organisation) -> QuerySet[Posting]:
    """All of them, the latest first."""
    return Posting.objects.of(organisation).select_related("first", "second").order_by("-written_on", "pk")


def postings_for(reader: Person) -> QuerySet[Posting]:
    """Those that she may print: what is open; all of them for whoever keeps the team."""
    everything = reader.may(Permission.TEAM)
    return postings(reader.organisation) if everything else open_postings(reader.organisation)


def may_ask_for(person: Person, posting: Posting) -> bool:
    """It is open, she is not one of those who read, and has not asked yet."""
    asked = Application.objects.of(person.organisation).filter(posting=posting, person=person)
    return posting.state == Posting.State.OPEN and person not in posting.readers and not asked.exists()


def have_asked(posting: Posting, those: Iterable[Person]) -> bool:
    """Nobody reads what she sent herself."""
    return Application.objects.of(posting.organisation).filter(posting=posting, person__in=list(those)).exists()


# Hers.


def applications_of(person: Person) -> QuerySet[Application]:
    rows = Application.objects.of(person.organisation).filter(person=person)
    return rows.select_related("person", "posting", *WITH_READERS).order_by("-sent_on", "pk")


def conversations_of(application: Application) -> list[Conversation]:
    rows = Conversation.objects.of(application.organisation).filter(application=application)
    return list(rows.select_related("person", "first", "second", "application").order_by("talk_by", "pk"))


def conversation_now(application: Application) -> Conversation | None:
    """The one that is to come, waits to be read, or was agreed."""
    stands = (*rules.LIVE, rules.AGREED)
    return next((one for one in reversed(conversations_of(application)) if one.state in stands), None)


def supports_of(application: Application) -> list[Support]:
    rows = Support.objects.of(application.organisation).filter(application=application)
    return list(rows.select_related("owner", "person").order_by("state", "due", "pk"))


def supports_owed_to(person: Person) -> QuerySet[Support]:
    rows = Support.objects.of(person.organisation).filter(person=person)
    return rows.select_related("owner", "person", "application")


def guide_answers_of(person: Person) -> GuideAnswers:
    """What she wrote; blank, not saved, as long as she wrote nothing."""
    found = GuideAnswers.objects.of(person.organisation).filter(person=person).first()
    return found or GuideAnswers(organisation=person.organisation, person=person)


def reflection_of(person: Person) -> Reflection:
    found = Reflection.objects.of(person.organisation).filter(person=person).first()
    return found or Reflection(organisation=person.organisation, person=person)


# Those who read, talk and answer.


def applications_i_read(reader: Person) -> QuerySet[Application]:
    """What the two of a role read. Nobody reads what she sent herself."""
    rows = Application.objects.of(reader.organisation).filter(Q(posting__first=reader) | Q(posting__second=reader))
    rows = rows.filter(person__state=Person.State.HERE).exclude(person=reader)
    return rows.select_related("person", "posting", *WITH_READERS).order_by("answer_by", "pk")


def being_read(reader: Person) -> QuerySet[Application]:
    return applications_i_read(reader).filter(state__in=[rules.SENT, rules.YES])


def applications_i_follow(reader: Person) -> QuerySet[Application]:
    """What is still read or answered, and what is to be looked at again."""
    return applications_i_read(reader).filter(Q(state__in=[rules.SENT, rules.YES]) | Q(look_again_on__isnull=False))


def said(conversation: Conversation) -> list[dict[str, object]]:
    """The supports that wait for her yes: words, who, by when."""
    owners = {one["owner"] for one in conversation.proposed}
    here = {person.pk: person for person in Person.objects.of(conversation.organisation).filter(pk__in=owners)}
    return [
        {"words": one["words"], "owner": here.get(one["owner"]), "due": date.fromisoformat(one["due"])}
        for one in conversation.proposed
    ]


def conversations_i_hold(person: Person) -> QuerySet[Conversation]:
    """Those in which she is one of the two, from the day they are named until the role begins or is not to be."""
    held = Conversation.objects.of(person.organisation).filter(Q(first=person) | Q(second=person))
    held = held.filter(state__in=[*rules.LIVE, rules.AGREED], person__state=Person.State.HERE)
    rows = held.filter(application__state__in=[rules.SENT, rules.YES])
    return rows.select_related("person", "first", "second", "application__posting").order_by("talk_by", "pk")


def supports_i_owe(owner: Person) -> QuerySet[Support]:
    rows = Support.objects.of(owner.organisation).filter(owner=owner, person__state=Person.State.HERE)
    return rows.select_related("person", "owner")


def those_who_may_talk(application: Application) -> list[Person]:
    """Everyone who works here but herself, and those who have talked with her before."""
    before = {
        pk
        for one in conversations_of(application)
        if one.state == rules.ANOTHER
        for pk in (one.first_id, one.second_id)
    }
    known = {*before, application.person_id}
    return [person for person in people.team_by_name(application.organisation) if person.pk not in known]


# The organisation looks at itself.


def looks(organisation: Organisation) -> QuerySet[Look]:
    return Look.objects.of(organisation).select_related("owner").order_by("-begun_on", "pk")


def open_look(organisation: Organisation) -> Look | None:
    return looks(organisation).filter(state=Look.State.OPEN).first()


def last_look(organisation: Organisation) -> Look | None:
    return looks(organisation).filter(state=Look.State.KEPT).first()


def steps_of(look: Look) -> list[Step]:
    rows = Step.objects.of(look.organisation).filter(look=look)
    return list(rows.select_related("owner").order_by("state", "due", "pk"))


def steps(organisation: Organisation) -> QuerySet[Step]:
    return Step.objects.of(organisation).select_related("owner", "look")


# One look at where someone stands here, so that a home page on which nothing waits costs one question.


@dataclass(frozen=True)
class Kept:
    """Which promises of this room someone keeps."""

    answers: bool = True
    talks: bool = True
    supports: bool = True
    steps: bool = True
    looks: bool = True


def kept_by(person: Person) -> Kept:
    if not person.is_staff_here:
        return Kept(answers=False, talks=False, supports=False, steps=False, looks=False)
    place, hers = person.organisation, Person.objects.of(person.organisation).filter(pk=person.pk)
    found = hers.annotate(
        answers=Exists(Application.objects.of(place).filter(posting__first=person)),
        talks=Exists(Conversation.objects.of(place).filter(first=person, state=rules.PLANNED)),
        supports=Exists(Support.objects.of(place).filter(owner=person, state=Support.State.OWED)),
        steps=Exists(Step.objects.of(place).filter(owner=person, state=Step.State.OWED)),
        looks=Exists(Look.objects.of(place).filter(owner=person, state=Look.State.KEPT, was_followed=False)),
    )
    return Kept(**found.values("answers", "talks", "supports", "steps", "looks").get())


@dataclass(frozen=True)
class Here:
    """What of this room someone finds on her home page."""

    asked: bool  # she asked for a role, and it goes on or was answered
    reads: bool  # she reads what someone sent, or talks with someone
    is_open: bool  # a role is open to everyone


def here_for(person: Person) -> Here:
    place, hers = person.organisation, Person.objects.of(person.organisation).filter(pk=person.pk)
    going_on = Application.objects.of(place).filter(state__in=[rules.SENT, rules.YES])
    talking = Q(conversations__first=person) | Q(conversations__second=person)
    stands = Q(conversations__state__in=[*rules.LIVE, rules.AGREED])
    reads = Q(posting__first=person) | Q(posting__second=person) | stands & talking
    found = hers.annotate(
        asked=Exists(Application.objects.of(place).filter(person=person).exclude(state=rules.BEGUN)),
        reads=Exists(going_on.filter(reads).exclude(person=person)),
        is_open=Exists(Posting.objects.of(place).filter(state=Posting.State.OPEN)),
    )
    return Here(**found.values("asked", "reads", "is_open").get())


def going_on_for(person: Person) -> QuerySet[Application]:
    """What she asked for and what was answered, with whether words wait for her, or two people."""
    live = Conversation.objects.of(person.organisation).filter(application=OuterRef("pk"))
    rows = Application.objects.of(person.organisation).filter(person=person).exclude(state=rules.BEGUN)
    marks = {
        "has_words": Exists(live.filter(state=rules.PROPOSED)),
        "has_two": Exists(live.filter(state=rules.PLANNED)),
    }
    return rows.annotate(**marks).order_by("pk")


def with_keys(organisation: Organisation, rows: Iterable[Application | Conversation | Support]) -> None:
    """Read the keys of a whole page of rows at once."""
    keys.fetch(organisation.pk, [row.person_id for row in rows])
