from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Promise, promises
from espoir.organisations.roles import Role
from espoir.safety import queries
from espoir.safety.models import Incident


@promises
def news_of_what_happened(organisation: Organisation) -> Iterator[Promise]:
    """Its words name nobody, and it is `owed_to` nobody: it must not reach the agenda of a supervision."""
    for incident in queries.open_incidents(organisation):
        if queries.can_hold(incident.owner):
            yield from _owed(incident)
        else:
            yield _someone_is_missing(organisation, incident)


def _owed(incident: Incident) -> Iterator[Promise]:
    url = reverse("safety:work", args=[incident.organisation.slug, incident.pk])
    due = timezone.localtime(incident.news_by).date()
    yield Promise(words=_("Give the news you promised"), owner=incident.owner, due=due, url=url)
    if incident.debrief == Incident.Debrief.WANTED:
        asked = date.fromisoformat(incident.moment_on)
        yield Promise(words=_("Take a moment together, the same day"), owner=incident.owner, due=asked, url=url)


def _someone_is_missing(organisation: Organisation, incident: Incident) -> Promise:
    """Nobody is left to hold it: those who choose the team must find someone, and read no more than that."""
    chief = Person.objects.of(organisation).here().wearing(Role.DIRECTOR, Role.COORDINATOR).order_by("since").first()
    return Promise(
        words=_("Find a safety lead or an outside ally"), owner=chief, due=timezone.localtime(incident.news_by).date()
    )
