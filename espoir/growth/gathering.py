"""Circles of support people, and dates that others organise."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.growth import actions, queries
from espoir.growth.forms import CircleForm, EventForm
from espoir.growth.rules import NoPlace
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission

PAGE = 25


# Support people's.


@members_who_may(Permission.SUPPORT)
def circles(request: MemberRequest) -> HttpResponse:
    page = {
        "page": Paginator(queries.circles_to_come(request.organisation), PAGE).get_page(request.GET.get("n")),
        "hers": queries.circles_she_comes_to(request.person),
        "events": queries.events_to_come(request.organisation)[:PAGE],
    }
    return render(request, "growth/circles.html", page)


@members_who_may(Permission.SUPPORT)
def circle(request: MemberRequest, circle: str) -> HttpResponse:
    """Where it is, and who comes: for those who come."""
    row = get_object_or_404(queries.circles_to_come(request.organisation), pk=circle)
    comes = queries.comes(row, request.person)
    who = [person.name for person in queries.who_comes(row) if person != request.person] if comes else []
    is_hers = row.opened_by_id == request.person.pk
    return render(
        request, "growth/circle.html", {"circle": row, "comes": comes, "who": sorted(who), "is_hers": is_hers}
    )


@members_who_may(Permission.SUPPORT)
@require_POST
def come(request: MemberRequest, circle: str) -> HttpResponse:
    """She comes, or no longer does. Whatever the cause that she can't, the words are the same."""
    row = get_object_or_404(queries.circles_to_come(request.organisation), pk=circle)
    if request.POST.get("w") == "n":
        actions.leave(row, by=request.person)
        messages.success(request, _("You don’t come any more. Nobody is told."))
        return redirect("growth:circle", request.organisation.slug, row.pk)
    try:
        actions.come(row, by=request.person)
        messages.success(request, _("You come. Where it is stands on this page."))
    except NoPlace:
        messages.info(request, _("There is no place left in this one. That says nothing about you."))
    return redirect("growth:circle", request.organisation.slug, row.pk)


@members_who_may(Permission.SUPPORT)
def new_circle(request: MemberRequest) -> HttpResponse:
    return _open(request, "growth:circles")


def _open(request: MemberRequest, back: str) -> HttpResponse:
    form = CircleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        kept = {name: said[name] for name in ("minutes", "way", "topic", "where")}
        actions.open_circle(by=request.person, at=form.at, **kept)
        messages.success(request, _("The circle is open. Each support person says if they come."))
        return redirect(back, request.organisation.slug)
    return render(request, "growth/open.html", {"form": form, "back": back}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
def call_off(request: MemberRequest, circle: str) -> HttpResponse:
    """Whoever opened it."""
    row = get_object_or_404(queries.circles_to_come(request.organisation), pk=circle, opened_by=request.person)
    return _call_off(request, row.pk, "growth:circles")


def _call_off(request: MemberRequest, pk: str, back: str) -> HttpResponse:
    row = get_object_or_404(queries.circles_to_come(request.organisation), pk=pk)
    if request.method == "POST":
        actions.call_off(row, by=request.person)
        messages.success(request, _("It’s called off. Those who were to come are told."))
        return redirect(back, request.organisation.slug)
    return render(request, "growth/call_off.html", {"circle": row, "back": back})


# The organisation's.


@members_who_may(Permission.SET_UP)
def arranged(request: MemberRequest) -> HttpResponse:
    """Circles to come, without who comes, and dates elsewhere."""
    circles = Paginator(queries.circles_to_come(request.organisation), PAGE).get_page(request.GET.get("n"))
    page = {"page": circles, "events": queries.events_to_come(request.organisation)[:PAGE]}
    return render(request, "growth/arranged.html", page)


@members_who_may(Permission.SET_UP)
def arrange(request: MemberRequest) -> HttpResponse:
    return _open(request, "growth:arranged")


@members_who_may(Permission.SET_UP)
def call_off_for_all(request: MemberRequest, circle: str) -> HttpResponse:
    return _call_off(request, circle, "growth:arranged")


@members_who_may(Permission.SET_UP)
def new_event(request: MemberRequest) -> HttpResponse:
    form = EventForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.write_event(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s written down. Support people see it."))
        return redirect("growth:arranged", request.organisation.slug)
    return render(request, "growth/event.html", {"form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SET_UP)
def event_out(request: MemberRequest, event: str) -> HttpResponse:
    row = get_object_or_404(queries.events_to_come(request.organisation), pk=event)
    if request.method == "POST":
        actions.take_event_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("growth:arranged", request.organisation.slug)
    return render(request, "growth/take_out.html", {"title": row.title, "back": "growth:arranged"})
