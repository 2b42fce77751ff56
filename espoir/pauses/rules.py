from __future__ import annotations

from datetime import date, timedelta

from espoir import clock
from espoir.organisations.models import Organisation
from espoir.pauses.models import Accommodation, Away, Wish
from espoir.people.rules import open_day_after

DAYS_TO_CALL = 2  # days on which the organisation is open
DAYS_TO_ANSWER_A_PLAN = 3
DAYS_TO_WRITE_THE_RULE = timedelta(days=7)
WHILE_SHE_WAITS = timedelta(days=28)  # between two calls
WHILE_SHE_THINKS = timedelta(days=14)
LOOK_AGAIN = timedelta(days=28)  # after coming back by a plan
KEPT = timedelta(days=14)  # what is left of a time away, once it is over
DAYS_TO_ANSWER = timedelta(days=14)  # what would help her work
LOOK_AT_A_YES = timedelta(days=90)
DAYS_TO_FIND = timedelta(days=10)  # someone outside
LONGEST_AHEAD = timedelta(days=182)
HELLOS = (0, 1, 2, 4)  # weeks


class IllegalMove(Exception):
    """Something was asked of a row that its state does not allow (any more)."""


def call_by(organisation: Organisation) -> date:
    return open_day_after(organisation, clock.today(), DAYS_TO_CALL)


def rule_by() -> date:
    return clock.today() + DAYS_TO_WRITE_THE_RULE


def next_call(wish: str, *, is_with_someone: bool) -> date | None:
    """After a call: the next one while she waits or thinks; none once someone else is there."""
    if is_with_someone:
        return None
    return clock.today() + (WHILE_SHE_WAITS if wish == Wish.WAIT else WHILE_SHE_THINKS)


def plan_by(organisation: Organisation) -> date:
    return open_day_after(organisation, clock.today(), DAYS_TO_ANSWER_A_PLAN)


def look_again(until: date | None) -> date:
    """A yes is looked at again within three months, and a week before it ends."""
    usual = clock.today() + LOOK_AT_A_YES
    return min(usual, max(until - timedelta(days=7), clock.today())) if until else usual


def move(away: Away, state: Away.State) -> None:
    if state not in Away.MOVES[Away.State(away.state)]:
        raise IllegalMove(f"away: {away.state} → {state}")
    away.state = state


def answer(row: Accommodation, state: Accommodation.State) -> None:
    if state not in Accommodation.MOVES[Accommodation.State(row.state)]:
        raise IllegalMove(f"what helps: {row.state} → {state}")
    row.state = state
