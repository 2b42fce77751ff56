"""What the organisation owes while someone is away: calls, hellos, a word about a plan, the rule about pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.organisations.roles import Permission
from espoir.pauses.models import Accommodation, Away, Cover, StandBy
from espoir.supervision.queries import rhythms


def looks_after(asked: Asked, person: Person) -> Person | None:
    """Who sees to it when nobody else does; never the one who is away, where there is anyone else."""
    chiefs = [*asked.coordinators, *asked.directors]
    return next((one for one in chiefs if one != person), asked.chief)


@promises
def while_someone_is_away(asked: Asked) -> Iterator[Promise]:
    """Whoever is away, and whoever is covered meanwhile, read on their own pages who does what, and when."""
    if not (asked.is_for_a_chief or asked.may(Permission.SUPERVISE)):
        return
    found = list(_times_away(asked))
    if found and asked.is_for_a_chief:
        yield from _calls(asked)
    supervised = rhythms(asked.organisation) if found else {}
    for away in found:
        rhythm = supervised.get(away.person_id)
        supervisor = (still_here(rhythm.supervisor) or still_here(rhythm.second)) if rhythm else None
        yield from _owed(asked, away, supervisor or looks_after(asked, away.person))


def _times_away(asked: Asked) -> OwnedQuerySet[Away]:
    rows = Away.objects.of(asked.organisation).filter(person__state=Person.State.HERE).select_related("person")
    return rows.order_by("from_on", "pk")


def _calls(asked: Asked) -> Iterator[Promise]:
    rows = Cover.objects.of(asked.organisation).filter(call_on__isnull=False, peer__state=Person.State.HERE)
    rows = rows.select_related("peer", "owner", "away__person").order_by("call_on", "pk")
    for cover in asked.narrow(rows, "owner", unkept=True):
        owner = still_here(cover.owner)
        yield Promise(
            words=_("Call %(name)s, while someone is away") % {"name": cover.peer.name},
            owner=owner if owner and owner != cover.away.person else looks_after(asked, cover.away.person),
            due=cover.call_on,
            url=reverse("pauses:call", args=[asked.organisation.slug, cover.pk]),
            owed_to=cover.peer,
        )


@promises
def what_helps_people_work(asked: Asked) -> Iterator[Promise]:
    if not asked.is_for_a_chief:
        return
    rows = Accommodation.objects.of(asked.organisation).filter(due__isnull=False, person__state=Person.State.HERE)
    for row in asked.narrow(rows, "owner", unkept=True).select_related("person", "owner").order_by("due", "pk"):
        name = {"name": row.person.name}
        is_new = row.state == Accommodation.State.ASKED
        words = _("Answer what would help %(name)s work") if is_new else _("Look again at what helps %(name)s work")
        yield Promise(words % name, _left_to(asked, row), row.due, _to(asked, "helping", row.pk), owed_to=row.person)


@promises
def someone_to_stand_by(asked: Asked) -> Iterator[Promise]:
    if not asked.is_for_a_chief:
        return
    rows = StandBy.objects.of(asked.organisation).filter(due__isnull=False, person__state=Person.State.HERE)
    for row in asked.narrow(rows, "owner", unkept=True).select_related("person", "owner").order_by("due", "pk"):
        words = _("Find someone outside to stand by %(name)s") % {"name": row.person.name}
        yield Promise(words, _left_to(asked, row), row.due, _to(asked, "asking", row.pk), owed_to=row.person)


def _left_to(asked: Asked, row: Accommodation | StandBy) -> Person | None:
    owner = still_here(row.owner)
    return owner if owner and owner.pk != row.person_id else looks_after(asked, row.person)


def _to(asked: Asked, page: str, pk: str) -> str:
    return reverse(f"pauses:{page}", args=[asked.organisation.slug, pk])


def _owed(asked: Asked, away: Away, planner: Person | None) -> Iterator[Promise]:
    name = {"name": away.person.name}

    def owe(words: str, due: date, owner: Person | None, page: str = "one") -> Promise:
        args = [asked.organisation.slug, *([away.pk] if page == "one" else [])]
        return Promise(words, owner, due, reverse(f"pauses:{page}", args=args), owed_to=away.person)

    if away.hello_on:
        yield owe(_("Say hello to %(name)s, as chosen") % name, away.hello_on, planner)
    if away.plan_by:
        yield owe(_("Answer the plan that %(name)s wrote to come back") % name, away.plan_by, planner)
    if away.look_on:
        yield owe(_("See with %(name)s how coming back goes") % name, away.look_on, planner)
    if away.rule_by:
        writer = next(iter(asked.directors), asked.chief)
        yield owe(_("Write what is paid while someone is away"), away.rule_by, writer, "rule")
