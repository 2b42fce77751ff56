"""Whoever welcomes people: the list of names, one person's page, inviting and saying hello."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.accounts import actions as accounts
from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.people import actions, lines, queries
from espoir.people.forms import WelcomeForm
from espoir.people.steps import Walk

PAGE = 25


@members_who_may(Permission.WELCOME)
def everyone(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.people_here(request.organisation), PAGE).get_page(request.GET.get("page"))
    people = queries.with_keys(request.organisation, list(page.object_list))
    states = queries.first_states(request.organisation, people)
    rows = [(person, queries.label(person), states[person.pk]) for person in people]
    return render(request, "people/everyone.html", {"page": page, "rows": rows})


@members_who_may(Permission.WELCOME)
def new(request: MemberRequest) -> HttpResponse:
    """An invitation without a name: she writes hers, once she has seen what cannot always stay private."""
    if request.method == "POST":
        person = actions.welcome(by=request.person, language=get_language() or "fr-ca")
        accounts.invite(person, by=request.person)
        return redirect("accounts:invitation", request.organisation.slug, person.pk)
    return render(request, "people/new.html")


@members_who_may(Permission.WELCOME)
def beside(request: MemberRequest) -> HttpResponse:
    """She is here: the page is read together first, then her name."""
    form = WelcomeForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        person = actions.welcome(by=request.person, **form.cleaned_data)
        return redirect(Walk(person, with_her=True).url("reach"))
    context = {"form": form, "limits": queries.limits_page(request.organisation)}
    return render(request, "people/beside.html", context, status=422 if form.errors else 200)


@members_who_may(Permission.WELCOME)
def person(request: MemberRequest, someone: str) -> HttpResponse:
    return _page_of(request, someone)


@members_who_may(Permission.WELCOME)
def ways(request: MemberRequest, someone: str) -> HttpResponse:
    """The same page with « How to reach me » open, which she can read that someone did."""
    return _page_of(request, someone, with_reach=True)


def _page_of(request: MemberRequest, someone: str, *, with_reach: bool = False) -> HttpResponse:
    person = get_object_or_404(queries.people_beside(request.person), pk=someone)
    may_read = lines.may_read_wishes(person)
    for verb, is_shown in ((queries.OPENED_WISHES, may_read), (queries.OPENED_REACH, with_reach)):
        if is_shown:
            opened(verb, by=request.person, about=[person])
    context = {
        "person": person,
        "label": queries.label(person),
        "walk": Walk(person, with_her=True),
        "state": queries.first_states(request.organisation, [person])[person.pk],
        "may_read": may_read,
        "wishes": queries.wishes_said(person) if may_read else [],
        "reach": queries.reach_said(person) if with_reach else None,
        "with_reach": with_reach,
        "lines": lines.lines_about(request.person, person),
    }
    return render(request, "people/person.html", context)


@members_who_may(Permission.WELCOME)
@require_POST
def greet(request: MemberRequest, someone: str) -> HttpResponse:
    person = get_object_or_404(queries.people_beside(request.person), pk=someone)
    actions.greet(by=request.person, person=person)
    messages.success(request, _("It’s noted."))
    return redirect("people:person", request.organisation.slug, person.pk)
