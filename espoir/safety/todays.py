from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.todays import Line, on_today
from espoir.safety import queries
from espoir.safety.models import Incident


@on_today
def what_happened(person: Person) -> Iterator[Line]:
    if not queries.someone_listens(person):
        return
    yield Line(
        words=_("Something happened"),
        url=reverse("safety:report", args=[person.organisation.slug]),
        card="quiet",
        order=80,
    )
    for incident in queries.told_by(person).exclude(state=Incident.State.ENDED)[:3]:
        yield Line(
            words=_("News from %(name)s") % {"name": incident.owner.name},
            detail=news_words(incident),
            url=reverse("safety:follow", args=[person.organisation.slug, incident.pk]),
            card="mine",
            order=20,
        )


def news_words(incident: Incident) -> str:
    if incident.is_late:
        return say.one_stop(
            _("We said %(day)s at %(hour)s, and we didn’t. We’re sorry.")
            % {"day": say.day(incident.news_by), "hour": say.hour(incident.news_by)}
        )
    return say.one_stop(
        _("By %(day)s at %(hour)s.") % {"day": say.day(incident.news_by), "hour": say.hour(incident.news_by)}
    )
