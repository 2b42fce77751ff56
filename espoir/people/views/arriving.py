"""Her own way in, each step saved on its own; and the same pages with a coordinator at the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.people import actions, lines, queries, rules
from espoir.people.forms import NameForm, ReachForm, WishesForm
from espoir.people.steps import Walk

REACH = [*ReachForm.base_fields]


@members_who_may(Permission.BE_SUPPORTED)
def arrive(request: MemberRequest) -> HttpResponse:
    walk = Walk(request.person)
    return render(request, "people/arrive.html", {"walk": walk})


@members_who_may(Permission.BE_SUPPORTED)
def question(request: MemberRequest) -> HttpResponse:
    coordinators = queries.with_keys(request.organisation, list(queries.coordinators(request.organisation)))
    return render(request, "people/question.html", {"coordinators": coordinators})


@members_who_may(Permission.BE_SUPPORTED)
def limits(request: MemberRequest) -> HttpResponse:
    return _limits(request, Walk(request.person))


@members_who_may(Permission.WELCOME)
def limits_with(request: MemberRequest, someone: str) -> HttpResponse:
    return _limits(request, _beside(request, someone))


@the_person_herself
def name(request: MemberRequest) -> HttpResponse:
    answer = _name(request, Walk(request.person))
    if isinstance(answer, HttpResponseRedirect) and request.method == "POST":
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.person.language,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


@members_who_may(Permission.WELCOME)
def name_with(request: MemberRequest, someone: str) -> HttpResponse:
    return _name(request, _beside(request, someone))


@members_who_may(Permission.BE_SUPPORTED)
def reach(request: MemberRequest) -> HttpResponse:
    return _reach(request, Walk(request.person))


@members_who_may(Permission.WELCOME)
def reach_with(request: MemberRequest, someone: str) -> HttpResponse:
    return _reach(request, _beside(request, someone))


@members_who_may(Permission.BE_SUPPORTED)
def wishes(request: MemberRequest) -> HttpResponse:
    return _wishes(request, Walk(request.person))


@members_who_may(Permission.WELCOME)
def wishes_with(request: MemberRequest, someone: str) -> HttpResponse:
    return _wishes(request, _beside(request, someone))


@members_who_may(Permission.BE_SUPPORTED)
def done(request: MemberRequest) -> HttpResponse:
    return _done(request, Walk(request.person))


@members_who_may(Permission.WELCOME)
def done_with(request: MemberRequest, someone: str) -> HttpResponse:
    return _done(request, _beside(request, someone))


@the_person_herself
def mine(request: MemberRequest) -> HttpResponse:
    if not rules.has_seen_limits(request.person):
        return render(request, "people/arrive.html", {"walk": Walk(request.person)})
    found = {"hers": lines.hers(request.person), "preferences": lines.preferences_of(request.person)}
    return render(request, "people/mine.html", found)


def _beside(request: MemberRequest, someone: str) -> Walk:
    """Someone who comes for support, with whoever welcomes people at the keyboard."""
    person = get_object_or_404(queries.people_beside(request.person), pk=someone)
    return Walk(person, with_her=True)


def _limits(request: MemberRequest, walk: Walk) -> HttpResponse:
    if request.method == "POST":
        actions.see_limits(by=request.person, person=walk.person)
        return redirect(walk.url("name") if walk.is_going_on else walk.home)
    page = queries.limits_page(request.organisation)
    return render(request, "people/limits.html", {"walk": walk, "limits": page})


def _name(request: MemberRequest, walk: Walk) -> HttpResponse:
    person = walk.person
    form = NameForm(
        request.POST or None,
        initial={"chosen_name": person.chosen_name, "pronoun": person.pronoun, "language": person.language},
    )
    return _step(request, walk, "name", form, lambda values: _save_name(request, person, values))


def _save_name(request: MemberRequest, person: Person, values: dict[str, Any]) -> None:
    actions.choose_name(by=request.person, person=person, **values)


def _reach(request: MemberRequest, walk: Walk) -> HttpResponse:
    kept = queries.reach_of(walk.person)
    if kept.box:
        opened(queries.OPENED_REACH, by=request.person, about=[walk.person])
    form = ReachForm(request.POST or None, initial={name: getattr(kept, name) for name in REACH})
    return _step(
        request,
        walk,
        "reach",
        form,
        lambda values: actions.say_how_to_reach(by=request.person, person=walk.person, values=values),
    )


def _wishes(request: MemberRequest, walk: Walk) -> HttpResponse:
    """Beside someone who keeps her wishes to herself, the page opens blank, and what stays blank changes nothing."""
    kept = queries.wishes_of(walk.person)
    hidden = walk.with_her and not lines.may_read_wishes(walk.person)
    if kept.box and not hidden:
        opened(queries.OPENED_WISHES, by=request.person, about=[walk.person])
    initial = {} if hidden else WishesForm.initial_of(kept)
    form = WishesForm(request.POST or None, organisation=request.organisation, initial=initial)

    def save(values: dict[str, Any]) -> None:
        said = {name: value for name, value in values.items() if value or not hidden}
        actions.say_wishes(by=request.person, person=walk.person, values=said)

    return _step(request, walk, "wishes", form, save)


def _step(
    request: MemberRequest, walk: Walk, step: str, form: Form, save: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """One page of the way in. Whoever stops goes home with what is saved, whatever the form holds."""
    if not rules.has_seen_limits(walk.person):
        return redirect(walk.limits)
    stops = "stop" in request.POST
    if form.is_valid():
        save(form.cleaned_data)
        messages.success(request, _("It’s saved."))
        return redirect(walk.home if stops else walk.after(step))
    if stops:
        return redirect(walk.home)
    context = {"walk": walk, "form": form, "number": walk.number(step), "after": walk.after(step)}
    return render(request, f"people/{step}.html", context, status=422 if form.errors else 200)


def _done(request: MemberRequest, walk: Walk) -> HttpResponse:
    if not rules.has_seen_limits(walk.person):
        return redirect(walk.limits)
    if request.method == "POST":
        actions.finish(by=request.person, person=walk.person)
        return redirect(walk.end)
    return render(request, "people/done.html", {"walk": walk, "hello": queries.hello_to(walk.person)})
