from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.sources.models import Import

WAITS = timedelta(days=7)


@chore(every=timedelta(hours=12))
def forget_files_nobody_decided_on(organisation: Organisation) -> None:
    rows = Import.objects.of(organisation).filter(state=Import.State.WAITING)
    rows.filter(at__lt=clock.now() - WAITS).delete()
