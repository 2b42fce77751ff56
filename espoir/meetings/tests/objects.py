"""What the house tests open: one object of Le Sentier for each noun of the addresses of this room."""

from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.apart.placed import unasked
from espoir.meetings import actions, group_actions
from espoir.meetings.models import Attendance, Group, Meeting, Seat
from espoir.pairing import actions as pairs
from espoir.pairing import queries as pairing
from espoir.pairing.models import Relationship


def bind(peer, supporter) -> Relationship:
    """These two said yes to each other."""
    return pairing.relationship_between(peer, supporter) or pairs.bring(
        by=supporter, peer=peer, supporter=supporter, since=clock.today()
    )


def open_group(cast, **said) -> Group:
    """Alizé leads it, Jo is outside the door."""
    words = {"title": "Mardi couture", "agreement_fr": "{name} attend.", "agreement_en": "{name} waits."}
    return group_actions.open_group(by=cast.alize, kind="craft", **({"by_the_door": cast.jo} | words | said))


def sit(group: Group, person) -> Seat:
    with unasked(because="as if the worker had come by and found her"):
        seat, _new = Seat.objects.of(group.organisation).get_or_create(
            group=group, person=person, defaults={"organisation": group.organisation}
        )
    group_actions.take_seat(seat, by=person)
    return seat


def note_group(group, *came, heavy="") -> Meeting:
    return group_actions.note_group_meeting(
        by=group.facilitator, group=group, on=clock.today(), minutes=90, came=came, heavy=heavy
    )


def objects(cast) -> dict[str, str]:
    mesange, alize = cast.mesange, cast.alize
    two = bind(mesange, alize)
    today = clock.today()
    meeting = actions.note_meeting(by=alize, relationship=two, on=today, minutes=60, way="walk", another=True)
    planned = actions.plan(by=alize, relationship=two, at=clock.now() + timedelta(days=2), way="phone")
    group = open_group(cast)
    seat = sit(group, mesange)
    gathering = note_group(group, mesange)
    attendance = Attendance.objects.of(mesange.organisation).get(meeting=gathering)
    attendance.check_in = Attendance.CheckIn.WISHED
    attendance.save()
    good = actions.give(by=alize, peer=mesange, code="transport", on=today)
    return {
        "good": good.pk,
        "group": group.pk,
        "seat": seat.pk,
        "gathering": gathering.pk,
        "attendance": attendance.pk,
        "person": mesange.pk,
        "meeting": meeting.pk,
        "planned": planned.pk,
        "step": actions.propose_step(by=mesange, relationship=two, words="Appeler la clinique ensemble").pk,
        "referral": actions.refer(by=alize, peer=mesange, service="housing", on=today).pk,
        "goal": actions.write_goal(by=mesange, words="Dormir avec la fenêtre ouverte").pk,
    }
