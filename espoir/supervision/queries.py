from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from espoir import clock
from espoir.meetings.models import Meeting
from espoir.meetings.queries import Brought, brought_to_supervision
from espoir.notices import queries as notices
from espoir.organisations.models import Organisation, Person, PersonQuerySet
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import Promise, owed_to
from espoir.organisations.roles import Role
from espoir.safety import queries as safety
from espoir.safety.models import Protocol
from espoir.safety.rules import end_of_working_day
from espoir.supervision import rules
from espoir.supervision.models import Rhythm, Supervision, TalkRequest, Topic
from espoir.vault import keys

UNANSWERED = (TalkRequest.State.SENT, TalkRequest.State.TAKEN_OVER)
LATELY = timedelta(days=30)
A_WHILE = timedelta(days=182)
STILL_TODAY = timedelta(hours=12)


# Who supervises whom.


def rhythm_of(supporter: Person) -> Rhythm | None:
    rows = Rhythm.objects.of(supporter.organisation).filter(supporter=supporter)
    return rows.select_related("supervisor", "second").first()


def supervisor_of(person: Person) -> Person | None:
    """Who supervises this supporter; None until the organisation has said so."""
    return next(iter(supervisors_of(person)), None)


def supervisors_of(person: Person) -> list[Person]:
    """The one who supervises, then the second when life is hard."""
    rhythm = rhythm_of(person)
    both = [rhythm.supervisor, rhythm.second] if rhythm else []
    return [one for one in both if one is not None and one.state == Person.State.HERE]


def supervised_by(person: Person) -> PersonQuerySet:
    """Those whom this person supervises."""
    mine = Rhythm.objects.of(person.organisation).filter(Q(supervisor=person) | Q(second=person))
    return Person.objects.of(person.organisation).here().filter(pk__in=mine.values("supporter")).order_by("since", "pk")


def supporters_of(organisation: Organisation) -> list[Person]:
    here = Person.objects.of(organisation).here().wearing(Role.SUPPORTER)
    return sorted(here, key=lambda person: person.name)


def could_supervise(organisation: Organisation, *, besides: Person) -> list[Person]:
    here = Person.objects.of(organisation).here().wearing(Role.SUPERVISOR).exclude(pk=besides.pk)
    return sorted(here, key=lambda person: person.name)


def rhythms(organisation: Organisation) -> dict[str, Rhythm]:
    rows = Rhythm.objects.of(organisation).select_related("supervisor", "second")
    return {rhythm.supporter_id: rhythm for rhythm in rows}


# The dates.


def sessions_of(supporter: Person) -> OwnedQuerySet[Supervision]:
    mine = Supervision.objects.of(supporter.organisation).filter(supporter=supporter)
    return mine.select_related("supervisor", "supporter")


def next_session(supporter: Person) -> Supervision | None:
    return next_sessions(supporter.organisation, [supporter]).get(supporter.pk)


def next_sessions(organisation: Organisation, supporters: list[Person]) -> dict[str, Supervision]:
    """The next date of each of them, in one query; their keys are read at once too."""
    keys.fetch(organisation.pk, [person.pk for person in supporters])
    rows = Supervision.objects.of(organisation).filter(supporter__in=supporters, state=Supervision.State.PLANNED)
    coming = rows.filter(at__gte=clock.now() - STILL_TODAY).select_related("supervisor", "supporter")
    return {session.supporter_id: session for session in coming.order_by("-at")}


def sessions_i_share(person: Person) -> OwnedQuerySet[Supervision]:
    """Those of mine and of the people I supervise."""
    rows = Supervision.objects.of(person.organisation).filter(shared_with(person))
    return rows.select_related("supporter", "supervisor")


def shared_with(person: Person) -> Q:
    return Q(supporter=person) | Q(supporter__in=supervised_by(person))


# The agenda.


def topics_i_share(person: Person) -> OwnedQuerySet[Topic]:
    rows = Topic.objects.of(person.organisation).filter(shared_with(person))
    return rows.select_related("supporter", "added_by", "owner")


def passed_on_to(person: Person) -> OwnedQuerySet[Topic]:
    """What was passed on to this person: she reads the one sentence written for her, and nothing else."""
    rows = Topic.objects.of(person.organisation).filter(state=rules.ESCALATED, owner=person)
    return rows.select_related("supporter").order_by("due", "pk")


def could_be_passed_on_to(organisation: Organisation, *, besides: Iterable[Person]) -> list[Person]:
    """The director, the coordinator, or someone outside."""
    here = Person.objects.of(organisation).here().wearing(Role.DIRECTOR, Role.COORDINATOR, Role.ALLY)
    others = here.exclude(pk__in=[person.pk for person in besides]).prefetch_related("hats")
    return sorted(others, key=lambda person: person.name)


