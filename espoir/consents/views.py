from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.consents import actions, catalogue, queries, rules
from espoir.consents.forms import ChoicesForm, HeardForm
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.organisations.struck import struck
from espoir.people import queries as people
from espoir.people.rules import has_seen_limits
from espoir.people.steps import Walk

PAGE = 25


@members_who_may(Permission.BE_SUPPORTED)
def choices(request: MemberRequest) -> HttpResponse:
    walk = Walk(request.person)
    if not has_seen_limits(request.person):
        return redirect(walk.limits)
    form = ChoicesForm(
        request.POST or None, kept=queries.holding(request.person), struck=struck(request.organisation, "c")
    )
    if form.is_valid():
        actions.choose(by=request.person, person=request.person, answers=_news(form))
        messages.success(request, _("Your choices are kept. They count from now on."))
        return redirect(walk.home if "stop" in request.POST else walk.after("choices"))
    context = {"walk": walk, "form": form, "number": walk.number("choices"), "until": rules.until()}
    return render(request, "consents/choices.html", context, status=422 if form.errors else 200)


@members_who_may(Permission.WELCOME)
def with_her(request: MemberRequest, giver: str) -> HttpResponse:
    """Her answers, spoken or on paper, in any language. What she answered before stays out of sight."""
    person = get_object_or_404(people.people_beside(request.person), pk=giver)
    walk = Walk(person, with_her=True)
    if not has_seen_limits(person):
        return redirect(walk.limits)
    form = HeardForm(request.POST or None, kept={}, struck=struck(request.organisation, "c"))
    if form.is_valid():
        how, language = form.cleaned_data["how"], form.cleaned_data["language"]
        actions.choose(by=request.person, person=person, answers=form.answers(), how=how, language=language)
        messages.success(request, _("The choices are kept. They count from now on."))
        return redirect(walk.home if "stop" in request.POST else walk.after("choices"))
    context = {"walk": walk, "form": form, "number": walk.number("choices"), "until": rules.until()}
    return render(request, "consents/with_her.html", context, status=422 if form.errors else 200)


@members_who_may(Permission.BE_SUPPORTED)
@require_POST
def stop(request: MemberRequest) -> HttpResponse:
    item = request.POST.get("item", "")
    if item not in catalogue.items():
        raise Http404
    actions.stop(by=request.person, item=item)
    messages.success(request, _("Stopped, as of now. Your receipt stays here. Nothing is sent."))
    return redirect("consents:choices", request.organisation.slug)


@members_who_may(Permission.BE_SUPPORTED)
def receipts(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.receipts_of(request.person), PAGE).get_page(request.GET.get("page"))
    return render(request, "consents/receipts.html", {"page": page})


@members_who_may(Permission.BE_SUPPORTED)
def receipt(request: MemberRequest, choice: str) -> HttpResponse:
    kept = get_object_or_404(queries.receipts_of(request.person), pk=choice)
    return render(request, "consents/receipt.html", {"choice": kept, "witness": queries.witness_of(kept)})


@members_who_may(Permission.BE_SUPPORTED)
def sheet(request: MemberRequest) -> HttpResponse:
    return _sheet(request)


@members_who_may(Permission.WELCOME)
def blank_sheet(request: MemberRequest) -> HttpResponse:
    return _sheet(request)


def _sheet(request: MemberRequest) -> HttpResponse:
    context = {
        "items": rules.still_asked(struck(request.organisation, "c")).values(),
        "until": rules.until(),
        "limits": people.limits_page(request.organisation),
    }
    return render(request, "consents/sheet.html", context)


def _news(form: ChoicesForm) -> dict[str, str]:
    return {code: answer for code, answer in form.answers().items() if rules.is_news(answer, form.kept.get(code))}
