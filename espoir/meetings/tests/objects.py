"""What the house tests open: one object of Le Sentier for each noun of the addresses of this room."""

from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.meetings import actions
from espoir.pairing import queries as pairing
from espoir.pairing.models import Relationship


def bind(peer, supporter) -> Relationship:
    """These two said yes to each other."""
    return pairing.relationship_between(peer, supporter) or Relationship.objects.create(
        organisation=peer.organisation, peer=peer, supporter=supporter
    )


def objects(cast) -> dict[str, str]:
    mesange, alize = cast.mesange, cast.alize
    two = bind(mesange, alize)
    today = clock.today()
    meeting = actions.note_meeting(by=alize, relationship=two, on=today, minutes=60, way="walk", another=True)
    planned = actions.plan(by=alize, relationship=two, at=clock.now() + timedelta(days=2), way="phone")
    return {
        "person": mesange.pk,
        "meeting": meeting.pk,
        "planned": planned.pk,
        "step": actions.propose_step(by=mesange, relationship=two, words="Appeler la clinique ensemble").pk,
        "referral": actions.refer(by=alize, peer=mesange, service="housing", on=today).pk,
        "goal": actions.write_goal(by=mesange, words="Dormir avec la fenêtre ouverte").pk,
    }
