from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.pay import actions


@chore(every=timedelta(days=1))
def look_at_rates(organisation: Organisation) -> None:
    actions.look_at_rates_that_have_come(organisation)


@chore(every=timedelta(days=1))
def forget_what_is_past_its_day(organisation: Organisation) -> None:
    actions.forget(organisation)
