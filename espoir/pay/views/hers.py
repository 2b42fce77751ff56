"""Her page: what she gave, what she is paid, beside the role of the same weight and the dated rates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.pay import actions, beside, parity, queries, rules
from espoir.pay.codes import Kind
from espoir.pay.forms import HoursForm, NotWhatIKnowForm, ShareForm
from espoir.pay.models import Terms
from espoir.pay.reference import rates
from espoir.pay.words import money

PAGE = 25
A_FEW = 3
FIRST_YEAR = 2000
PAID = {"p": True, "n": False}

# Her page.


@members_who_may(Permission.SUPPORT)
def home(request: MemberRequest) -> HttpResponse:
    """What she gave and what she is paid, beside the role of the same weight."""
    return _home(request)


def _home(request: MemberRequest, *, share: forms.Form | None = None) -> HttpResponse:
    terms, year = queries.terms_of(request.person), _year(request)
    minutes = queries.minutes_by_kind(request.person, date(year, 1, 1), date(year, 12, 31))
    page = {
        "terms": terms,
        "pay": beside.pay_lines(terms) if terms else [],
        "gaps": beside.gap_lines(terms) if terms else [],
        "beside": beside.rate_lines(terms, queries.rates_in_force(request.organisation)) if terms else [],
        "role": terms.comparator if terms else None,
        "other": beside.pay_lines(terms.comparator) if terms and terms.comparator else [],
        "versions": beside.versions(terms, queries.past_terms(request.person)) if terms else [],
        "kinds": by_kind(minutes),
        "unpaid": _unpaid(minutes, terms),
        "year": str(year),
        "before": str(year - 1),
        "found": queries.found_for(request.person)[:A_FEW],
        "shared": queries.share_of(request.person),
        "share": share or ShareForm(),
    }
    return render(request, "pay/home.html", page, status=422 if share else 200)


def _year(request: MemberRequest) -> int:
    asked = request.GET.get("y", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else clock.today().year
    return min(max(year, FIRST_YEAR), clock.today().year)


def by_kind(minutes: dict[tuple[str, bool], int]) -> list[tuple[Kind, int, int]]:
    """(kind, paid minutes, unpaid minutes), for the kinds that have any."""
    rows = [(kind, minutes.get((kind, True), 0), minutes.get((kind, False), 0)) for kind in Kind]
    return [row for row in rows if row[1] or row[2]]


def _unpaid(minutes: dict[tuple[str, bool], int], terms: Terms | None) -> dict[str, Any] | None:
    """Her unpaid time in all, and what it would be paid in the other role."""
    total = sum(length for (_kind, paid), length in minutes.items() if not paid)
    theirs = terms.comparator.pay if terms and terms.comparator else None
    if not total:
        return None
    if theirs is None:
        return {"minutes": total}
    rate = money(parity.hourly_cents(theirs))
    return {"minutes": total, "worth": money(parity.worth_of(total, theirs)), "rate": rate}


@members_who_may(Permission.SUPPORT)
def hours(request: MemberRequest) -> HttpResponse:
    """The rows behind a figure: one kind, paid or not, or all of a year."""
    year, kind, paid = _year(request), request.GET.get("k", ""), PAID.get(request.GET.get("p", ""))
    rows = queries.hours_of(request.person).filter(on__year=year)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if paid is not None:
        rows = rows.filter(is_paid=paid)
    page = Paginator(rows, PAGE).get_page(request.GET.get("n"))
    ways = {
        "y": year,
        "k": kind if kind in Kind.values else "",
        "p": request.GET.get("p", "") if paid is not None else "",
    }
    asked = "&".join(f"{key}={value}" for key, value in ways.items())
    return render(request, "pay/hours.html", {"page": page, "year": str(year), "asked": asked})


@members_who_may(Permission.SUPPORT)
def add(request: MemberRequest) -> HttpResponse:
    form = HoursForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    if form.is_bound and form.is_valid():
        actions.give(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s counted. Only you see it."))
        return redirect("pay:home", request.organisation.slug)
    return render(request, "pay/add.html", {"form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
@require_POST
def say(request: MemberRequest) -> HttpResponse:
    """One tap: paid, not paid, or not to be counted."""
    word = request.POST.get("w", "")
    if word not in {*PAID, "o"}:
        raise Http404
    try:
        actions.say(request.POST.get("s", ""), by=request.person, is_paid=PAID.get(word))
    except rules.NotHers as gone:
        raise Http404 from gone
    messages.success(request, _("It’s left out.") if word == "o" else _("It’s counted. Only you see it."))
    return redirect("pay:home", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
def given(request: MemberRequest, given: str) -> HttpResponse:
    row = get_object_or_404(queries.hours_of(request.person), pk=given)
    if request.method == "POST":
        actions.take_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("pay:hours", request.organisation.slug)
    return render(request, "pay/given.html", {"row": row})


@members_who_may(Permission.SUPPORT)
@require_POST
def confirm(request: MemberRequest) -> HttpResponse:
    terms = _my_terms(request)
    if terms.state == Terms.State.TOLD:
        actions.confirm(terms, by=request.person)
        messages.success(request, _("It’s noted: you both say the same."))
    return redirect("pay:home", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
def not_what_i_know(request: MemberRequest) -> HttpResponse:
    terms = queries.terms_of(request.person)
    if terms is None or terms.state == Terms.State.DISPUTED:
        return redirect("pay:home", request.organisation.slug)
    form = NotWhatIKnowForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.dispute(terms, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s sent. We owe you an answer, and the day is on this page."))
        return redirect("pay:home", request.organisation.slug)
    return render(request, "pay/not_what_i_know.html", {"form": form}, status=422 if form.is_bound else 200)


def _my_terms(request: MemberRequest) -> Terms:
    terms = queries.terms_of(request.person)
    if terms is None:
        raise Http404
    return terms


@members_who_may(Permission.SUPPORT)
@require_POST
def share(request: MemberRequest) -> HttpResponse:
    if request.POST.get("stop"):
        actions.stop_sharing(by=request.person)
        messages.success(request, _("Sharing has stopped, as of now."))
        return redirect("pay:home", request.organisation.slug)
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _home(request, share=form)
    actions.share(by=request.person, until=form.cleaned_data["until"])
    messages.success(request, _("It’s shared until that day. You can stop any time."))
    return redirect("pay:home", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
def published(request: MemberRequest) -> HttpResponse:
    """Rates that others published, with their date and source. Nothing is decided with them."""
    language = (get_language() or "fr")[:2]
    rows = [(rate.name(language), money(rate.cents), rate) for rate in rates()]
    own = [(row, money(row.cents)) for row in queries.own_rates(request.organisation)]
    return render(request, "pay/published.html", {"rows": rows, "own": own})


@members_who_may(Permission.SUPPORT)
def changes(request: MemberRequest) -> HttpResponse:
    """What she was paid from one day to another, and what changed each time."""
    terms = _my_terms(request)
    page = {"versions": beside.versions(terms, queries.past_terms(request.person)), "back": "pay:home"}
    return render(request, "pay/changes.html", page)
