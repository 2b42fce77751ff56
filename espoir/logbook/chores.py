from __future__ import annotations

from datetime import timedelta

from espoir.logbook.anchors import anchor
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(hours=1))
def anchor_the_logbook(organisation: Organisation) -> None:
    anchor(organisation)
