from __future__ import annotations

from datetime import timedelta

from espoir.charter import actions
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(hours=6))
def close_the_questions_to_the_team(organisation: Organisation) -> None:
    actions.close_what_is_over(organisation)
