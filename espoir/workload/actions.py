from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Person
from espoir.people import actions as people_actions
from espoir.people import queries as people
from espoir.supervision import queries as supervision
from espoir.workload import queries, rules
from espoir.workload.models import Limit

SET = verb("workload.limit", _("agreed how much may be planned"))
ASKED = verb("workload.asked", _("proposed how much may be planned"))
LEFT = verb("workload.left", _("left the limits as they were"))
OPENED = verb("workload.opened", _("opened what we plan with you"))

By = Limit.By


@transaction.atomic
def propose(person: Person, *, by: Person, hours: int, a_day: int) -> Limit:
    """She lowers at once. Anything else waits for the other side's yes."""
    limit = queries.limit_of(person)
    is_hers = by == person
    if not is_hers and not _plans(by, person):
        raise rules.IllegalMove("not theirs")
    if is_hers and rules.is_lower(limit, hours, a_day):
        return _set(limit, by=by, hours=hours, a_day=a_day)
    limit.asked_by = By.HER if is_hers else By.US
    limit.asked_hours, limit.asked_a_day = hours, a_day
    limit.answer_by = rules.answer_by(person.organisation) if is_hers else None
    limit.save()
    record(ASKED, by=by, about=[person], what=limit)
    _tell_the_other_side(limit, by=by)
    return limit


@transaction.atomic
def agree(limit: Limit, *, by: Person) -> None:
    """The other side's yes."""
    is_hers = by == limit.person
    if limit.asked_by != (By.US if is_hers else By.HER) or not (is_hers or _plans(by, limit.person)):
        raise rules.IllegalMove("nothing to say yes to")
    _set(limit, by=by, hours=limit.asked_hours or 0, a_day=limit.asked_a_day or 0)


@transaction.atomic
def leave_as_it_is(limit: Limit, *, by: Person) -> None:
    """Not yes: the limits stay what they were. Either side proposes again any day."""
    if not limit.asked_by or not (by == limit.person or _plans(by, limit.person)):
        raise rules.IllegalMove("nothing to answer")
    _clear(limit)
    limit.save()
    record(LEFT, by=by, about=[limit.person], what=limit)
    _tell_the_other_side(limit, by=by)


def _set(limit: Limit, *, by: Person, hours: int, a_day: int) -> Limit:
    limit.hours, limit.a_day, limit.since = hours, a_day, clock.today()
    _clear(limit)
    limit.save()
    record(SET, by=by, about=[limit.person], what=limit)
    _tell_the_other_side(limit, by=by)
    return limit


def _clear(limit: Limit) -> None:
    limit.asked_by, limit.asked_hours, limit.asked_a_day, limit.answer_by = "", None, None, None


def _plans(by: Person, person: Person) -> bool:
    if by.organisation_id != person.organisation_id:
        return False
    return queries.plans_for_everyone(by) or by in supervision.supervisors_of(person)


def _tell_the_other_side(limit: Limit, *, by: Person) -> None:
    if by != limit.person:
        tell(limit.person)
        return
    other = supervision.supervisor_of(limit.person) or people.coordinators(limit.organisation).first()
    if other is not None:
        tell(other)


@transaction.atomic
def one_fewer(*, by: Person) -> int:
    """How many people at once is hers to lower, in one tap. Nobody who is with her already loses her."""
    places = max(0, people.profile_of(by).places - 1)
    people_actions.write_profile(by=by, values={"places": places})
    return places
