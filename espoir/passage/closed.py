"""What lies in the earlier file of someone who now works here, table by table (see `organisations/earlier.py`).

What goes on after her passage is read only by whoever does it with her: her supporter, who leads her group, who owes
her an answer. All the rest is closed to everyone but her.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q

from espoir.meetings.models import Seat
from espoir.organisations.earlier import CLOSED, Closed
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.pairing.models import Offer, Relationship, Request

# What describes her rather than what happened: kept as long as something of her own support goes on here.
DESCRIBES_HER = ("people.reach", "people.wishes", "consents.choice")
WHO_ARRANGES = (Permission.WELCOME, Permission.LEAD_SAFETY, Permission.BE_AN_ALLY)


def _since(column: str, whose: str) -> Q:
    return Q(**{f"{column}__gte": F(f"{whose}__earlier_file__since")})


def _hers(reader: Person) -> Q:
    return Q(supporter=reader)


def _whom_she_supports(reader: Person) -> Q:
    live = Relationship.objects.of(reader.organisation).live().filter(supporter=reader)
    return Q(person__in=live.values("peer"))


def _who_asked_for_her(reader: Person) -> Q:
    asked = Offer.objects.of(reader.organisation).filter(supporter=reader, state__in=[Offer.State.CHOSEN, "yes"])
    return Q(person__in=asked.filter(request__state__in=Request.UNDER_WAY).values("request__peer"))


def _who_looks_for_her(reader: Person) -> Q:
    """A request under way is read by those who answer it, or nobody would."""
    return Q() if any(reader.may(permission) for permission in WHO_ARRANGES) else Q(offers__supporter=reader)


def _who_leads(way: str) -> Any:
    return lambda reader: Q(**{f"{way}__facilitator": reader}) | Q(**{f"{way}__by_the_door": reader})


def _who_owes(reader: Person) -> Q:
    return Q(owner=reader)


def _who_decides(reader: Person) -> Q:
    """Who listens, and whoever is asked to decide with them."""
    return Q(owner=reader) | Q(second=reader)


CLOSED.update(
    {
        "people.arrival": Closed("person"),
        "people.reach": Closed("person", read_by=_whom_she_supports),
        "people.wishes": Closed("person", read_by=_who_asked_for_her),
        "consents.choice": Closed("person", read_by=_whom_she_supports),
        "pairing.request": Closed("peer", Q(state__in=Request.UNDER_WAY), _who_looks_for_her),
        "pairing.offer": Closed("request__peer", Q(request__state__in=Request.UNDER_WAY), _hers),
        "pairing.relationship": Closed("peer", ~Q(state=Relationship.State.ENDED), _hers),
        "pairing.checkin": Closed(
            "relationship__peer", ~Q(state="done"), lambda reader: Q(person=reader) | Q(owner=reader)
        ),
        "pairing.aftercare": Closed("person", Q(state="open"), _who_owes),
        "meetings.meeting": Closed("peer", _since("on", "peer"), _hers),
        "meetings.planned": Closed("peer", Q(), _hers),
        "meetings.nextstep": Closed("peer", _since("since", "peer"), lambda reader: Q(relationship__supporter=reader)),
        "meetings.referral": Closed("peer", _since("on", "peer"), _hers),
        "meetings.good": Closed("peer", _since("on", "peer"), _hers),
        "meetings.goal": Closed("peer"),
        "meetings.seat": Closed("person", ~Q(state=Seat.State.LEFT) & Q(group__state="open"), _who_leads("group")),
        "meetings.attendance": Closed("person", _since("meeting__on", "person"), _who_leads("meeting__group")),
        "safety.incident": Closed("reporter", ~Q(state="ended") | _since("sent__date", "reporter"), _who_decides),
        "records.query": Closed("person", Q(state="open") | _since("asked_on", "person"), _who_owes),
    }
)
