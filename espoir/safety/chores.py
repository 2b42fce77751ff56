from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.safety import actions


@chore(every=timedelta(minutes=15))
def leave_nobody_without_an_answer(organisation: Organisation) -> None:
    actions.find_owners(organisation)


@chore(every=timedelta(days=1))
def keep_what_a_quarter_says(organisation: Organisation) -> None:
    actions.keep_looks(organisation)
