from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.pauses import actions, support_actions


@chore(every=timedelta(hours=1))
def bring_times_away_up_to_date(organisation: Organisation) -> None:
    actions.bring_up_to_date(organisation)


@chore(every=timedelta(hours=12))
def say_if_enough_is_set_aside(organisation: Organisation) -> None:
    support_actions.say_if_enough(organisation)
