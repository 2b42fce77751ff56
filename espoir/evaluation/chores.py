from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.evaluation import actions, queries
from espoir.evaluation.rules import kept_from
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(days=1))
def keep_the_figures_of_periods_that_are_over(organisation: Organisation) -> None:
    """So that a report printed again says the same, whoever has stopped being counted since. Months come first: what
    is said of a period rests on what was said of its months."""
    for period in queries.without_edition(organisation):
        if kept_from(period) <= clock.today() and queries.has_meetings_in(organisation, period):
            actions.keep_edition(organisation, period)
