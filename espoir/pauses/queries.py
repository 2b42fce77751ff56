from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from espoir import clock
from espoir.apart.placed import PlacedQuerySet
from espoir.meetings.models import Group, Planned
from espoir.organisations.models import Organisation, Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import still_here
from espoir.organisations.roles import Permission, Role
from espoir.pairing.models import Relationship, RelationshipQuerySet, Request
from espoir.pauses import rules
from espoir.pauses.models import Away, Cover, Preference, Rule, Wish
from espoir.people import rules as people
from espoir.supervision import queries as supervision
from espoir.vault import keys


@people.says_who_is_away
def who_is_away(organisation: Organisation) -> QuerySet[Away, str]:
    """Also those who will be, from a day: nobody is placed with someone who is about to leave."""
    return Away.objects.of(organisation).exclude(state=Away.State.BACK).values_list("person_id", flat=True)


# Her own page.


def away_of(person: Person) -> Away | None:
    """Her time away, from the moment she pressed until she is back."""
    rows = Away.objects.of(person.organisation).filter(person=person).exclude(state=Away.State.BACK)
    return rows.select_related("person", "organisation").first()


def rule_of(organisation: Organisation) -> Rule | None:
    return Rule.objects.of(organisation).first()


def live_with(supporter: Person) -> RelationshipQuerySet:
    rows = Relationship.objects.of(supporter.organisation).live().filter(supporter=supporter)
    return rows.with_both().select_related("organisation").order_by("since", "pk")


def stopped_with(away: Away) -> list[Relationship]:
    """The relationships that stopped with her and have not ended since, those who wait for her first."""
    paused = set(away.paused)
    rows = [row for row in live_with(away.person) if row.pk in paused and row.is_paused]
    keys.fetch(away.organisation_id, [row.peer_id for row in rows])
    waits = {cover.relationship_id for cover in covers_of(away) if cover.wish == Wish.WAIT}
    return sorted(rows, key=lambda row: row.pk not in waits)


def names_of_those_supported(supporter: Person) -> list[str]:
    rows = list(live_with(supporter))
    keys.fetch(supporter.organisation_id, [row.peer_id for row in rows])
    return [row.peer.name for row in rows]


def planned_from(relationship: Relationship, away: Away) -> list[Planned]:
    rows = Planned.objects.of(relationship.organisation).filter(relationship=relationship, at__gt=clock.now())
    return list(rows.filter(at__date__gte=away.from_on).select_related("relationship", "peer", "supporter"))


def who_looks_after(person: Person) -> Person | None:
    """Who sees to the people she supports: a coordinator, else whoever directs; herself only where nobody else is."""
    org = person.organisation
    here = Person.objects.of(org).here().exclude(pk=person.pk).order_by("since", "pk")
    return here.wearing(Role.COORDINATOR).first() or here.wearing(Role.DIRECTOR).first() or who_writes_the_rule(org)


def who_writes_the_rule(organisation: Organisation) -> Person | None:
    here = Person.objects.of(organisation).here().order_by("since", "pk")
    return here.wearing(Role.DIRECTOR).first() or here.wearing(Role.COORDINATOR).first()


# The people she supports.


def covers_of(away: Away) -> PlacedQuerySet[Cover]:
    rows = Cover.objects.of(away.organisation).filter(away=away)
    return rows.select_related("peer", "owner", "relationship", "request", "away__person").order_by("pk")


def covers_for(peer: Person) -> PlacedQuerySet[Cover]:
    """What is open for her: while someone who supports her is away, or not yet back with her."""
    rows = Cover.objects.of(peer.organisation).filter(peer=peer, state=Cover.State.OPEN)
    return rows.select_related("peer", "owner", "away__person", "relationship", "request").order_by("pk")


def preference_of(peer: Person) -> Preference | None:
    return Preference.objects.of(peer.organisation).filter(person=peer).first()


def wish_of(peer: Person) -> str:
    said = preference_of(peer)
    return said.wish if said and said.wish in Wish else ""


