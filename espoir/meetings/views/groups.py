"""Groups, workshops, outings, crafts: for those who lead them, and for those who sit in them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from espoir.logbook.actions import opened
from espoir.meetings import group_actions as actions
from espoir.meetings import queries, rules
from espoir.meetings.chores import offer_seats
from espoir.meetings.group_forms import GroupForm, GroupMeetingForm
from espoir.meetings.models import Group, Meeting, Seat
from espoir.organisations.chores import soon
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import Permission
from espoir.safety import queries as safety

RECENT = 10


@members_who_may(Permission.SUPPORT)
@require_safe
def groups(request: MemberRequest) -> HttpResponse:
    return render(request, "meetings/groups.html", {"groups": queries.groups_of(request.person)})


@members_who_may(Permission.SUPPORT)
def open_group(request: MemberRequest) -> HttpResponse:
    form = GroupForm(request.POST if request.method == "POST" else None, me=request.person)
    if form.is_valid():
        try:
            group = actions.open_group(by=request.person, **form.answers)
            soon(offer_seats, request.organisation)
            messages.success(request, _("The group is open."))
            return redirect("meetings:group", request.organisation.slug, group.pk)
        except rules.NotAvailable:
            form.nobody_there()
    page = {"form": form, "group": None}
    return render(request, "meetings/group_form.html", page, status=422 if form.errors else 200)


def _mine(request: MemberRequest, group: str) -> Group:
    return get_object_or_404(queries.groups_of(request.person).select_related("facilitator"), pk=group)


def _mine_and_open(request: MemberRequest, group: str) -> Group:
    row = _mine(request, group)
    if row.state != Group.State.OPEN:
        raise Http404
    return row


@members_who_may(Permission.SUPPORT)
def change_group(request: MemberRequest, group: str) -> HttpResponse:
    row = _mine_and_open(request, group)
    form = GroupForm(request.POST if request.method == "POST" else None, me=request.person, group=row)
    if form.is_valid():
        try:
            actions.change_group(row, by=request.person, **form.answers)
            soon(offer_seats, request.organisation)
            messages.success(request, _("It’s saved."))
            return redirect("meetings:group", request.organisation.slug, group)
        except rules.NotAvailable:
            form.nobody_there()
    page = {"form": form, "group": row}
    return render(request, "meetings/group_form.html", page, status=422 if form.errors else 200)


@members_who_may(Permission.SUPPORT)
def group(request: MemberRequest, group: str) -> HttpResponse:
    """Its page, with the form that notes a meeting of the group."""
    row = _mine(request, group)
    sent = request.POST if request.method == "POST" and row.by_the_door_id and row.state == Group.State.OPEN else None
    form = GroupMeetingForm(sent, group=row)
    if form.is_valid():
        meeting = actions.note_group_meeting(by=request.person, group=row, **form.answers)
        return redirect(f"{reverse('meetings:group', args=[request.organisation.slug, group])}?n={meeting.pk}")
    return render(request, "meetings/group.html", _page(request, row, form), status=422 if form.errors else 200)


def _page(request: MemberRequest, group: Group, form: GroupMeetingForm) -> dict[str, Any]:
    people = list(form.people.values())
    opened(actions.OPENED_GROUP, by=request.person, about=people, what=group)
    recent = list(queries.meetings_of_group(group)[:RECENT])
    fixable = {meeting.pk for meeting in recent if rules.may_fix(meeting, request.person)}
    return {
        "group": group,
        "people": people,
        "form": form,
        "recent": recent,
        "fixable": fixable,
        "noted": next((row for row in recent if row.pk in fixable and row.pk == request.GET.get("n")), None),
        "sheet": safety.protocol(request.organisation),
        "supporting": True,
        "free": queries.whom_to_seat(group, request.person) if group.state == Group.State.OPEN else [],
        "is_open": group.state == Group.State.OPEN,
    }


@members_who_may(Permission.SUPPORT)
@require_POST
def seat_someone(request: MemberRequest, group: str, person: str) -> HttpResponse:
    """Someone I support said yes out loud."""
    row = _mine_and_open(request, group)
    someone = get_object_or_404(queries.whom_to_seat(row, request.person), pk=person)
    try:
        actions.seat_someone(row, someone, by=request.person)
    except rules.SeatGone:
        messages.info(request, _("There is no seat here right now. Other groups may come."))
    return redirect("meetings:group", request.organisation.slug, group)


@members_who_may(Permission.SUPPORT)
def take_out(request: MemberRequest, group: str, gathering: str) -> HttpResponse:
    row = _mine(request, group)
    meeting: Meeting = get_object_or_404(queries.meetings_of_group(row), pk=gathering)
    if not rules.may_fix(meeting, request.person):
        raise Http404
    if request.method == "POST":
        actions.take_out_group_meeting(meeting, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("meetings:group", request.organisation.slug, group)
    return render(request, "meetings/group_take_out.html", {"group": row, "meeting": meeting})


@members_who_may(Permission.SUPPORT)
def close_group(request: MemberRequest, group: str) -> HttpResponse:
    row = _mine_and_open(request, group)
    if request.method == "POST":
        actions.close_group(row, by=request.person)
        messages.success(request, _("The group is over."))
        return redirect("meetings:groups", request.organisation.slug)
    return render(request, "meetings/group_close.html", {"group": row})


@the_person_herself
def check_in(request: MemberRequest, attendance: str) -> HttpResponse:
    """For the one who leads the group and the one outside its door."""
    row = get_object_or_404(queries.check_ins_wished(request.person), pk=attendance)
    if request.method == "POST":
        actions.check_in(row, by=request.person)
        messages.success(request, _("It’s noted."))
        return redirect("today:home", request.organisation.slug)
    opened(actions.OPENED_GROUP, by=request.person, about=[row.person] if row.person else [])
    return render(request, "meetings/check_in.html", {"attendance": row})


@members_who_may(Permission.BE_SUPPORTED)
def seat(request: MemberRequest, seat: str) -> HttpResponse:
    """The agreement of the group, and a seat that she takes or leaves as she likes."""
    row = get_object_or_404(_her_seats(request), pk=seat)
    if request.method == "POST":
        return _answer(request, row)
    return render(request, "meetings/seat.html", {"seat": row, "sheet": safety.protocol(request.organisation)})


def _her_seats(request: MemberRequest) -> OwnedQuerySet[Seat]:
    rows = Seat.objects.of(request.organisation).filter(person=request.person, group__state=Group.State.OPEN)
    return rows.select_related("group__facilitator", "group__by_the_door")


def _answer(request: MemberRequest, seat: Seat) -> HttpResponse:
    leaving = request.POST.get("answer") == "leave"
    try:
        (actions.leave_seat if leaving else actions.take_seat)(seat, by=request.person)
    except rules.SeatGone:
        actions.let_go_of_seat(seat)
        messages.info(request, _("There is no seat here right now. Other groups may come."))
        return redirect("meetings:mine", request.organisation.slug)
    except rules.IllegalMove as no_such_move:
        raise Http404 from no_such_move
    left = _("You have no seat here now. You can come back any time.")
    messages.success(request, left if leaving else _("The seat is yours."))
    return redirect("meetings:seat", request.organisation.slug, seat.pk)
