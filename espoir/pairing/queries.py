from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TypeVar

from django.db.models import Case, Q, QuerySet, When

from espoir import clock
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.pairing import rules
from espoir.pairing.models import (
    Aftercare,
    CheckIn,
    Offer,
    OfferQuerySet,
    Partner,
    Relationship,
    RelationshipQuerySet,
    Request,
)
from espoir.people import queries as people
from espoir.people.codes import Day, Form, Language, said
from espoir.people.models import Profile, Wishes
from espoir.vault import keys

OF_LATE = timedelta(days=60)
NEWS = timedelta(days=14)

Kept = TypeVar("Kept", CheckIn, Aftercare)


def relationships_of(person: Person) -> RelationshipQuerySet:
    """Every relationship in which this person stands, on either side, ended ones too; the newest first."""
    rows = Relationship.objects.of(person.organisation).filter(Q(peer=person) | Q(supporter=person))
    return rows.with_both().order_by("-since", "pk")


def relationship_between(one: Person, other: Person) -> Relationship | None:
    """The live relationship of these two, whoever supports whom."""
    rows = Relationship.objects.of(one.organisation).live().with_both()
    return rows.filter(Q(peer=one, supporter=other) | Q(peer=other, supporter=one)).first()


def people_i_support(supporter: Person) -> QuerySet[Person]:
    """Those whom this supporter supports now, or who are on a pause."""
    rows = Relationship.objects.of(supporter.organisation).live().filter(supporter=supporter)
    return Person.objects.of(supporter.organisation).filter(pk__in=rows.values("peer")).order_by("since", "pk")


def people_who_support(peer: Person) -> QuerySet[Person]:
    rows = Relationship.objects.of(peer.organisation).live().filter(peer=peer)
    return Person.objects.of(peer.organisation).filter(pk__in=rows.values("supporter")).order_by("since", "pk")


def request_of(peer: Person) -> Request | None:
    """Her request under way, if she has one."""
    return Request.objects.of(peer.organisation).under_way().filter(peer=peer).first()


def cards_of(request: Request) -> OfferQuerySet:
    rows = Offer.objects.of(request.organisation).filter(request=request).on_cards()
    return rows.select_related("supporter").order_by("order", "pk")


def invitations_to(supporter: Person) -> OfferQuerySet:
    """Requests of people who would gladly meet this supporter, and wait for a yes or a not now."""
    rows = Offer.objects.of(supporter.organisation).filter(supporter=supporter, request__state=Request.State.OPEN)
    return rows.asked().select_related("request__peer").order_by("chosen_on", "pk")


def checkins_for(person: Person) -> QuerySet[CheckIn]:
    rows = CheckIn.objects.of(person.organisation).filter(person=person, state=CheckIn.State.ASKED)
    return rows.select_related("relationship__peer", "relationship__supporter").order_by("due", "pk")


def staying_in_touch_with(person: Person) -> Aftercare | None:
    rows = Aftercare.objects.of(person.organisation).filter(person=person, state=Aftercare.State.OPEN)
    return rows.select_related("owner").first()


def talks_owed(organisation: Organisation) -> QuerySet[CheckIn]:
    rows = CheckIn.objects.of(organisation).exclude(state=CheckIn.State.DONE)
    return rows.select_related("person", "owner").order_by("due", "pk")


def words_owed(organisation: Organisation) -> QuerySet[Aftercare]:
    rows = Aftercare.objects.of(organisation).filter(state=Aftercare.State.OPEN)
    return rows.select_related("person", "owner").order_by("next_on", "pk")


def owed_by(person: Person, rows: QuerySet[Kept]) -> list[Kept]:
    """Those of the promises that this person keeps."""
    return [row for row in rows if who_keeps(row) == person]


def news_owed(organisation: Organisation) -> QuerySet[Request]:
    """Requests on which the organisation must move: not those of people who have cards and take their time."""
    cards = Offer.objects.of(organisation).on_cards().values("request")
    rows = Request.objects.of(organisation).under_way().exclude(pk__in=cards)
    return rows.select_related("organisation", "peer__arrival").order_by("asked_on", "pk")


