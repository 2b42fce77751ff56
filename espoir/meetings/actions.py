"""Verbs of meetings: noting, planning, next steps, services, goals. Groups have theirs in `group_actions`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.apart.placement import Kind as Placing
from espoir.apart.placement import places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.meetings import queries, rules
from espoir.meetings.codes import Heavy, Way
from espoir.meetings.models import Goal, Good, Meeting, NextStep, Planned, Referral
from espoir.meetings.rules import IllegalMove
from espoir.notices.actions import tell
from espoir.notices.models import Kind
from espoir.organisations.models import Organisation, Person
from espoir.pairing.models import Relationship

NOTED = verb("meetings.noted", gettext_lazy("noted a meeting"))
FIXED = verb("meetings.fixed", gettext_lazy("fixed a meeting"))
TOOK_OUT = verb("meetings.took_out", gettext_lazy("took out a meeting noted by mistake"))
WROTE_A_WORD = verb("meetings.wrote", gettext_lazy("wrote a word about a meeting"))
PLANNED = verb("meetings.planned", gettext_lazy("planned a meeting"))
MOVED = verb("meetings.moved", gettext_lazy("moved a planned meeting"))
CALLED_OFF = verb("meetings.called_off", gettext_lazy("took a planned meeting off"))
PROPOSED = verb("meetings.proposed", gettext_lazy("proposed a next step"))
ANSWERED = verb("meetings.answered", gettext_lazy("answered a next step"))
REFERRED = verb("meetings.referred", gettext_lazy("noted a referral"))
FOLLOWED = verb("meetings.followed", gettext_lazy("updated a referral"))
GAVE = verb("meetings.gave", gettext_lazy("noted goods or a service"))
TOOK_OUT_HELP = verb("meetings.took_out_help", gettext_lazy("took out help noted by mistake"))
OPENED = verb("meetings.opened", gettext_lazy("opened “Meetings”"))
OWN_GOALS = verb("meetings.goals", gettext_lazy("changed their own list"))


# ── meetings that took place ────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def note_meeting(
    *,
    by: Person,
    relationship: Relationship,
    on: date,
    minutes: int,
    way: str,
    themes: Sequence[str] = (),
    note: str = "",
    heavy: str = "",
    to_supervision: bool = False,
    another: bool = False,
) -> Meeting:
    """Note a meeting of these two. One that is noted on the same day already stops it, unless it is `another` one."""
    rules.one_of_two(relationship, by)
    same_day = queries.noted_that_day(relationship, on)
    if same_day and not another:
        raise rules.SameDay(same_day)
    meeting = Meeting(
        organisation=by.organisation,
        relationship=relationship,
        peer=relationship.peer,
        supporter=relationship.supporter,
        noted_by=by,
        on=on,
        minutes=minutes,
        way=Way(way),
        themes=list(themes),
    )
    _say_words(meeting, by=by, words=note)
    _say_how_it_was(meeting, by=by, heavy=heavy, to_supervision=to_supervision)
    meeting.save()
    queries.planned_with(relationship).filter(at__date=on).delete()  # what was planned that day took place
    record(NOTED, by=by, about=[relationship.peer], what=meeting)
    return meeting


def _say_words(meeting: Meeting, *, by: Person, words: str) -> None:
    """Each writes her own word, and only when the peer said yes to words."""
    if not rules.may_write_words(meeting.peer):
        return
    if by.pk == meeting.peer_id:
        meeting.peer_note = words
    elif by.pk == meeting.supporter_id:
        meeting.note = words


def _say_how_it_was(meeting: Meeting, *, by: Person, heavy: str, to_supervision: bool) -> None:
    """The supporter's own answer; nobody else's word is taken for it."""
    if by.pk == meeting.supporter_id and (heavy or to_supervision or meeting.own_box):
        meeting.heavy = Heavy(heavy).value if heavy else ""
        meeting.to_supervision = to_supervision


@transaction.atomic
def fix_meeting(
    meeting: Meeting, *, by: Person, on: date, minutes: int, way: str, themes: Sequence[str] = ()
) -> Meeting:
    """Within seven days, by the one who noted it."""
    if not rules.may_fix(meeting, by):
        raise IllegalMove
    meeting.on, meeting.minutes, meeting.way, meeting.themes = on, minutes, Way(way), list(themes)
    meeting.save()
    record(FIXED, by=by, about=_concerned(meeting), what=meeting)
    return meeting


@transaction.atomic
def write_a_word(meeting: Meeting, *, by: Person, words: str) -> None:
    """What either says of a meeting for both to read. An empty word takes it back."""
    if by.pk not in (meeting.peer_id, meeting.supporter_id) or not rules.may_still_write_words(meeting):
        raise IllegalMove
    _say_words(meeting, by=by, words=words)
    meeting.save(update_fields=["box"])
    record(WROTE_A_WORD, by=by, about=_concerned(meeting), what=meeting)


@transaction.atomic
def say_how_it_was(meeting: Meeting, *, by: Person, heavy: str, to_supervision: bool) -> None:
    """The supporter's own answer, changed as often as she likes. It leaves no line: nobody counts these."""
    if by.pk != meeting.supporter_id:
        raise IllegalMove
    _say_how_it_was(meeting, by=by, heavy=heavy, to_supervision=to_supervision)
    meeting.save(update_fields=["own_box"])