def who_keeps(cover: Cover) -> Person | None:
    owner = still_here(cover.owner)
    if owner is not None and owner != cover.away.person:
        return owner
    return who_looks_after(cover.away.person)


def someone_else_for(cover: Cover) -> Person | None:
    """Who is there meanwhile, once both said yes."""
    if cover.request_id is None:
        return None
    rows = Relationship.objects.of(cover.organisation).live().filter(request=cover.request_id)
    found = rows.select_related("supporter").first()
    return found.supporter if found else None


def is_being_looked_for(cover: Cover) -> bool:
    return cover.request is not None and cover.request.state in Request.UNDER_WAY


# The organisation.


def who_sees(away: Away) -> list[Person]:
    return who_would_see(away.person)


def who_would_see(supporter: Person) -> list[Person]:
    """Those who need to know in order to cover: the coordinators, whoever looks after, and her supervisors."""
    welcome = Person.objects.of(supporter.organisation).here().wearing(Role.COORDINATOR).exclude(pk=supporter.pk)
    first = who_looks_after(supporter)
    wanted = [*welcome, *([first] if first else []), *supervision.supervisors_of(supporter)]
    return list(dict.fromkeys(wanted))


def away_seen_by(reader: Person) -> OwnedQuerySet[Away]:
    rows = Away.objects.of(reader.organisation).filter(person__state=Person.State.HERE)
    rows = rows.exclude(state=Away.State.BACK, look_on=None, rule_by=None)  # over, and nothing owed: nobody's any more
    rows = rows.select_related("person", "organisation").order_by("from_on", "pk")
    if looks_after(reader):
        return rows
    return rows.filter(person__in=supervision.supervised_by(reader))


def away_among_supervised(reader: Person) -> OwnedQuerySet[Away]:
    rows = Away.objects.of(reader.organisation).exclude(state=Away.State.BACK)
    return rows.filter(person__in=supervision.supervised_by(reader)).select_related("person").order_by("from_on", "pk")


def looks_after(reader: Person) -> bool:
    """A coordinator; where there is none, whoever directs."""
    if reader.may(Permission.WELCOME):
        return True
    if Role.DIRECTOR not in reader.roles:
        return False
    return not Person.objects.of(reader.organisation).here().wearing(Role.COORDINATOR).exists()


def plans_with(away: Away) -> Person | None:
    """Who prepares her coming back with her: her supervisor, else whoever looks after."""
    return supervision.supervisor_of(away.person) or who_looks_after(away.person)


@dataclass(frozen=True)
class Call:
    """One person who is covered, as whoever looks after reads it."""

    cover: Cover
    name: str
    wish: str
    owner: Person | None
    someone: Person | None


def calls_of(away: Away) -> list[Call]:
    rows = [cover for cover in covers_of(away) if cover.is_open]
    keys.fetch(away.organisation_id, [cover.peer_id for cover in rows])
    return [Call(cover, cover.peer.name, cover.wish_words, who_keeps(cover), someone_else_for(cover)) for cover in rows]


def dates_of(cover: Cover) -> list[datetime]:
    """Meetings that were planned, and that someone else may take over."""
    return [at for at in map(datetime.fromisoformat, cover.dates) if at > clock.now() - timedelta(hours=1)]


def groups_without(away: Away) -> list[Group]:
    """Dates of groups that she was to lead, or to stand by, from that day."""
    rows = Group.objects.of(away.organisation).filter(state=Group.State.OPEN, next_at__date__gte=away.from_on)
    hers = rows.filter(Q(facilitator=away.person) | Q(by_the_door=away.person), next_at__gt=clock.now())
    return list(hers.order_by("next_at")) if not away.is_over else []


def is_kept_still(away: Away) -> bool:
    """Something is still owed of a time away that is over."""
    if away.look_on or away.rule_by:
        return True
    return Cover.objects.of(away.organisation).filter(away=away, state=Cover.State.OPEN).exists()


def gone_by(organisation: Organisation) -> OwnedQuerySet[Away]:
    return Away.objects.of(organisation).filter(state=Away.State.BACK, back_on__lte=clock.today() - rules.KEPT)
