from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from espoir.meetings import queries
from espoir.meetings.models import Planned
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today


def _page(me: Person, name: str, *args: str) -> str:
    return reverse(name, args=[me.organisation.slug, *args])


@on_today
def whom_i_meet(me: Person) -> Iterator[Line]:
    """The next meeting, the people she supports, and who supports her where no date is set."""
    if not (me.may(Permission.SUPPORT) or me.may(Permission.BE_SUPPORTED)):
        return
    coming = list(queries.planned_for(me))
    if coming:
        yield _next_meeting(me, coming[0])
    lines = queries.companions_without_news(me, coming)
    if me.may(Permission.SUPPORT):
        supported = [line for line in lines if line.relationship.supporter_id == me.pk]
        yield from _people(me, supported, _("Note a meeting"))
    if me.may(Permission.BE_SUPPORTED):
        without_a_date = [line for line in lines if line.relationship.peer_id == me.pk and line.next is None]
        yield from _people(me, without_a_date, _("Our meetings, and a date when you like"))


def _people(me: Person, companions: list[queries.Companion], detail: str) -> Iterator[Line]:
    for line in companions[:5]:
        yield Line(
            words=line.person.name,
            detail=detail,
            url=_page(me, "meetings:person", line.person.pk),
            face=line.person.name,
            card="people",
            order=20,
        )


def _next_meeting(me: Person, planned: Planned) -> Line:
    other = planned.relationship.other(me)
    return Line(
        words=_("Your next meeting, with %(name)s") % {"name": other.name},
        detail=capfirst(planned.get_way_display()),
        url=_page(me, "meetings:planned", other.pk, planned.pk),
        when=planned.at,
        face=other.name,
        card="now",
        order=10,
    )


@on_today
def my_goals(me: Person) -> Iterator[Line]:
    if me.may(Permission.BE_SUPPORTED):
        yield Line(
            words=_("My goals"), detail=_("Your words, for you alone"), url=_page(me, "meetings:goals"), card="mine"
        )


@on_today
def groups(me: Person) -> Iterator[Line]:
    """Groups with a date to come, and the word that someone said yes to after one."""
    supports, sits = me.may(Permission.SUPPORT), me.may(Permission.BE_SUPPORTED)
    for group in queries.groups_coming(me):
        leads = supports and group.facilitator_id == me.pk
        url = _page(me, "meetings:group", group.pk) if leads else _page(me, "meetings:mine") if sits else ""
        yield Line(
            words=group.name,
            detail=capfirst(group.get_kind_display()),
            url=url,
            when=group.next_at,
            card="now",
            order=12,
        )
    for attendance in queries.check_ins_wished(me):
        if attendance.person:
            yield Line(
                words=_("A word after the group, with %(name)s") % {"name": attendance.person.name},
                url=_page(me, "meetings:check_in", attendance.pk),
                face=attendance.person.name,
                card="now",
                order=15,
            )
