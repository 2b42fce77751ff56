from __future__ import annotations

from django.db.models import Q, QuerySet

from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
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


def partner_of(organisation: Organisation) -> Partner | None:
    return Partner.objects.of(organisation).first()


def who_answers(organisation: Organisation) -> Person | None:
    """Who of the organisation keeps the promises made here: the coordinator, or whoever directs."""
    return _first_wearing(organisation, Role.COORDINATOR) or _first_wearing(organisation, Role.DIRECTOR)


def who_supervises(organisation: Organisation) -> Person | None:
    return _first_wearing(organisation, Role.SUPERVISOR) or who_answers(organisation)


def _first_wearing(organisation: Organisation, role: Role) -> Person | None:
    return Person.objects.of(organisation).here().wearing(role).order_by("since", "pk").first()
