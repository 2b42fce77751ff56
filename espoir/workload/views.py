"""What the organisation asks of people. Only what is planned; nothing here says what anyone did."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.workload import actions, queries
from espoir.workload.forms import LimitForm
from espoir.workload.models import Limit

PAGE = 25


# Hers.


@members_who_may(Permission.SUPPORT)
def home(request: MemberRequest) -> HttpResponse:
    return _home(request)


def _home(request: MemberRequest, form: LimitForm | None = None) -> HttpResponse:
    asked = queries.asked_of(request.person)
    page = {"asked": asked, "form": form or LimitForm(initial=_first(asked.limit)), "is_open": form is not None}
    return render(request, "workload/home.html", page, status=422 if form else 200)


def _first(limit: Limit) -> dict[str, int | None]:
    if limit.asked_by:
        return {"hours": limit.asked_hours, "a_day": limit.asked_a_day}
    return {"hours": limit.hours, "a_day": limit.a_day}


@members_who_may(Permission.SUPPORT)
@require_POST
def propose(request: MemberRequest) -> HttpResponse:
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _home(request, form)
    limit = actions.propose(request.person, by=request.person, **form.cleaned_data)
    waits = _("It’s sent. It counts once you both say yes.")
    messages.success(request, waits if limit.asked_by else _("It’s lowered, as of now."))
    return redirect("workload:home", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
@require_POST
def answer(request: MemberRequest) -> HttpResponse:
    limit = queries.limit_of(request.person)
    if limit.asked_by == Limit.By.US:
        _answer(request, limit)
    return redirect("workload:home", request.organisation.slug)


def _answer(request: MemberRequest, limit: Limit) -> None:
    if request.POST.get("answer") == "yes":
        actions.agree(limit, by=request.person)
        messages.success(request, _("You both agree."))
    else:
        actions.leave_as_it_is(limit, by=request.person)
        messages.success(request, _("The limits stay as they are."))


@members_who_may(Permission.SUPPORT)
@require_POST
def one_fewer(request: MemberRequest) -> HttpResponse:
    actions.one_fewer(by=request.person)
    messages.success(request, _("One fewer, as of now. Nobody who is with you changes."))
    return redirect("workload:home", request.organisation.slug)


# Whoever plans.


@the_person_herself
def everyone(request: MemberRequest) -> HttpResponse:
    people = _workers(request)
    page = Paginator(people, PAGE).get_page(request.GET.get("n"))
    opened(actions.OPENED, by=request.person, about=list(page))
    rows = queries.asked_by_us(request.organisation, list(page))
    return render(request, "workload/everyone.html", {"page": page, "rows": rows})


def _workers(request: MemberRequest) -> list[Person]:
    plans = queries.plans_for_everyone(request.person) or request.person.may(Permission.SUPERVISE)
    if not plans:
        raise Http404
    return queries.workers(request.person)


def _worker(request: MemberRequest, pk: str) -> Person:
    found = next((person for person in _workers(request) if person.pk == pk), None)
    if found is None:
        raise Http404
    return found


@the_person_herself
def worker(request: MemberRequest, worker: str) -> HttpResponse:
    """What we planned with one supporter beside the limits, and the limits themselves: to propose, or to answer."""
    person = _worker(request, worker)
    limit = queries.limit_of(person)
    form = LimitForm(request.POST or None, initial=_first(limit))
    if form.is_valid():
        actions.propose(person, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s sent. It counts once you both say yes."))
        return redirect("workload:worker", request.organisation.slug, person.pk)
    opened(actions.OPENED, by=request.person, about=[person])
    [asked] = queries.asked_by_us(request.organisation, [person])
    page = {"asked": asked, "form": form, "is_open": bool(form.errors)}
    page["helps"] = queries.helps_shared_with(request.person, person)
    return render(request, "workload/worker.html", page, status=422 if form.errors else 200)


@the_person_herself
@require_POST
def answer_theirs(request: MemberRequest, worker: str) -> HttpResponse:
    person = _worker(request, worker)
    limit = queries.limit_of(person)
    if limit.asked_by == Limit.By.HER:
        _answer(request, limit)
    return redirect("workload:worker", request.organisation.slug, person.pk)
