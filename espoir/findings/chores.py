from __future__ import annotations

from datetime import timedelta

from espoir.findings import ending, rules
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.research import actions as research
from espoir.research.models import Study


@chore(every=timedelta(hours=12))
def destroy_on_the_day_that_people_were_told(organisation: Organisation) -> None:
    """Two people of the team do it earlier. Once the day has come, nobody needs to, and an open study is closed."""
    rows = Study.objects.of(organisation).exclude(state__in=[Study.State.PREPARED, Study.State.ENDED])
    for study in rows.select_related("organisation"):
        if rules.is_due(study):
            if study.state == Study.State.OPEN:
                research.close(study, by=None)
            ending.destroy(study, by=None)


@chore(every=timedelta(hours=1))
def look_where_nobody_has(organisation: Organisation) -> None:
    ending.look_where_nobody_has(organisation)
