"""A process that notes meetings, as a supporter does on her phone."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from espoir import clock
from espoir.bench.pages import cast_of
from espoir.bench.waiting import write
from espoir.meetings import actions
from espoir.organisations.inside import inside
from espoir.organisations.models import Organisation
from espoir.pairing.models import Relationship


def ours(seconds: float) -> dict[str, Any]:
    """Note meetings, as a supporter does on her phone."""
    organisation = Organisation.objects.order_by("pk").first()
    if organisation is None:
        raise LookupError("load an organisation first")
    supporter = cast_of(organisation)["supporter"]
    pair = Relationship.objects.of(organisation).filter(supporter=supporter, state="agreed").first()
    if pair is None:
        raise LookupError("this supporter supports nobody")
    days = count()

    def note() -> None:
        with inside(organisation, writing=True):
            on = clock.today() - timedelta(days=next(days) % 180)
            actions.note_meeting(
                by=supporter, relationship=pair, on=on, minutes=60, way="walk", themes=["housing"], another=True
            )

    return write(note, seconds)
