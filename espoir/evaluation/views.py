from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from espoir import clock
from espoir.evaluation import actions, queries, telling
from espoir.evaluation.forms import PaceForm
from espoir.evaluation.indicators import Indicators
from espoir.evaluation.periods import Period
from espoir.evaluation.rules import kept_from
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Organisation
from espoir.organisations.roles import Permission

BOTH = (("fr-ca", "fr-CA"), ("en-ca", "en-CA"))


@members_who_may(Permission.FIGURES)
def numbers(request: MemberRequest) -> HttpResponse:
    periods = queries.periods(request.organisation)
    period = _asked_for(request, periods, or_else=periods[0])
    figures = queries.figures_of(request.organisation, period)
    context = {
        **told(figures, "m"),
        "periods": [(one, telling.span(one.first, one.last)) for one in periods],
        "kept_from": None if queries.is_kept(request.organisation, period) else kept_from(period),
        "may_set_up": request.person.may(Permission.SET_UP),
    }
    return render(request, "evaluation/numbers.html", context)


@members_who_may(Permission.FIGURES)
def funder(request: MemberRequest) -> HttpResponse:
    """What goes on paper: both languages one after the other, from the same figures."""
    periods = queries.periods(request.organisation)
    period = _asked_for(request, periods, or_else=_worth_printing(request.organisation, periods))
    figures = queries.for_funders(request.organisation, period)
    own = (get_language() or "fr").startswith("en")
    sheets = [(tag, _sheet(request.organisation, figures, code)) for code, tag in sorted(BOTH, reverse=not own)]
    return render(request, "evaluation/funder.html", {"sheets": sheets, "period": period})


@members_who_may(Permission.SET_UP)
def pace(request: MemberRequest) -> HttpResponse:
    form = PaceForm(request.POST or None, initial={"months": queries.pace_on(request.organisation, clock.today())})
    if request.method == "POST" and form.is_valid():
        chosen = actions.choose_pace(by=request.person, months=form.cleaned_data["months"])
        if chosen.since > clock.today():
            messages.success(request, _("It is noted. It starts on January 1."))
        else:
            messages.success(request, _("It is noted, from now on."))
        return redirect("setup:home", request.organisation.slug)
    return render(request, "evaluation/pace.html", {"form": form}, status=422 if form.errors else 200)


def told(figures: Indicators, key: str, *, until: date | None = None) -> dict[str, Any]:
    """The figures in the language of the moment."""
    return {
        "figures": figures,
        "key": key,
        "heading": telling.heading(figures.period),
        "span": telling.span(figures.first, until or min(figures.last, clock.today())),
        "often": telling.often(figures.steady),
        "chart": telling.chart(figures, key) if not figures.all_private else "",
        "months": [(telling.month_name(month.first), month) for month in figures.months],
        "services": telling.services(figures),
        "outcomes": telling.outcomes(figures),
        "goods": telling.goods(figures),
        "ways": telling.ways(figures),
        "supervision": telling.supervision(figures.supervision),
        "answers": telling.answers(figures.answers),
    }


def _sheet(organisation: Organisation, figures: Indicators, language: str) -> SafeString:
    with override(language):
        kept = queries.is_kept(organisation, figures.period)
        page = told(figures, language[:2], until=_said_until(figures, is_kept=kept))
        context = {**page, "organisation": organisation, "today": clock.today(), "is_kept": kept}
        return render_to_string("evaluation/sheet.html", context)


def _said_until(figures: Indicators, *, is_kept: bool) -> date:
    """The last day of what the printed page says: of the period, or of its last month that no longer changes."""
    if is_kept or not figures.months:
        return figures.last
    return Period.around(figures.months[-1].first, 1).last


def _asked_for(request: MemberRequest, periods: list[Period], *, or_else: Period) -> Period:
    """`?d=2026-07-01` names a period by its first day. Any other day is no period."""
    if "d" not in request.GET:
        return or_else
    found = [period for period in periods if period.first.isoformat() == request.GET["d"]]
    if not found:
        raise Http404
    return found[0]


def _worth_printing(organisation: Organisation, periods: list[Period]) -> Period:
    """The last period that is over; the present one while that one can only be told in words."""
    over = [period for period in periods if period.is_over(clock.today())][:1]
    for period in [*over, periods[0]]:
        if not queries.for_funders(organisation, period).all_private:
            return period
    return [*over, periods[0]][0]