class WhoArranges:
    """Who looks with her at whom we can offer, where they are few: safety leads, else the outside ally, else whoever
    answers here. Never she herself."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation

    @cached_property
    def _by_turn(self) -> list[list[Person]]:
        here = Person.objects.of(self._organisation).here().order_by("since", "pk")
        answers = who_answers(self._organisation)
        return [list(here.wearing(Role.SAFETY_LEAD)), list(here.wearing(Role.ALLY)), [answers] if answers else []]

    def of_the_team(self) -> list[Person]:
        return next((found for found in self._by_turn if found), [])

    def with_(self, peer: Person) -> list[Person]:
        others = ([person for person in turn if person != peer] for turn in self._by_turn)
        return next((found for found in others if found), [])


def offers_to_arrange(organisation: Organisation) -> QuerySet[Request]:
    rows = Request.objects.of(organisation).under_way().filter(arrange_by__isnull=False)
    return rows.select_related("organisation", "peer__arrival").order_by("arrange_by", "pk")


def to_arrange(person: Person) -> list[Request]:
    """The offers that this person may arrange with whoever asked."""
    who = WhoArranges(person.organisation)
    return [row for row in offers_to_arrange(person.organisation) if person in who.with_(row.peer)]


def all_relationships(organisation: Organisation) -> RelationshipQuerySet:
    """What the coordinator sees: names, states and dates. The live ones first, the newest of them first."""
    is_over = Case(When(state=Relationship.State.ENDED, then=1), default=0)
    return Relationship.objects.of(organisation).with_both().order_by(is_over, "-since", "pk")


def partner_of(organisation: Organisation) -> Partner | None:
    return Partner.objects.of(organisation).first()


def who_answers(organisation: Organisation, peer: Person | None = None) -> Person | None:
    """Who of the organisation keeps the promises made here: who welcomed her, a coordinator, or whoever directs."""
    here = people.welcomer_of(peer) if peer is not None else people.coordinators(organisation).first()
    return here or _first_wearing(organisation, Role.DIRECTOR)


def who_could_answer(peer: Person) -> list[Person]:
    """Everyone who could keep a promise made to her, the one who would do it first."""
    first = who_answers(peer.organisation, peer)
    others = (
        Person.objects.of(peer.organisation).here().wearing(Role.COORDINATOR, Role.DIRECTOR).order_by("since", "pk")
    )
    return [person for person in dict.fromkeys([first, *others]) if person is not None and person != peer]


def who_keeps(row: CheckIn | Aftercare) -> Person | None:
    """Whose promise this is now: whoever leaves hands hers to the coordinator."""
    if row.owner is not None and row.owner.state == Person.State.HERE:
        return row.owner
    return who_answers(row.organisation)


def who_supervises(organisation: Organisation) -> Person | None:
    return _first_wearing(organisation, Role.SUPERVISOR) or who_answers(organisation)


def _first_wearing(organisation: Organisation, role: Role) -> Person | None:
    return Person.objects.of(organisation).here().wearing(role).order_by("since", "pk").first()


# What the screens show, with every name on the page opened at once


@dataclass(frozen=True)
class OfferCard:
    """A supporter in her own words, to tick."""

    offer: Offer
    card: people.Card

    @property
    def facts(self) -> list[str]:
        return [fact for fact in (self.card.languages, self.card.forms, self.card.days, self.card.interests) if fact]


@dataclass(frozen=True)
class Invitation:
    """Someone who would gladly meet this supporter: a chosen name, and what that person looks for in short."""

    offer: Offer
    name: str
    facts: list[str]


@dataclass(frozen=True)
class Link:
    relationship: Relationship
    other: Person


def is_large(organisation: Organisation) -> bool:
    """More people support others here than there can be cards, so that cards may not be everyone. Whoever is away or
    full counts too: it is the same whatever becomes of one of them."""
    return Person.objects.of(organisation).here().wearing(Role.SUPPORTER).count() > rules.MOST_CARDS


def cards_to_show(request: Request) -> list[OfferCard]:
    offers = list(cards_of(request))
    keys.fetch(request.organisation_id, [offer.supporter_id for offer in offers])
    rows = Profile.objects.of(request.organisation).filter(supporter__in=[offer.supporter_id for offer in offers])
    profiles = {profile.supporter_id: profile for profile in rows.select_related("supporter")}
    return [OfferCard(offer, people.card(profiles[offer.supporter_id])) for offer in offers]


def news_of(person: Person) -> RelationshipQuerySet:
    """What of her relationships deserves a line on Today."""
    since, live = clock.today() - NEWS, ~Q(state=Relationship.State.ENDED)
    is_news = Q(ended_on__gte=since) | live & (
        Q(since__gte=since)
        | Q(state=Relationship.State.PAUSED)
        | Q(handover_on__isnull=False, peer=person)
        | Q(closing_on__gte=clock.today())
    )
    return relationships_of(person).filter(is_news)


def requests_to(supporter: Person) -> OfferQuerySet:
    """Every request that ever reached this supporter."""
    rows = Offer.objects.of(supporter.organisation).filter(supporter=supporter).exclude(state=Offer.State.PREPARED)
    return rows.select_related("organisation", "supporter", "request__organisation", "request__peer")


def invitations_to_show(supporter: Person) -> list[Invitation]:
    offers = list(invitations_to(supporter))
    keys.fetch(supporter.organisation_id, [offer.request.peer_id for offer in offers])
    peers = [offer.request.peer for offer in offers]
    rows = Wishes.objects.of(supporter.organisation).filter(person__in=peers)
    wishes = {row.person_id: _in_short(row) for row in rows}
    return [Invitation(offer, peer.name, wishes.get(peer.pk, [])) for offer, peer in zip(offers, peers, strict=True)]


def _in_short(wishes: Wishes) -> list[str]:
    facts = [said(Language, wishes.languages), said(Form, wishes.forms), said(Day, wishes.days), wishes.interests]
    return [fact for fact in facts if fact]


def yeses_that_wait(supporter: Person) -> int:
    rows = Offer.objects.of(supporter.organisation).filter(supporter=supporter, state=Offer.State.YES)
    return rows.filter(request__state__in=Request.UNDER_WAY).count()


def supports_to_show(peer: Person) -> list[Link]:
    """Who supports her, and the endings of late."""
    rows = _of_late(peer.organisation).filter(peer=peer)
    return _named([Link(row, row.supporter) for row in rows], peer.organisation)


def supported_to_show(supporter: Person) -> list[Link]:
    """Whom this supporter supports, and the endings of late."""
    rows = _of_late(supporter.organisation).filter(supporter=supporter)
    return _named([Link(row, row.peer) for row in rows], supporter.organisation)


def _of_late(organisation: Organisation) -> RelationshipQuerySet:
    ended_of_late = Q(ended_on__gt=clock.today() - OF_LATE)
    rows = Relationship.objects.of(organisation).filter(~Q(state=Relationship.State.ENDED) | ended_of_late)
    return rows.with_both().order_by("-since", "pk")


def _named(links: list[Link], organisation: Organisation) -> list[Link]:
    keys.fetch(organisation.pk, [link.other.pk for link in links])
    return links


def who_listens_to(person: Person, relationship: Relationship) -> Person | None:
    """To whom someone may talk about a relationship that has ended."""
    if person.pk == relationship.supporter_id:
        return who_supervises(person.organisation)
    return who_answers(person.organisation, person)
