from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.wellbeing import actions


@chore(every=timedelta(hours=1))
def forget_what_is_over(organisation: Organisation) -> None:
    actions.forget_what_is_over(organisation)
