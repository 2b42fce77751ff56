from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Clock, Organisation
from espoir.records import actions, earlier, queries
from espoir.records.rules import last_day_kept, past_their_date, tables


@chore(every=timedelta(hours=1))
def finish_erasures(organisation: Organisation) -> None:
    actions.finish_erasures(organisation)
    earlier.finish(organisation)


@chore(every=timedelta(minutes=10))
def remove_copies(organisation: Organisation) -> None:
    actions.remove_copies_past_their_hour(organisation)


@chore(every=timedelta(hours=24))
def empty_what_is_past_its_date(organisation: Organisation) -> None:
    """Each table says which clock it follows; the organisation says how long that clock runs."""
    ended = queries.whose_support_ended(organisation, before=last_day_kept(organisation, Clock.ENDED))
    for table in tables():
        if table.CLOCK:
            actions.empty(table, past_their_date(table, organisation, ended=ended), organisation)
