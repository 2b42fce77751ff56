from __future__ import annotations

from datetime import timedelta

from espoir.coding.actions import forget_old_steps
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.research.models import Study


@chore(every=timedelta(days=1))
def forget_what_cannot_be_undone(organisation: Organisation) -> None:
    """The last fifty actions of each person can be undone; older ones, and what they took away, are forgotten."""
    for study in Study.objects.of(organisation):
        forget_old_steps(study)
