from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.apart import keeper, matter_queries, placement
from espoir.notices.actions import tell_once_a_day
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation, Person

FRESH = timedelta(days=1)


@chore(every=timedelta(hours=1))
def look_at_what_stands(organisation: Organisation) -> None:
    """What has run out goes; what a wish touches by now is opened, and those who may look into it hear that
    something waits for them, not what."""
    placement.look_at_what_stands(organisation)
    for matter in matter_queries.open_matters(organisation):
        if matter.row.opened_on >= clock.today() - FRESH:
            for reader in matter.readers:
                tell_once_a_day(reader)


@chore(every=timedelta(minutes=10))
def forget_who_is_no_longer_here(organisation: Organisation) -> None:
    """Whoever left or was erased has left the keeper at once; this is for when it was away, or an older copy came
    back."""
    gone = Person.objects.of(organisation).exclude(state=Person.State.HERE).values_list("pk", flat=True)
    keeper.forget_all(organisation.pk, list(gone))
