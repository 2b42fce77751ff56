from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import on_the_team_page
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


@on_the_team_page
def what_quarters_say(person: Person) -> Iterator[Line]:
    if person.may(Permission.PATTERNS):
        url = reverse("safety:quarters", args=[person.organisation.slug])
        yield Line(_("What quarters say, without names"), _("What happened, and what we kept"), url, order=42)


def news_words(incident: Incident) -> str:
    if incident.is_late:
        return say.one_stop(
            _("We said %(day)s at %(hour)s, and we didn’t. We’re sorry.")
            % {"day": say.day(incident.news_by), "hour": say.hour(incident.news_by)}
        )
    return say.one_stop(
        _("By %(day)s at %(hour)s.") % {"day": say.day(incident.news_by), "hour": say.hour(incident.news_by)}
    )
