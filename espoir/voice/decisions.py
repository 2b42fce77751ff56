"""Verbs of a decision about someone's support: she says first who comes, then there is a date."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.voice import queries
from espoir.voice.models import Decision
from espoir.voice.rules import DAYS_TO_ANSWER, DAYS_TO_HEAR, IllegalMove

ASKED = verb("voice.decision", _("asked who comes to a decision about support"))
SAID_WHO = verb("voice.decision_who", _("said who comes to a decision about support"))
PLANNED = verb("voice.decision_planned", _("set a date for a decision about support"))
SAID_IF = verb("voice.decision_if", _("said whether they come to a decision about support"))
HELD = verb("voice.decision_held", _("said that a decision about support took place"))
NOT_HELD = verb("voice.decision_not_held", _("said that a decision about support didn’t take place"))
CALLED_OFF = verb("voice.decision_off", _("said that a decision about support is no longer needed"))
OPENED = verb("voice.decision_opened", _("opened an invitation to a decision about support"))

State, Who = Decision.State, Decision.Who
DATE_OWED = (State.ANSWERED, State.PLANNED, State.NOT_HELD)


@transaction.atomic
def ask(*, by: Person, peer: Person, supporter: Person, matter: str) -> Decision:
    """Ask her who comes. Whoever supports her hears nothing before she has said."""
    decision = Decision(organisation=by.organisation, peer=peer, supporter=supporter, owner=by)
    if not queries.may_bring(decision):
        raise IllegalMove
    decision.due = clock.today() + timedelta(days=DAYS_TO_HEAR)
    decision.matter = matter
    decision.save()
    record(ASKED, by=by, about=[peer], what=decision)
    tell(peer)
    return decision


@transaction.atomic
def say_who(decision: Decision, *, by: Person, who: str) -> None:
    """Her word, on her own page or aloud. It can change until the day."""
    if decision.state not in Decision.OPEN:
        raise IllegalMove
    invites = who in (Who.SUPPORTER, Who.BOTH)
    if invites and not queries.may_bring(decision):
        raise IllegalMove
    decision.who, decision.was_spoken = who, by.pk != decision.peer_id
    if invites != decision.supporter_is_invited:
        decision.supporter_is_invited, decision.supporter_comes = invites, None
    if decision.state == State.ASKED:
        decision.state, decision.due = State.ANSWERED, clock.today() + timedelta(days=DAYS_TO_ANSWER)
    decision.save()
    record(SAID_WHO, by=by, about=[decision.peer], what=decision)
    if by != decision.owner and decision.owner is not None:
        tell(decision.owner)


@transaction.atomic
def plan(decision: Decision, *, by: Person, at: datetime) -> None:
    """A date, once she has said who comes. Another one takes its place, and whoever comes is asked again."""
    if decision.state not in DATE_OWED:
        raise IllegalMove
    decision.state, decision.at, decision.due = State.PLANNED, at, clock.local_day(at)
    decision.owner, decision.supporter_comes = by, None
    decision.save()
    record(PLANNED, by=by, about=[decision.peer], what=decision)
    tell(decision.peer)
    if decision.supporter_is_invited and queries.may_bring(decision):
        tell(decision.supporter)


@transaction.atomic
def say_if(decision: Decision, *, by: Person, comes: bool) -> None:
    """The supporter's own word: she comes, or not this time. Nobody asks why."""
    if decision.state != State.PLANNED or not decision.supporter_is_invited:
        raise IllegalMove
    decision.supporter_comes = comes
    decision.save(update_fields=["supporter_comes"])
    record(SAID_IF, by=by, about=[by], what=decision)


@transaction.atomic
def hold(decision: Decision, *, by: Person) -> None:
    """It took place. Nothing of what was decided is written here."""
    _must_be_past(decision)
    _end(decision, State.HELD)
    record(HELD, by=by, about=[decision.peer], what=decision)


@transaction.atomic
def did_not_hold(decision: Decision, *, by: Person) -> None:
    """The organisation didn't hold it: it owes another date."""
    _must_be_past(decision)
    decision.state, decision.at = State.NOT_HELD, None
    decision.due = clock.today() + timedelta(days=DAYS_TO_ANSWER)
    decision.save()
    record(NOT_HELD, by=by, about=[decision.peer], what=decision)


@transaction.atomic
def call_off(decision: Decision, *, by: Person) -> None:
    """There is nothing to decide any more. Whoever was to come is told."""
    if decision.state not in Decision.OPEN:
        raise IllegalMove
    was_planned = decision.state == State.PLANNED and decision.supporter_is_invited
    _end(decision, State.CALLED_OFF)
    record(CALLED_OFF, by=by, about=[decision.peer], what=decision)
    tell(decision.peer)
    if was_planned:
        tell(decision.supporter)


def _must_be_past(decision: Decision) -> None:
    if decision.state != State.PLANNED or decision.at is None or decision.at > clock.now():
        raise IllegalMove


def _end(decision: Decision, state: Decision.State) -> None:
    decision.state, decision.due, decision.ended_on = state, None, clock.today()
    decision.save()
