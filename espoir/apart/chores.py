from __future__ import annotations

from datetime import timedelta

from espoir.apart import placement
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(hours=1))
def look_at_what_stands(organisation: Organisation) -> None:
    """What has run out goes; what a wish touches by now is opened for those who may read it."""
    placement.look_at_what_stands(organisation)
