from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.research import actions


@chore(every=timedelta(days=1))
def notice_studies_without_a_team(organisation: Organisation) -> None:
    actions.notice_who_is_alone(organisation)
