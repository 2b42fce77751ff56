from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.practice import queries
from espoir.practice.models import Noted


@chore(every=timedelta(days=1))
def let_old_notes_go(organisation: Organisation) -> None:
    """What someone noted for herself goes when its clock has run out: the whole row, since all of it is sealed."""
    old = queries.too_old(organisation)
    if old:
        Noted.objects.of(organisation).filter(pk__in=old).delete()
