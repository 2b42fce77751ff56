from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.pauses import actions


@chore(every=timedelta(hours=1))
def bring_times_away_up_to_date(organisation: Organisation) -> None:
    actions.bring_up_to_date(organisation)
