from __future__ import annotations

from datetime import timedelta

from espoir.notices import actions
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(minutes=1))
def send_notices(organisation: Organisation) -> None:
    actions.send_what_may_go(organisation)
