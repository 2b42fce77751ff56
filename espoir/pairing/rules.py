"""May this be done now? What the state of things allows; who may do it is the gate's question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _lazy

from espoir.charter import queries as charters
from espoir.organisations.earlier import read_by_nobody
from espoir.organisations.models import Organisation, Person
from espoir.pairing.models import Offer, Relationship, Request
from espoir.people import rules as people
from espoir.people.models import Profile
from espoir.safety import queries as safety

# So few that who is missing would tell something: an offer is then arranged with her, whatever the cause.
FEW = 4
MOST_CARDS = 12

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Missing:
    """Something that must exist before the first two people can be bound."""

    code: str
    words: StrOrPromise
    exists: Callable[[Organisation], bool]


def _working_hours_are_set(organisation: Organisation) -> bool:
    return bool(organisation.opening_hours.get("days"))


# The page "people to avoid" is a part of the house: it cannot be missing.
BEFORE_THE_FIRST = (
    Missing("sheet", _lazy("The safety sheet, read by the team"), safety.is_ready),
    Missing("route", _lazy("Someone to tell when something happens"), safety.has_route),
    Missing("charter", _lazy("The role charter, agreed by the whole team"), charters.is_agreed),
    Missing("hours", _lazy("Working hours"), _working_hours_are_set),
)


def what_is_missing(organisation: Organisation) -> list[Missing]:
    """What locks the first support relationship here, in the order of the set-up."""
    return [thing for thing in BEFORE_THE_FIRST if not thing.exists(organisation)]


def is_locked(organisation: Organisation) -> bool:
    """Until the first relationship exists it needs all of that; later ones do not stop because a text is rewritten."""
    if Relationship.objects.of(organisation).filter(request__isnull=False).exists():
        return False
    return not all(thing.exists(organisation) for thing in reversed(BEFORE_THE_FIRST))  # what costs nothing first


@read_by_nobody(because="places are counted; nobody is named")
def places_taken(organisation: Organisation) -> dict[str, int]:
    """How many places each supporter has given away: people they support, also on a pause, and yeses that wait."""
    live = Relationship.objects.of(organisation).live().values_list("supporter_id", flat=True)
    waiting = Offer.objects.of(organisation).filter(state=Offer.State.YES, request__state__in=Request.UNDER_WAY)
    taken: dict[str, int] = {}
    for supporter in [*live, *waiting.values_list("supporter_id", flat=True)]:
        taken[supporter] = taken.get(supporter, 0) + 1
    return taken


@read_by_nobody(because="places are counted; nobody is named")
def people_now(supporter: Person) -> int:
    return Relationship.objects.of(supporter.organisation).live().filter(supporter=supporter).count()


def room_of(profile: Profile, taken: int) -> int:
    """How many more people she can support: her places and, where she said her hours, one hour a week for each."""
    most = min(profile.places, profile.hours_per_week) if profile.hours_per_week else profile.places
    return max(0, most - taken) if profile.is_open else 0


def has_room(profile: Profile, taken: dict[str, int]) -> bool:
    return room_of(profile, taken.get(profile.supporter_id, 0)) > 0


def may_resume(relationship: Relationship, person: Person) -> bool:
    """Whoever took the pause ends it; anyone of the two once that person is gone. Never while the supporter is away."""
    if people.is_away(relationship.supporter):
        return False
    starts_again = relationship.paused_by
    return starts_again is None or starts_again.state != Person.State.HERE or starts_again.pk == person.pk
