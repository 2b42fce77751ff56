from __future__ import annotations

from datetime import timedelta

from espoir.apart import actions
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(days=1))
def take_out_what_has_run_out(organisation: Organisation) -> None:
    actions.sweep(organisation)
