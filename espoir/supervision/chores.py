from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.supervision import actions


@chore(every=timedelta(minutes=1))
def take_over_what_went_unanswered(organisation: Organisation) -> None:
    actions.hand_unanswered_to_the_person_on_call(organisation)
