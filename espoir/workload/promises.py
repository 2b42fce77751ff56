from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, Promise, promises
from espoir.workload import queries
from espoir.workload.load import Week
from espoir.workload.models import Limit


@promises
def plan_less(asked: Asked) -> Iterator[Promise]:
    """More was planned than both said: the coordinator plans less, and answers limits that wait for a word."""
    if not asked.is_for_a_chief:
        return
    limits = queries.limits_set(asked.organisation)
    people = [limit.person for limit in limits.values()]
    weeks = queries.weeks_beside(asked.organisation, people, limits) if people else {}
    for limit in limits.values():
        url = reverse("workload:worker", args=[asked.organisation.slug, limit.person_id])
        over = next((week for week in weeks[limit.person_id] if week.is_over), None)
        if over:
            words, due = _words(limit.person, over), over.due(clock.today())
            yield Promise(words, asked.chief, due, url, owed_to=limit.person)
        if limit.asked_by == Limit.By.HER:
            words = _("Answer %(name)s about limits") % {"name": limit.person.name}
            yield Promise(words, asked.chief, limit.answer_by, url, owed_to=limit.person)


def _words(person: Person, week: Week) -> str:
    said = {"name": person.name, "monday": say.day(week.monday, weekday=False), "planned": say.length(week.minutes)}
    if week.is_over_hours:
        said["limit"] = say.length(60 * (week.most.hours or 0))
        return _("Week of %(monday)s: we planned %(planned)s with %(name)s for a limit of %(limit)s. Plan less.") % said
    return _("Week of %(monday)s: we planned too many meetings with %(name)s on one day. Move one.") % said
