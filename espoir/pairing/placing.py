"""Who can be offered to someone, before and after the keeper is asked.

Every reason why a supporter is not among them (away, full, other days, said "not now", kept apart) comes out as the
same thing: she is not in the list. Nothing here, and nothing above, can say which it was.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q

from espoir import clock
from espoir.apart import placement
from espoir.organisations.models import Organisation, Person
from espoir.pairing import fit, rules
from espoir.pairing.models import Offer, Relationship, Request
from espoir.people import queries as people
from espoir.people.models import Profile, Wishes
from espoir.vault import keys

# Whoever was asked and did not become her supporter, for whatever reason, is not shown to her again for a while.
ASKED_LATELY = timedelta(days=28)
WENT_WELL = (Relationship.How.CLOSED, Relationship.How.HANDED_OVER)


class Board:
    """What is known of several requests and of all who are open to meeting someone: read at once, kept nowhere."""

    def __init__(self, organisation: Organisation, requests: Sequence[Request]) -> None:
        self.organisation, self.requests = organisation, list(requests)
        self._peers = [request.peer_id for request in self.requests]
        self.profiles = list(people.profiles_open(organisation).order_by("pk"))
        keys.fetch(organisation.pk, [profile.supporter_id for profile in self.profiles] + self._peers)
        self.taken = rules.places_taken(organisation)
        self.asked = _waiting_for_their_answer(organisation)
        self.cards = _cards(organisation)
        self._wishes = self._all_wishes()
        self._bound, self._known = self._all_relationships()
        self._lately = self._all_asked_lately()

    def suited(self, request: Request) -> list[Profile]:
        """All whom her wishes, their room and their days allow. The keeper was not asked yet."""
        left_out = self._bound[request.peer_id] | self._lately[request.pk] | {request.peer_id}
        wishes = self.wishes_of(request)
        return [
            profile
            for profile in self.profiles
            if profile.supporter_id not in left_out
            and rules.has_room(profile, self.taken)
            and fit.suits(request.peer, wishes, profile)
        ]

    def shortlist(self, request: Request, suited: Sequence[Profile]) -> list[Profile]:
        """Whoever she may be reading about stays; then those who are closest, so that few questions are asked."""
        shown = self.cards.get(request.pk, [])
        first = {supporter: place for place, supporter in enumerate(shown)}
        near = sorted(suited, key=lambda profile: self.nearness(request, profile))
        return sorted(near, key=lambda profile: first.get(profile.supporter_id, len(first)))[: rules.MOST_CARDS]

    def nearness(self, request: Request, profile: Profile) -> tuple[int, str]:
        """For sorting: how close, weighed with how much the supporter carries already; ties by this request's turn."""
        return self.distance(request, profile) + self.burden(profile)[0], turn(request, profile.supporter_id)

    def distance(self, request: Request, profile: Profile) -> int:
        knows = profile.supporter_id in self._known[request.peer_id]
        return fit.distance(request.peer, self.wishes_of(request), profile, knows=knows)

    def burden(self, profile: Profile) -> list[int]:
        """What each further person would weigh, the next one first: more for each one, so that nobody is buried."""
        taken = self.taken.get(profile.supporter_id, 0)
        carried = taken + self.asked.get(profile.supporter_id, 0)
        return [_weight(profile, carried + more) for more in range(rules.room_of(profile, taken))]

    def wishes_of(self, request: Request) -> Wishes:
        return self._wishes.get(request.peer_id) or Wishes(organisation=self.organisation, person=request.peer)

    def _all_wishes(self) -> dict[str, Wishes]:
        rows = Wishes.objects.of(self.organisation).filter(person__in=self._peers)
        return {row.person_id: row for row in rows}

    def _all_relationships(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Who supports each now, or was not a good fit, whichever of the two said so; and with whom it went well."""
        left_out: dict[str, set[str]] = defaultdict(set)
        known: dict[str, set[str]] = defaultdict(set)
        for row in Relationship.objects.of(self.organisation).filter(peer__in=self._peers):
            if row.is_live or row.how == Relationship.How.FIT:
                left_out[row.peer_id].add(row.supporter_id)
            elif row.how in WENT_WELL:
                known[row.peer_id].add(row.supporter_id)
        return left_out, known

    def _all_asked_lately(self) -> dict[str, set[str]]:
        rows = Offer.objects.of(self.organisation).filter(request__in=self.requests)
        lately = rows.filter(Q(chosen_on__gt=clock.today() - ASKED_LATELY) | Q(state=Offer.State.YES))
        asked: dict[str, set[str]] = defaultdict(set)
        for request, supporter in lately.values_list("request_id", "supporter_id"):
            asked[request].add(supporter)
        return asked


def _weight(profile: Profile, carried: int) -> int:
    """Convex: the second person weighs three times the first; less for whoever has many places."""
    return 12 * (2 * carried + 1) // max(1, profile.places)


def _waiting_for_their_answer(organisation: Organisation) -> Counter[str]:
    rows = Offer.objects.of(organisation).asked().filter(request__state__in=Request.UNDER_WAY)
    return Counter(rows.values_list("supporter_id", flat=True))


def _cards(organisation: Organisation) -> dict[str, list[str]]:
    """The supporters on the cards of each request, in their order."""
    rows = Offer.objects.of(organisation).on_cards().order_by("order", "pk")
    cards: dict[str, list[str]] = defaultdict(list)
    for request, supporter in rows.values_list("request_id", "supporter_id"):
        cards[request].append(supporter)
    return cards


def turn(request: Request, supporter: str) -> str:
    """A request's own order among equals: over many requests everyone comes first equally often."""
    return hashlib.blake2b(f"{request.pk}|{supporter}".encode(), digest_size=8).hexdigest()


def can_still_meet(request: Request, supporter: Person) -> bool:
    """At the moment that would bind them: both are here, she has a place, and nothing keeps them apart."""
    return who_can_still_meet(request, [supporter]) == [supporter]


def who_can_still_meet(request: Request, supporters: Sequence[Person]) -> list[Person]:
    """The same about several: the keeper is asked once."""
    kind = placement.Kind.HANDOVER if request.after_id else placement.Kind.RELATIONSHIP
    free = [person for person in supporters if _are_here(request.peer, person) and not _are_bound(request.peer, person)]
    allowed = placement.offerable(request.peer, free, kind=kind, asker=request.peer)
    return [person for person in allowed if rules.people_now(person) < people.profile_of(person).places]


def still_apart_from_none(seeker: Person, offers: list[Offer]) -> list[Offer]:
    """Those of the offers that may still be made, asked again at the very moment they are sent."""
    offerable = {person.pk for person in placement.offerable(seeker, [offer.supporter for offer in offers])}
    return [offer for offer in offers if offer.supporter_id in offerable]


def _are_here(*people: Person) -> bool:
    return all(person.state == Person.State.HERE for person in people)


def _are_bound(peer: Person, supporter: Person) -> bool:
    return Relationship.objects.of(peer.organisation).live().filter(peer=peer, supporter=supporter).exists()
