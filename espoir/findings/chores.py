from __future__ import annotations

from datetime import timedelta

from espoir.findings import ending, rules
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.research.models import Study


@chore(every=timedelta(hours=12))
def destroy_on_the_day_that_people_were_told(organisation: Organisation) -> None:
    """Two people of the team do it earlier. Once the day is past, nobody needs to."""
    rows = Study.objects.of(organisation).filter(state__in=[Study.State.CLOSED, Study.State.APPROVED])
    for study in rows.select_related("organisation"):
        if rules.is_past(study):
            ending.destroy(study, by=None)
