"""The organisation's page: the roles of the same weight, each supporter's terms, dated rates, what stands out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.pay import actions, beside, queries
from espoir.pay.codes import Gap
from espoir.pay.forms import AnswerForm, RateForm, RoleForm, TermsForm
from espoir.pay.models import Comparator, DatedRate, PaidRole, Terms
from espoir.pay.rules import Rate
from espoir.pay.views.hers import by_kind
from espoir.pay.words import money

PAGE = 25


@members_who_may(Permission.PAY)
def roles(request: MemberRequest) -> HttpResponse:
    """The roles of the same weight, each supporter's terms, and what stands out."""
    page = Paginator(queries.earners(request.organisation), PAGE).get_page(request.GET.get("n"))
    people = list(page)
    known = queries.terms_by_person(request.organisation, people)
    opened(actions.OPENED, by=request.person, about=[person for person in people if person.pk in known])
    rates = queries.rates_in_force(request.organisation)
    rows = [(person, terms, _gaps(terms, rates)) for person, terms in _beside(people, known)]
    without_pay = sum(Gap.UNPAID in gaps for _person, _terms, gaps in rows)
    others = queries.comparators(request.organisation)
    said = {"others": [(one, _rate(one)) for one in others], "rates": rates, "without_pay": without_pay}
    return render(request, "pay/roles.html", {"page": page, "rows": rows, **said})


def _gaps(terms: Terms | None, rates: list[Rate]) -> list[Gap]:
    return queries.stands_out(terms, rates=rates) if terms else []


def _beside(people: list[Person], known: dict[str, Terms]) -> list[tuple[Person, Terms | None]]:
    return [(person, known.get(person.pk)) for person in people]


def _rate(role: Comparator) -> str:
    lines = beside.pay_lines(role)
    return lines[1].said if lines else ""


@members_who_may(Permission.PAY)
def new_role(request: MemberRequest) -> HttpResponse:
    return _role(request, None)


@members_who_may(Permission.PAY)
def role(request: MemberRequest, weighed: str) -> HttpResponse:
    return _role(request, get_object_or_404(Comparator.objects.of(request.organisation), pk=weighed))


def _role(request: MemberRequest, known: Comparator | None) -> HttpResponse:
    first = {**_as_it_is(known), "title": known.title} if known else {}
    form = RoleForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        actions.set_role(known, by=request.person, values=form.cleaned_data)
        messages.success(request, _("It’s kept. Whoever stands beside this role sees it."))
        return redirect("pay:roles", request.organisation.slug)
    return render(request, "pay/role.html", {"form": form, "known": known}, status=422 if form.is_bound else 200)


def _as_it_is(role: PaidRole) -> dict[str, Any]:
    return {name: getattr(role, name) for name in actions.PAID_ROLE} if role.pay else {}


@members_who_may(Permission.PAY)
def earner(request: MemberRequest, earner: str) -> HttpResponse:
    """One supporter's terms, what stands out, what is owed; hours by kind only while she shares them."""
    person = get_object_or_404(queries.earners(request.organisation), pk=earner)
    return _earner(request, person)


def _earner(request: MemberRequest, person: Person, *, form: forms.Form | None = None) -> HttpResponse:
    terms, shared = queries.terms_of(person), queries.shared_minutes(person)
    opened(actions.OPENED, by=request.person, about=[person])
    page = {
        "person": person,
        "terms": terms,
        "pay": beside.pay_lines(terms) if terms else [],
        "gaps": queries.stands_out(terms, shared) if terms else [],
        "figures": beside.gap_lines(terms) if terms else [],
        "beside": beside.rate_lines(terms, queries.rates_in_force(request.organisation)) if terms else [],
        "versions": beside.versions(terms, queries.past_terms(person)) if terms else [],
        "shared": None if shared is None else by_kind(shared),
        "form": form or AnswerForm(),
    }
    return render(request, "pay/earner.html", page, status=422 if form else 200)


@members_who_may(Permission.PAY)
def terms(request: MemberRequest, earner: str) -> HttpResponse:
    person = get_object_or_404(queries.earners(request.organisation), pk=earner)
    known = queries.terms_of(person)
    first = _first(known) if known else {"since": clock.today()}
    data = request.POST if request.method == "POST" else None
    form = TermsForm(data, initial=first, roles=queries.comparators(request.organisation))
    if form.is_bound and form.is_valid():
        actions.set_terms(person, by=request.person, values=form.cleaned_data)
        messages.success(request, _("It’s kept. We ask whether it is what was known."))
        return redirect("pay:earner", request.organisation.slug, person.pk)
    opened(actions.OPENED, by=request.person, about=[person])
    return render(request, "pay/terms.html", {"form": form, "person": person}, status=422 if form.is_bound else 200)


def _first(known: Terms) -> dict[str, Any]:
    return {**_as_it_is(known), "comparator": known.comparator_id or "", "since": clock.today()}


@members_who_may(Permission.PAY)
@require_POST
def answer(request: MemberRequest, earner: str) -> HttpResponse:
    person = get_object_or_404(queries.earners(request.organisation), pk=earner)
    known = queries.terms_of(person)
    if known is None:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _earner(request, person, form=form)
    actions.answer(known, by=request.person, words=form.cleaned_data["words"])
    messages.success(request, _("It’s sent. The promise is kept."))
    return redirect("pay:earner", request.organisation.slug, person.pk)


@members_who_may(Permission.PAY)
def changes(request: MemberRequest, earner: str) -> HttpResponse:
    """What this person was paid from one day to another, and what changed each time."""
    person = get_object_or_404(queries.earners(request.organisation), pk=earner)
    known = queries.terms_of(person)
    if known is None:
        raise Http404
    opened(actions.OPENED, by=request.person, about=[person])
    page = {"versions": beside.versions(known, queries.past_terms(person)), "person": person}
    return render(request, "pay/changes.html", page)


# Dated rates, each with its source.


@members_who_may(Permission.PAY)
def rates(request: MemberRequest) -> HttpResponse:
    """The rates in force here, and those that were written down."""
    form = RateForm(request.POST if request.method == "POST" else None, initial={"since": clock.today()})
    if form.is_bound and form.is_valid():
        actions.write_rate(by=request.person, values=form.cleaned_data)
        messages.success(request, _("It’s kept, with its source. What lies below it stands out from its day on."))
        return redirect("pay:rates", request.organisation.slug)
    page = {
        "form": form,
        "in_force": [(rate, money(rate.cents)) for rate in queries.rates_in_force(request.organisation)],
        "own": [(row, money(row.cents)) for row in queries.own_rates(request.organisation)],
    }
    return render(request, "pay/rates.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.PAY)
def rate(request: MemberRequest, rate: str) -> HttpResponse:
    """Take one of our own out, on a page of its own."""
    row = get_object_or_404(DatedRate.objects.of(request.organisation), pk=rate)
    if request.method == "POST":
        actions.take_rate_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("pay:rates", request.organisation.slug)
    return render(request, "pay/rate.html", {"row": row, "amount": money(row.cents)})