@transaction.atomic
def take_out(meeting: Meeting, *, by: Person) -> None:
    """A meeting noted by mistake, within seven days, by the one who noted it."""
    if not rules.may_fix(meeting, by):
        raise IllegalMove
    record(TOOK_OUT, by=by, about=_concerned(meeting))
    meeting.delete()


def _concerned(meeting: Meeting) -> list[Person]:
    return [meeting.peer] if meeting.peer else []


# ── meetings to come ────────────────────────────────────────────────────────────────────────────────────────────────


@places(Placing.RELATIONSHIP)
@transaction.atomic
def plan(*, by: Person, relationship: Relationship, at: datetime, way: str) -> Planned:
    rules.one_of_two(relationship, by)
    rules.going_on(relationship)
    planned = Planned.objects.create(
        organisation=by.organisation,
        relationship=relationship,
        peer=relationship.peer,
        supporter=relationship.supporter,
        at=at,
        way=Way(way),
    )
    record(PLANNED, by=by, about=[relationship.peer], what=planned)
    return planned


@transaction.atomic
def move(planned: Planned, *, by: Person, at: datetime, way: str) -> None:
    rules.one_of_two(planned.relationship, by)
    planned.at, planned.way, planned.reminded_on = at, Way(way), None
    planned.save()
    record(MOVED, by=by, about=[planned.peer], what=planned)
    tell(planned.relationship.other(by))


@transaction.atomic
def call_off(planned: Planned, *, by: Person) -> None:
    """Cancelled, or it did not happen: nothing is kept, so nothing can be counted about anyone."""
    rules.one_of_two(planned.relationship, by)
    record(CALLED_OFF, by=by, about=[planned.peer])
    if not planned.is_over:
        tell(planned.relationship.other(by))
    planned.delete()


# ── next steps ──────────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def propose_step(*, by: Person, relationship: Relationship, words: str) -> NextStep:
    rules.one_of_two(relationship, by)
    rules.going_on(relationship)
    step = NextStep(organisation=by.organisation, relationship=relationship, peer=relationship.peer, proposed_by=by)
    step.words = words
    step.save()
    record(PROPOSED, by=by, about=[relationship.peer], what=step)
    return step


@transaction.atomic
def agree_to_step(step: NextStep, *, by: Person) -> None:
    """It exists now: the other one said yes."""
    if not rules.other_answers(step, by):
        raise IllegalMove
    _move_step(step, NextStep.State.AGREED, by=by)


