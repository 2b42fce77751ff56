"""Coding the same texts apart, then comparing."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.coding import comparing, queries
from espoir.coding.actions import READ
from espoir.coding.comparing import Unit
from espoir.coding.forms import RoundForm
from espoir.coding.models import Code, Round
from espoir.coding.rules import UNITS_WANTED, IllegalMove
from espoir.coding.texts import documents_of, label_of
from espoir.coding.views.codebook import PAGE, bound, changed_meanwhile, the_study
from espoir.cores.agreement import Agreement, Undefined
from espoir.i18n import say
from espoir.logbook.actions import record
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.research.queries import studies_of


def _the_round(request: MemberRequest, pk: str) -> Round:
    rows = Round.objects.of(request.organisation).filter(study__in=studies_of(request.person))
    return get_object_or_404(rows.select_related("study"), pk=pk)


@members_who_may(Permission.RESEARCH)
def rounds(request: MemberRequest, coded: str) -> HttpResponse:
    """The comparisons there were, and a new one."""
    study = the_study(request, coded)
    people = Person.objects.of(request.organisation).filter(pk__in=study.team.values("person"))
    form = RoundForm(bound(request), texts=documents_of(study), people=people)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            row = comparing.begin(study, by=request.person, documents=said["texts"], coders=said["coders"])
            messages.success(request, _("Each of you now codes these texts apart."))
            return redirect("coding:round", request.organisation.slug, row.pk)
        except IllegalMove:
            form.add_error("texts", _("One of these texts is being compared already. Choose others."))
    page = Paginator(queries.rounds_of(study), PAGE).get_page(request.GET.get("n"))
    shown = {"study": study, "page": page, "form": form, "can_begin": bool(form.documents) and len(form.people) > 1}
    return render(request, "coding/rounds.html", shown, status=422 if form.is_bound else 200)


@dataclass
class Shown:
    """An agreement as one reads it."""

    alpha: str
    share: str
    interval: str
    units: int
    why: str


def shown(found: Agreement) -> Shown:
    why = {
        Undefined.ONE_CODER: _("Fewer than two people coded: there is nothing to compare."),
        Undefined.NOTHING_IN_COMMON: _("No turn was coded by two people: there is nothing to compare."),
        Undefined.ONE_VALUE: _("Everyone did the same on every turn: alpha cannot tell this from chance."),
    }
    between = ""
    if found.interval is not None:
        ends = {"low": say.number(found.interval[0], 2), "high": say.number(found.interval[1], 2)}
        between = _("between %(low)s and %(high)s") % ends
    return Shown(
        alpha="" if found.alpha is None else say.number(found.alpha, 2),
        share="" if found.agreement is None else say.percent(round(100 * found.agreement)),
        interval=between,
        units=found.units,
        why=why[found.undefined] if found.undefined else "",
    )


@members_who_may(Permission.RESEARCH)
def round_(request: MemberRequest, apart: str) -> HttpResponse:
    """While it is open: who is done, nothing of what they did. Afterwards: how far they agree, and where not."""
    row = _the_round(request, apart)
    seats = list(row.coders.select_related("person").order_by("person"))
    page = {
        "round": row,
        "study": row.study,
        "seats": seats,
        "texts": documents_of(row.study).filter(pk__in=row.texts.values("document")),
        "mine": next((seat for seat in seats if seat.person_id == request.person.pk), None),
    }
    if row.state != Round.State.OPEN:
        record(READ, by=request.person, what=row)
        page |= _compared(request, row)
    return render(request, "coding/round.html", page)


def _compared(request: MemberRequest, row: Round) -> dict[str, object]:
    found = comparing.compare(row)
    codes = {code.pk: code for code in queries.codes_of(row.study)}
    page = Paginator(found.differing, PAGE).get_page(request.GET.get("n"))
    return {
        "whole": shown(found.whole),
        "each": [(code, shown(one)) for code, one in found.each],
        "few": found.units < UNITS_WANTED,
        "page": page,
        "differing": [_difference(unit, found.coders, codes) for unit in page],
    }


@dataclass
class Difference:
    unit: Unit
    key: str
    label: str
    words: str
    coders: list[tuple[Person, list[Code]]]
    codes: list[tuple[Code, bool]]  # and whether it is kept now


def _difference(unit: Unit, coders: tuple[Person, ...], codes: dict[str, Code]) -> Difference:
    used = sorted({code for coder in coders for code in unit.codes(coder.pk)}, key=lambda key: codes[key].order)
    kept = {
        coding.code_id
        for found in unit.codings.values() for codings in found.values() for coding in codings if not coding.is_aside
    }  # fmt: skip
    return Difference(
        unit,
        f"{unit.document.pk}.{unit.turn.number}",
        label_of(unit.document),
        unit.document.text[unit.turn.start : unit.turn.end],
        [(coder, [codes[key] for key in used if key in unit.codes(coder.pk)]) for coder in coders],
        [(codes[key], key in kept) for key in used],
    )


@members_who_may(Permission.RESEARCH)
@require_POST
def done(request: MemberRequest, apart: str) -> HttpResponse:
    row = _the_round(request, apart)
    try:
        comparing.done(row, by=request.person)
        messages.success(request, _("You’re done. The comparison opens once everyone is."))
    except IllegalMove:
        changed_meanwhile(request)
    return redirect("coding:round", request.organisation.slug, row.pk)


@members_who_may(Permission.RESEARCH)
@require_POST
def keep(request: MemberRequest, apart: str) -> HttpResponse:
    """On one turn, which codes count."""
    row = _the_round(request, apart)
    units = {f"{unit.document.pk}.{unit.turn.number}": unit for unit in comparing.units_of(row)}
    unit = units.get(request.POST.get("unit", ""))
    if unit is None:
        raise Http404
    try:
        comparing.keep(row, unit, by=request.person, codes=request.POST.getlist("code"))
        messages.success(request, _("It’s settled for this turn."))
    except IllegalMove:
        changed_meanwhile(request)
    return redirect("coding:round", request.organisation.slug, row.pk)


@members_who_may(Permission.RESEARCH)
def close(request: MemberRequest, apart: str) -> HttpResponse:
    """Settled, or called off: a page asks first."""
    row = _the_round(request, apart)
    if request.method == "POST":
        try:
            if row.state == Round.State.OPEN:
                comparing.call_off(row, by=request.person)
                messages.success(request, _("It’s called off. Everyone’s passages stay."))
                return redirect("coding:rounds", request.organisation.slug, row.study_id)
            comparing.close(row, by=request.person)
            messages.success(request, _("It’s settled. The results count each code once."))
        except IllegalMove:
            changed_meanwhile(request)
        return redirect("coding:round", request.organisation.slug, row.pk)
    if row.state == Round.State.CLOSED:
        return redirect("coding:round", request.organisation.slug, row.pk)
    return render(request, "coding/close.html", {"round": row, "study": row.study})
