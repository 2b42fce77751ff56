from __future__ import annotations

from datetime import timedelta

from espoir.meetings import actions, group_actions
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(minutes=30))
def remind_the_day_before(organisation: Organisation) -> None:
    actions.remind_of_tomorrow(organisation)
    group_actions.remind_groups_of_tomorrow(organisation)


@chore(every=timedelta(minutes=30))
def offer_seats(organisation: Organisation) -> None:
    group_actions.offer_seats(organisation)
