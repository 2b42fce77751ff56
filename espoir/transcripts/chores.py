from __future__ import annotations

from datetime import timedelta

from espoir.organisations.chores import chore
from espoir.organisations.models import Organisation
from espoir.transcripts import raw


@chore(every=timedelta(hours=6))
def destroy_files_as_they_came(organisation: Organisation) -> None:
    """On their day, with their keys; and the words to look for, once a study's report is approved."""
    raw.destroy_due(organisation)
