"""Who can be offered to someone, and in which order.

Every reason why a supporter is not among them (away, full, other days, said "not now", kept apart) comes out as the
same thing: she is not in the list. Nothing here, and nothing above, can say which it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from espoir import clock
from espoir.apart import placement
from espoir.organisations.models import Person
from espoir.pairing import rules
from espoir.pairing.models import Offer, Relationship, Request
from espoir.people import queries as people
from espoir.people.codes import Far, Form
from espoir.people.models import Profile, Wishes
from espoir.vault import keys

# Whoever was asked and did not become her supporter, for whatever reason, is not shown to her again for a while.
ASKED_LATELY = timedelta(days=28)
FROM_AFAR = frozenset({Form.PHONE.value, Form.VIDEO.value, Form.TEXT.value})


def who_can_be_offered(request: Request) -> list[Person]:
    """All of them, in an order of this request's own: over many requests everyone is first equally often."""
    left_out = _bound_before(request) | _asked_lately(request)
    taken = rules.places_taken(request.organisation)
    wishes = people.wishes_of(request.peer)
    open_to_her = [profile for profile in _profiles(request) if profile.supporter_id not in left_out]
    candidates = [
        profile.supporter
        for profile in open_to_her
        if rules.has_room(profile, taken) and suits(request.peer, wishes, profile)
    ]
    offerable = placement.offerable(request.peer, candidates)
    return sorted(offerable, key=lambda supporter: _turn(request, supporter))


def can_still_meet(request: Request, supporter: Person) -> bool:
    """At the moment that would bind them: both are here, she has a place, and nothing keeps them apart."""
    if not _are_here(request.peer, supporter) or _are_bound(request.peer, supporter):
        return False
    has_a_place = rules.people_now(supporter) < people.profile_of(supporter).places
    kind = placement.Kind.HANDOVER if request.after_id else placement.Kind.RELATIONSHIP
    return bool(placement.offerable(request.peer, [supporter], kind=kind, asker=request.peer)) and has_a_place


def still_apart_from_none(seeker: Person, offers: list[Offer]) -> list[Offer]:
    """Those of the offers that may still be made, asked again at the very moment they are sent."""
    offerable = {person.pk for person in placement.offerable(seeker, [offer.supporter for offer in offers])}
    return [offer for offer in offers if offer.supporter_id in offerable]


def suits(peer: Person, wishes: Wishes, profile: Profile) -> bool:
    """A language in common, and what she wished for; a wish she did not make excludes nobody."""
    hers, theirs = wishes.languages or [peer.language], profile.languages or [profile.supporter.language]
    return (
        _meet(_plain(hers), _plain(theirs))
        and _suit(wishes.forms, profile.forms)
        and _suit(wishes.days, profile.days)
        and (not wishes.who or _meet(wishes.who, profile.describes))
        and _is_near(wishes, profile)
    )


def _is_near(wishes: Wishes, profile: Profile) -> bool:
    """In her region, if she named one; or anywhere, if the two can talk from afar or she would go anywhere."""
    if not wishes.region or not profile.regions or wishes.far == Far.ANYWHERE or wishes.region in profile.regions:
        return True
    return bool(FROM_AFAR & set(profile.forms) & set(wishes.forms or FROM_AFAR))


def _suit(wished: Iterable[str], given: Iterable[str]) -> bool:
    """A wish not made, and a question the supporter left open, both leave the door open."""
    return not wished or not given or _meet(wished, given)


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    return not set(some).isdisjoint(others)


def _plain(languages: Iterable[str]) -> list[str]:
    return [language.lower().split("-")[0] for language in languages]


def _profiles(request: Request) -> list[Profile]:
    profiles = list(people.profiles_open(request.organisation).exclude(supporter=request.peer))
    keys.fetch(request.organisation_id, [profile.supporter_id for profile in profiles])
    return profiles


def _bound_before(request: Request) -> set[str]:
    """Who supports her now, and those with whom it was not a good fit, whichever of the two said so."""
    rows = Relationship.objects.of(request.organisation).filter(peer=request.peer)
    now = rows.live().values_list("supporter_id", flat=True)
    return {*now, *rows.filter(how=Relationship.How.FIT).values_list("supporter_id", flat=True)}


def _asked_lately(request: Request) -> set[str]:
    rows = Offer.objects.of(request.organisation).filter(request=request)
    lately = rows.filter(Q(chosen_on__gt=clock.today() - ASKED_LATELY) | Q(state=Offer.State.YES))
    return set(lately.values_list("supporter_id", flat=True))


def _are_here(*people: Person) -> bool:
    return all(person.state == Person.State.HERE for person in people)


def _are_bound(peer: Person, supporter: Person) -> bool:
    return Relationship.objects.of(peer.organisation).live().filter(peer=peer, supporter=supporter).exists()


def _turn(request: Request, supporter: Person) -> str:
    return hashlib.blake2b(f"{request.pk}|{supporter.pk}".encode(), digest_size=8).hexdigest()
