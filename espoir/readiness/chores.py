from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.readiness import actions


@chore(every=timedelta(hours=6))
def close_what_is_over(organisation: Organisation) -> None:
    actions.close_what_is_over(organisation)


@chore(every=timedelta(hours=24))
def forget_what_is_past_its_date(organisation: Organisation) -> None:
    actions.forget_what_is_past_its_date(organisation)
