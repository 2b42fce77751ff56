from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from espoir import clock
from espoir.organisations.promises import Asked, Promise, promises
from espoir.organisations.roles import Permission
from espoir.research import queries
from espoir.research.models import Study

TO_HAND_OVER = timedelta(days=14)


@promises
def raw_material_destroyed(asked: Asked) -> Iterator[Promise]:
    """Everyone who takes part was told by which day what they said is destroyed. Whoever leads the team sees to it."""
    if not asked.may(Permission.RESEARCH):
        return
    rows = Study.objects.of(asked.organisation).filter(~Q(state=Study.State.ENDED), opened_on__isnull=False)
    if asked.person is not None:
        rows = rows.filter(pk__in=queries.studies_of(asked.person).values("pk"))
    for study in rows:
        team = queries.team_of(study)
        if team:
            yield Promise(
                words=_("Destroy all that was said in a study"),
                owner=team[0],
                due=study.raw_until,
                url=reverse("research:study", args=[asked.organisation.slug, study.pk]),
            )


@promises
def studies_handed_over(asked: Asked) -> Iterator[Promise]:
    """Nobody of a study's team is left: people who took part still have promises there."""
    if not asked.is_for_a_chief:
        return
    for study in queries.without_a_team(asked.organisation):
        due = (study.alone_since or clock.today()) + TO_HAND_OVER
        yield Promise(
            words=_("Hand a study over: nobody is left on its team"),
            owner=asked.chief,
            due=due,
            url=reverse("research:begun", args=[asked.organisation.slug, study.pk]),
        )
