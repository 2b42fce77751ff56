from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import Asked, Promise, promises
from espoir.safety import queries, rules
from espoir.safety.models import Incident


@promises
def news_of_what_happened(asked: Asked) -> Iterator[Promise]:
    """Its words name nobody, and it is `owed_to` nobody: it must not reach the agenda of a supervision."""
    concerns = asked.is_for_a_chief or (asked.person is not None and queries.can_hold(asked.person))
    for incident in _rows(asked) if concerns else ():
        if queries.can_hold(incident.owner):
            yield from _owed(incident)
        else:
            yield _someone_is_missing(asked, incident)


def _rows(asked: Asked) -> OwnedQuerySet[Incident]:
    """A chief is asked about those that nobody can hold any more, and about no other."""
    rows = queries.open_incidents(asked.organisation)
    if asked.person is None:
        return rows
    hers = Q(owner=asked.person)
    return rows.filter(hers | ~Q(owner__in=queries.who_can_hold(asked.organisation)) if asked.is_for_a_chief else hers)


def _owed(incident: Incident) -> Iterator[Promise]:
    url = reverse("safety:work", args=[incident.organisation.slug, incident.pk])
    due = timezone.localtime(incident.news_by).date()
    yield Promise(words=_("Give the news you promised"), owner=incident.owner, due=due, url=url)
    if incident.owes_a_moment:
        yield Promise(words=_words_of_the_moment(incident), owner=incident.owner, due=incident.moment_day, url=url)
    if any(step["state"] == rules.Todo.OPEN for step in incident.todo):
        by = queries.day_of(incident.todo_by)
        yield Promise(words=_("Do the steps of the sheet"), owner=incident.owner, due=by, url=url)


def _words_of_the_moment(incident: Incident) -> str:
    if incident.debrief == Incident.Debrief.OWED:
        return _("Offer a moment, the same day")
    return _("Take a moment together, the same day") if incident.is_for_today else _("Take a moment together")


def _someone_is_missing(asked: Asked, incident: Incident) -> Promise:
    """Nobody is left to hold it: those who choose the team must find someone, and read no more than that."""
    return Promise(
        words=_("Find a safety lead or an outside ally"),
        owner=asked.chief,
        due=timezone.localtime(incident.news_by).date(),
    )


@promises
def a_word_as_second(asked: Asked) -> Iterator[Promise]:
    """Whoever was named beside a contact outside says whether it was decided by two."""
    if asked.person is not None and not queries.can_hold(asked.person):
        return
    rows = asked.narrow(Incident.objects.of(asked.organisation).filter(second__isnull=False), "second")
    for incident in rows.exclude(reporter__state=Person.State.ERASED).select_related("second"):
        yield Promise(
            words=_("Say whether you decided it together"),
            owner=incident.second,
            due=incident.second_by,
            url=reverse("safety:beside", args=[asked.organisation.slug, incident.pk]),
        )
