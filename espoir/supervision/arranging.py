"""How supervision is arranged: more of it for now, someone else too, someone who knows the role from the inside."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.supervision import queries, rules
from espoir.supervision.models import Consultant, More, Rhythm, SecondWish, Supervision

MORE = verb("supervision.more", _("asked for supervision more often, for now"))
OFFERED_MORE = verb("supervision.more_offered", _("offered supervision more often, for now"))
ANSWERED_MORE = verb("supervision.more_answered", _("answered an offer of supervision more often"))
LESS = verb("supervision.more_stopped", _("went back to the usual rhythm"))
ENOUGH = verb("supervision.more_enough", _("said whether supervision is often enough"))
ASKED_SECOND = verb("supervision.second_asked", _("asked for someone else to talk with, too"))
ANSWERED_SECOND = verb("supervision.second_answered", _("answered whether to be a second supervisor"))
ENDED_SECOND = verb("supervision.second_ended", _("ended time with a second supervisor"))
SAID_INSIDE = verb("supervision.inside", _("said whether someone knows the role from the inside"))
NAMED = verb("supervision.consultant", _("named someone to turn to about supervision"))

BOTH = 2  # the one who supervises already, and the second
TO_ANSWER = timedelta(days=7)
TO_NAME = timedelta(days=30)


# More, for now.


@transaction.atomic
def more(*, by: Person, weeks: int, until: date) -> More:
    """She would like supervision more often for a while. It is so at once, and ends by itself."""
    row = _begin(by, weeks=weeks, until=until, state=More.State.YES)
    record(MORE, by=by, about=[by], what=row)
    for supervisor in queries.supervisors_of(by):
        tell(supervisor)
    return row


@transaction.atomic
def offer_more(*, by: Person, supporter: Person, weeks: int, until: date) -> More:
    """Her supervisor would like it. Nothing changes before her yes."""
    row = _begin(supporter, weeks=weeks, until=until, state=More.State.OFFERED)
    record(OFFERED_MORE, by=by, about=[supporter], what=row)
    tell(supporter)
    return row


def _begin(supporter: Person, *, weeks: int, until: date, state: More.State) -> More:
    rhythm = queries.rhythm_of(supporter)
    if rhythm is None or weeks >= rhythm.weeks:
        raise rules.NotAvailable
    replaced = [state] if state == More.State.OFFERED else [More.State.OFFERED, More.State.YES]
    _mores(supporter).filter(state__in=replaced).update(state=More.State.OVER)
    row = More(organisation=supporter.organisation, supporter=supporter, weeks=weeks, until=until, state=state)
    row.save()
    return row


def _mores(supporter: Person) -> OwnedQuerySet[More]:
    return More.objects.of(supporter.organisation).filter(supporter=supporter)


@transaction.atomic
def answer_more(row: More, *, by: Person, yes: bool) -> None:
    """Her yes, or not now: both as easy."""
    if row.state != More.State.OFFERED or row.supporter_id != by.pk:
        raise rules.IllegalMove(row.state)
    if yes:
        _mores(by).filter(state=More.State.YES).update(state=More.State.OVER)
    row.state, row.since = More.State.YES if yes else More.State.OVER, clock.today()
    row.save(update_fields=["state", "since"])
    record(ANSWERED_MORE, by=by, about=[by], what=row)
    for supervisor in queries.supervisors_of(by):
        tell(supervisor)


@transaction.atomic
def stop_more(row: More, *, by: Person) -> None:
    """Back to the usual rhythm before the day. Dates that are set stay."""
    if row.state != More.State.YES or row.until < clock.today():
        raise rules.IllegalMove(row.state)
    row.state = More.State.OVER
    row.save(update_fields=["state"])
    record(LESS, by=by, about=[row.supporter], what=row)


@transaction.atomic
def say_enough(row: More, *, by: Person) -> None:
    """The usual rhythm is enough again, says this one of the two."""
    if row.supporter_id == by.pk:
        row.she_said_enough = True
    else:
        row.they_said_enough = True
    row.save(update_fields=["she_said_enough", "they_said_enough"])
    record(ENOUGH, by=by, about=[row.supporter], what=row)


# A second supervisor.


@places(Kind.SUPERVISOR)
@transaction.atomic
def ask_second(*, by: Person, other: Person) -> SecondWish:
    """She names whom she would also like. They are asked, if they can be; she reads the same either way."""
    if queries.rhythm_of(by) is None or other in queries.supervisors_of(by):
        raise rules.NotAvailable
    SecondWish.objects.of(by.organisation).filter(supporter=by).delete()
    can_be = placement.is_whole([by, other], kind=Kind.SUPERVISOR, asker=by)
    wish = SecondWish(organisation=by.organisation, supporter=by, answer_by=clock.today() + TO_ANSWER)
    wish.other, wish.whom = other if can_be else None, other.pk
    wish.save()
    record(ASKED_SECOND, by=by, about=[by], what=wish)
    if can_be:
        tell(other)
    return wish


@transaction.atomic
def take_back_second(wish: SecondWish, *, by: Person) -> None:
    record(ASKED_SECOND, by=by, about=[by])
    wish.delete()


@places(Kind.SUPERVISOR)
@transaction.atomic
def answer_second(wish: SecondWish, *, by: Person, yes: bool) -> None:
    """Yes, and they begin. Not now: she reads after the day that it could not be arranged, as for any other cause."""
    rhythm = queries.rhythm_of(wish.supporter)
    if yes and rhythm is not None and _may_be_second(by, rhythm):
        rhythm.second = by
        rhythm.save(update_fields=["second"])
        wish.delete()
        tell(rhythm.supporter)
    else:
        wish.other = None
        wish.save(update_fields=["other"])
    record(ANSWERED_SECOND, by=by, about=[wish.supporter])


def _may_be_second(other: Person, rhythm: Rhythm) -> bool:
    both = list({rhythm.supervisor, other})
    return len(placement.offerable(rhythm.supporter, both, kind=Kind.SUPERVISOR, asker=other)) == BOTH


@transaction.atomic
def end_second(*, by: Person) -> None:
    """Hers to end, in one tap, without a reason. Dates with them that are still to come go too."""
    rhythm = queries.rhythm_of(by)
    if rhythm is None or rhythm.second is None:
        raise rules.IllegalMove("nobody")
    theirs = Supervision.objects.of(by.organisation).filter(supporter=by, supervisor=rhythm.second)
    theirs.filter(state=Supervision.State.PLANNED, at__gte=clock.now()).delete()
    second, rhythm.second = rhythm.second, None
    rhythm.save(update_fields=["second"])
    record(ENDED_SECOND, by=by, about=[by], what=rhythm)
    tell(second)


# Someone who knows the role from the inside.


@transaction.atomic
def say_inside(rhythm: Rhythm, *, by: Person, yes: bool) -> None:
    """Whoever supervises answers for the arrangement, never about a person. “Not yet”: we owe a name, by a day."""
    rhythm.from_inside = Rhythm.FromInside.YES if yes else Rhythm.FromInside.NOT_YET
    rhythm.someone_by = None if yes else rhythm.someone_by or clock.today() + TO_NAME
    rhythm.save(update_fields=["from_inside", "someone_by"])
    record(SAID_INSIDE, by=by, about=[rhythm.supporter], what=rhythm)


@places(Kind.SUPERVISOR)
@transaction.atomic
def name_consultant(
    *, by: Person, rhythm: Rhythm, person: Person | None = None, outside: str = "", reach: str = ""
) -> Consultant:
    """Someone both may turn to: the ally, or someone outside by name and way to reach."""
    everyone = [one for one in (rhythm.supporter, rhythm.supervisor) if person is not None and one != person]
    pairs = [[one, person] for one in everyone if person is not None]
    if not all(placement.is_whole(pair, kind=Kind.SUPERVISOR, asker=by) for pair in pairs):
        raise rules.NotAvailable
    Consultant.objects.of(by.organisation).filter(rhythm=rhythm).delete()
    row = Consultant(organisation=by.organisation, rhythm=rhythm, person=person)
    row.outside, row.reach = outside, reach
    row.save()
    rhythm.from_inside, rhythm.someone_by = Rhythm.FromInside.YES, None
    rhythm.save(update_fields=["from_inside", "someone_by"])
    record(NAMED, by=by, about=[rhythm.supporter], what=rhythm)
    for each in [rhythm.supporter, *queries.supervisors_of(rhythm.supporter), *([person] if person else [])]:
        tell(each)
    return row


@transaction.atomic
def take_consultant_out(rhythm: Rhythm, *, by: Person, owed: bool = False) -> None:
    """Nobody is named any more: whoever supervises is asked again, or we owe another name at once."""
    Consultant.objects.of(by.organisation).filter(rhythm=rhythm).delete()
    rhythm.from_inside = Rhythm.FromInside.NOT_YET if owed else Rhythm.FromInside.UNSAID
    rhythm.someone_by = clock.today() + TO_NAME if owed else None
    rhythm.save(update_fields=["from_inside", "someone_by"])
    record(NAMED, by=None, organisation=by.organisation, about=[rhythm.supporter], what=rhythm)
