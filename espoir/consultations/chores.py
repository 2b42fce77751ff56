from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.consultations import withdrawing
from espoir.consultations.models import Consent, Participant
from espoir.consultations.rules import DAYS_BEFORE_A_YES
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(days=1))
def give_up_places_left_without_a_yes(organisation: Organisation) -> None:
    """Someone looked, began, and did not go on: nothing of hers waits here."""
    since = clock.today() - timedelta(days=DAYS_BEFORE_A_YES)
    agreed = Consent.objects.of(organisation).values("participant")
    for row in Participant.objects.of(organisation).filter(since__lt=since).exclude(pk__in=agreed):
        withdrawing.let_go(row)
