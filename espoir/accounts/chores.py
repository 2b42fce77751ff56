from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.accounts.models import Invitation, Session, Try
from espoir.accounts.tries import KEPT
from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation


@chore(every=timedelta(hours=1))
def forget_what_is_over(organisation: Organisation) -> None:
    """Sessions, failed tries and links that no longer serve do not stay."""
    Session.objects.filter(expire_date__lt=clock.machine()).delete()
    Try.objects.filter(at__lt=clock.machine() - KEPT).delete()
    for invitation in Invitation.objects.of(organisation).filter(used_at=None, expires__lt=clock.now()):
        if invitation.token:
            invitation.token = ""
            invitation.save(update_fields=["box"])
