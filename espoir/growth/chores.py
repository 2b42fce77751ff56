from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.growth import actions, rules
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(days=1))
def forget_circles_and_dates_that_are_past(organisation: Organisation) -> None:
    actions.forget_what_is_past(
        organisation,
        circles_before=clock.now() - rules.PAST_CIRCLES_GO,
        events_before=clock.today() - rules.PAST_EVENTS_GO,
    )
