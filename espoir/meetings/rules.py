"""May this be done now? State, not role."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from espoir import clock
from espoir.consents import queries as consents
from espoir.meetings.models import Group, Meeting, NextStep, Seat
from espoir.organisations.models import CLOCKS_AT_FIRST, Clock, Organisation, Person
from espoir.pairing.models import Relationship

A_WEEK = timedelta(days=7)
AT_ONCE = 12  # to so many people at a time are seats of one group offered
NOTES = "notes"
REMINDERS = "reminders"
CHECK_IN = "checkin"


class IllegalMove(Exception):
    """This cannot be done from where things stand."""


class NotTheirs(IllegalMove):
    """Neither of the two people concerned."""


class NobodyByTheDoor(IllegalMove):
    """A group meets only with someone outside the door."""


class NotAvailable(IllegalMove):
    """Someone cannot be named for this, whatever the cause."""


class SeatGone(IllegalMove):
    """There is no seat here (any more), whatever the cause."""


class SameDay(IllegalMove):
    """A meeting of these two is noted on that day already: is it the same one?"""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self.meeting = meeting


def one_of_two(relationship: Relationship, person: Person) -> None:
    if person.pk not in (relationship.peer_id, relationship.supporter_id):
        raise NotTheirs


def going_on(relationship: Relationship) -> None:
    """Meetings and reminders stop during a pause; an end is an end."""
    if relationship.state != Relationship.State.AGREED:
        raise IllegalMove


def may_write_words(peer: Person | None) -> bool:
    """Words about a meeting are written only once she said yes to that."""
    return peer is not None and consents.says_yes(peer, NOTES)


def may_still_write_words(meeting: Meeting) -> bool:
    """What is written now must not be past its clock tomorrow."""
    last_day = words_kept_until(meeting.organisation, meeting.noted_on)
    return clock.today() < last_day and may_write_words(meeting.peer)


def wants_reminders(peer: Person) -> bool:
    return consents.says_yes(peer, REMINDERS)


def words_kept_until(organisation: Organisation, noted_on: date) -> date:
    """The clock of short notes, as the organisation set it; said before anything is written."""
    months = int(organisation.clocks.get(Clock.NOTES, CLOCKS_AT_FIRST[Clock.NOTES]))
    year, month = divmod(noted_on.year * 12 + noted_on.month - 1 + months, 12)
    return date(year, month + 1, min(noted_on.day, monthrange(year, month + 1)[1]))


def may_fix(meeting: Meeting, person: Person) -> bool:
    return meeting.can_be_fixed and meeting.noted_by_id == person.pk


def other_answers(step: NextStep, person: Person) -> bool:
    return step.state == NextStep.State.PROPOSED and step.proposed_by_id != person.pk


def wants_a_check_in(peer: Person) -> bool:
    return consents.says_yes(peer, CHECK_IN)


def leads(group: Group, person: Person) -> None:
    if group.facilitator_id != person.pk or group.state != Group.State.OPEN:
        raise NotTheirs


def her_seat(seat: Seat, person: Person) -> None:
    if seat.person_id != person.pk:
        raise NotTheirs


def is_to_be_looked_at(group: Group) -> bool:
    return group.looked_on is None or group.looked_on <= clock.today() - A_WEEK


def in_turn(group: Group, people: list[Person], free: int) -> list[Person]:
    """Those to whom seats are offered this week, of people who stand in the order in which they came.

    While there are fewer places than people, they are asked some at a time: in the first week those who have waited
    longest, in the next one those after them, and so on round.
    """
    if free >= len(people) <= AT_ONCE:
        return people
    number = min(AT_ONCE, 2 * free)
    first = (clock.today() - group.since).days // 7 * number % len(people)
    return [*people[first:], *people[:first]][:number]


def may_meet(group: Group) -> None:
    if group.by_the_door_id is None:
        raise NobodyByTheDoor