@dataclass
class Agenda:
    """All that stands on the list of one supporter, as both read it."""

    supporter: Person
    session: Supervision | None
    topics: list[Topic]
    finished: list[Topic]
    owed: list[Promise]
    brought: list[Brought]
    held: int
    due: int
    past: list[Supervision] = field(default_factory=list)  # the latest first

    @property
    def cancelled(self) -> list[Supervision]:
        return [session for session in self.past if session.state == Supervision.State.CANCELLED]


def agenda(supporter: Person) -> Agenda:
    topics = list(_topics(supporter).exclude(state=rules.DONE).order_by("added", "pk"))
    finished = _topics(supporter).filter(state=rules.DONE, ended_on__gte=clock.today() - LATELY)
    past = list(sessions_of(supporter).filter(at__gte=clock.now() - A_WHILE, at__lt=clock.now()).order_by("at"))
    held = [session for session in past if session.state == Supervision.State.HELD]
    return Agenda(
        supporter=supporter,
        session=next_session(supporter),
        topics=topics,
        finished=list(finished.order_by("-ended_on", "pk")[:5]),
        owed=_owed_besides(supporter, topics),
        brought=brought_to_supervision(supporter, since=_since(held)),
        held=len(held),
        due=len(past),
        past=past[::-1],
    )


def _topics(supporter: Person) -> OwnedQuerySet[Topic]:
    mine = Topic.objects.of(supporter.organisation).filter(supporter=supporter)
    return mine.select_related("added_by", "owner", "supporter")


def _owed_besides(supporter: Person, topics: list[Topic]) -> list[Promise]:
    """The organisation's other open promises: a topic left to it already stands among the topics."""
    own = {topic.passed_on or topic.words for topic in topics}
    return [promise for promise in owed_to(supporter) if promise.words not in own]


def _since(held: list[Supervision]) -> date:
    """What she brought since the last time that took place."""
    return held[-1].at.date() if held else clock.today() - A_WHILE


def meetings_of(supporter: Person) -> QuerySet[Meeting]:
    """The facts of her meetings: date, length, way, themes, the other by chosen name. Never a note, never "heavy"."""
    mine = Meeting.objects.of(supporter.organisation).filter(supporter=supporter)
    return mine.select_related("peer").defer("box", "own_box").order_by("-on", "-pk")


def facts(meetings: Iterable[Meeting]) -> list[Meeting]:
    page = list(meetings)
    for organisation_id in {meeting.organisation_id for meeting in page}:
        keys.fetch(organisation_id, {meeting.peer_id for meeting in page if meeting.peer_id})
    return page


# I need to talk today.


def open_request_of(supporter: Person) -> TalkRequest | None:
    mine = TalkRequest.objects.of(supporter.organisation).filter(supporter=supporter, state__in=UNANSWERED)
    return mine.select_related("owner", "supporter", "organisation").first()


def requests_i_may_answer(person: Person) -> OwnedQuerySet[TalkRequest]:
    """Those I was asked, and those of the people I supervise."""
    rows = TalkRequest.objects.of(person.organisation).filter(state__in=UNANSWERED)
    mine = rows.filter(Q(owner=person) | Q(supporter__in=supervised_by(person)))
    return mine.exclude(supporter=person).select_related("supporter").order_by("sent")


@dataclass(frozen=True)
class Answerer:
    person: Person
    by: datetime
    can_be_told: bool


def who_would_answer(supporter: Person) -> Answerer | None:
    """Who answers today, and by when: a supervisor within her hours, otherwise the person on call."""
    now = clock.now()
    for supervisor in supervisors_of(supporter):
        by = _promised_by(supervisor, now)
        if by is not None:
            return Answerer(supervisor, by, can_be_told=True)
    person = on_call_for(supporter) or supervisor_of(supporter)
    if person is None:
        return None
    if notices.can_be_told_now(person):
        return Answerer(person, rules.answer_by(now), can_be_told=True)
    return Answerer(person, end_of_working_day(supporter.organisation, now), can_be_told=False)


def _promised_by(supervisor: Person, now: datetime) -> datetime | None:
    channel = notices.channel_of(supervisor)
    if channel is None or not notices.lets_through(channel):
        return None
    return rules.answer_before_the_day_ends(now, time.fromisoformat(channel.ends))


def on_call_for(supporter: Person) -> Person | None:
    """The person on call, unless it is herself."""
    person = safety.on_call(supporter.organisation)
    return person if person != supporter else None


def sheet_of(organisation: Organisation) -> Protocol | None:
    return safety.protocol(organisation)