@transaction.atomic
def talk_about_step(step: NextStep, *, by: Person) -> None:
    """Neither yes nor no: to talk about when they meet."""
    rules.one_of_two(step.relationship, by)
    if step.state != NextStep.State.PROPOSED:
        raise IllegalMove
    step.to_talk_about = True
    step.save(update_fields=["to_talk_about"])
    record(ANSWERED, by=by, about=[step.peer], what=step)


@transaction.atomic
def finish_step(step: NextStep, *, by: Person) -> None:
    _move_step(step, NextStep.State.DONE, by=by)


@transaction.atomic
def let_step_go(step: NextStep, *, by: Person) -> None:
    _move_step(step, NextStep.State.LET_GO, by=by)


def _move_step(step: NextStep, state: NextStep.State, *, by: Person) -> None:
    rules.one_of_two(step.relationship, by)
    if state not in NextStep.MOVES[step.state]:
        raise IllegalMove
    step.state = state
    step.save(update_fields=["state"])
    record(ANSWERED, by=by, about=[step.peer], what=step)


# ── services, goods ─────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def refer(*, by: Person, peer: Person, service: str, together: bool = False, on: date) -> Referral:
    """She said yes to this way to a service."""
    referral = Referral.objects.create(
        organisation=by.organisation, peer=peer, supporter=by, service=service, together=together, on=on
    )
    record(REFERRED, by=by, about=[peer], what=referral)
    return referral


@transaction.atomic
def follow_referral(referral: Referral, *, by: Person, state: str) -> None:
    """What came of it; corrected at will, since a door that did not open may open later."""
    referral.state = Referral.State(state)
    referral.save(update_fields=["state"])
    record(FOLLOWED, by=by, about=[referral.peer] if referral.peer else [], what=referral)


@transaction.atomic
def give(*, by: Person, peer: Person, code: str, on: date, count: int = 1) -> Good:
    good = Good.objects.create(organisation=by.organisation, peer=peer, supporter=by, code=code, on=on, count=count)
    record(GAVE, by=by, about=[peer], what=good)
    return good


@transaction.atomic
def take_out_help(help_given: Referral | Good, *, by: Person) -> None:
    """A referral, or something given, that was noted by mistake: by the one who noted it."""
    if help_given.supporter_id != by.pk:
        raise rules.NotTheirs
    record(TOOK_OUT_HELP, by=by, about=[help_given.peer] if help_given.peer else [])
    help_given.delete()


# ── her own list ────────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def write_goal(*, by: Person, words: str) -> Goal:
    goal = Goal(organisation=by.organisation, peer=by)
    goal.words = words
    goal.save()
    record(OWN_GOALS, by=by, about=[by])
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: Person, words: str) -> None:
    _her_own(goal, by)
    goal.words = words
    goal.save()
    record(OWN_GOALS, by=by, about=[by])


@transaction.atomic
def tick_goal(goal: Goal, *, by: Person, ticked: bool) -> None:
    _her_own(goal, by)
    goal.ticked = ticked
    goal.save()
    record(OWN_GOALS, by=by, about=[by])


@transaction.atomic
def remove_goal(goal: Goal, *, by: Person) -> None:
    _her_own(goal, by)
    goal.delete()
    record(OWN_GOALS, by=by, about=[by])


def _her_own(goal: Goal, by: Person) -> None:
    if goal.peer_id != by.pk:
        raise rules.NotTheirs


# ── the day before ──────────────────────────────────────────────────────────────────────────────────────────────────


def remind_of_tomorrow(organisation: Organisation) -> None:
    """Each peer who said yes to reminders is told once, by her channel, that she has an appointment and when."""
    for planned in queries.planned_tomorrow(organisation):
        _remind_once(planned)


@transaction.atomic
def _remind_once(planned: Planned) -> None:
    if rules.wants_reminders(planned.peer):
        tell(planned.peer, kind=Kind.REMINDER, at=planned.at)
    planned.reminded_on = clock.today()
    planned.save(update_fields=["reminded_on"])
