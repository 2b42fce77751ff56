from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.roster.models import Import


@chore(every=timedelta(hours=1))
def let_go_of_spreadsheets(organisation: Organisation) -> None:
    """A file that was not confirmed within a day goes; so does the list of what an old one made."""
    Import.objects.of(organisation).over().delete()
