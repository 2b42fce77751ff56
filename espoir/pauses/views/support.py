"""What helps her work: what she asks for, talking with someone outside, someone who stands by her."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.pauses import support_actions as actions
from espoir.pauses import support_queries as queries
from espoir.pauses.models import Accommodation, Outsider, StandBy
from espoir.pauses.support_forms import AnswerForm, CounsellingForm, FoundForm, HelpForm, OutsiderForm
from espoir.safety import queries as safety

PAGE = 25


# Hers.


@members_who_may(Permission.SUPPORT)
def helps(request: MemberRequest) -> HttpResponse:
    """What she asked for and what stands; a way to ask for more."""
    form = HelpForm(request.POST or None)
    if form.is_valid():
        actions.ask(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s asked. An answer is owed to you."))
        return redirect("pauses:helps", request.organisation.slug)
    shown = Paginator(queries.helps_of(request.person), PAGE).get_page(request.GET.get("n"))
    page = {
        "form": form,
        "page": shown,
        "rows": [(row, queries.who_answers(row) if row.due else None) for row in shown],
        "terms": queries.counselling_of(request.organisation),
        "stand_by": queries.stand_by_of(request.person),
    }
    return render(request, "pauses/helps.html", page, status=422 if form.errors else 200)


def _help_of_mine(request: MemberRequest, pk: str) -> Accommodation:
    return get_object_or_404(queries.helps_of(request.person), pk=pk)


@members_who_may(Permission.SUPPORT)
@require_POST
def no_longer_needed(request: MemberRequest, helping: str) -> HttpResponse:
    row = _help_of_mine(request, helping)
    if row.ended_on is None:
        actions.no_longer_needed(row, by=request.person)
        messages.success(request, _("It’s over. You can ask again any day."))
    return redirect("pauses:helps", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
@require_POST
def share(request: MemberRequest, helping: str) -> HttpResponse:
    row = _help_of_mine(request, helping)
    actions.share(row, by=request.person, is_shared="share" in request.POST)
    words = _("Your supervisor may read it.") if row.is_shared else _("Your supervisor no longer reads it.")
    messages.success(request, words)
    return redirect("pauses:helps", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
def outside(request: MemberRequest) -> HttpResponse:
    """Talking with someone trained, outside: how it works, and her own count."""
    used = queries.used_this_year(request.person)
    terms = queries.counselling_of(request.organisation)
    left = max(0, terms.sessions - len(used)) if terms else 0
    page = {
        "terms": terms,
        "used": used,
        "count": len(used),
        "left": left,
        "is_enough": queries.is_enough_left(request.organisation),
    }
    return render(request, "pauses/outside.html", page)


@members_who_may(Permission.SUPPORT)
@require_POST
def used_one(request: MemberRequest) -> HttpResponse:
    actions.used_one(by=request.person)
    messages.success(request, _("Noted. Only you can read it."))
    return redirect("pauses:outside", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
@require_POST
def take_one_out(request: MemberRequest) -> HttpResponse:
    actions.take_one_out(by=request.person)
    messages.success(request, _("The latest one is taken out."))
    return redirect("pauses:outside", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
def beside(request: MemberRequest) -> HttpResponse:
    """Someone outside who stands by her."""
    row = queries.stand_by_of(request.person)
    page = {
        "row": row,
        "owner": queries.who_answers(row) if row else None,
        "allies": [ally for ally in safety.allies(request.organisation) if ally != request.person],
    }
    return render(request, "pauses/beside.html", page)


@members_who_may(Permission.SUPPORT)
@require_POST
def ask_for_someone(request: MemberRequest) -> HttpResponse:
    actions.ask_for_someone(by=request.person)
    messages.success(request, _("It’s asked. An answer is owed to you."))
    return redirect("pauses:beside", request.organisation.slug)


@members_who_may(Permission.SUPPORT)
@require_POST
def let_go(request: MemberRequest) -> HttpResponse:
    row = queries.stand_by_of(request.person)
    if row is not None:
        actions.let_go(row, by=request.person)
        messages.success(request, _("It’s over. You can ask again any day."))
    return redirect("pauses:beside", request.organisation.slug)


# The organisation.


@members_who_may(Permission.TEAM)
def helping_all(request: MemberRequest) -> HttpResponse:
    """What was left to the reader, and the ways that are open to everyone."""
    rows = queries.helps_to_answer(request.person)
    opened(actions.OPENED, by=request.person, about=[row.person for row in rows])
    page = {
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("n")),
        "asked": queries.asked_for_someone(request.person),
        "outsiders": queries.outsiders(request.organisation),
        "terms": queries.counselling_of(request.organisation),
        "is_enough": queries.is_enough_left(request.organisation),
    }
    return render(request, "pauses/helping_all.html", page)


@the_person_herself
def helping(request: MemberRequest, helping: str) -> HttpResponse:
    """One thing that would help someone: only whoever it was left to opens it."""
    row = next((one for one in queries.helps_to_answer(request.person) if one.pk == helping), None)
    if row is None:
        raise Http404
    form = AnswerForm(request.POST or None, row=row, initial={"words": row.answer, "until": row.until})
    if form.is_valid():
        actions.answer(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s sent. The promise is kept."))
        return redirect("today:home", request.organisation.slug)
    opened(actions.OPENED, by=request.person, about=[row.person])
    return render(request, "pauses/helping.html", {"row": row, "form": form}, status=422 if form.errors else 200)


@the_person_herself
def asking(request: MemberRequest, asking: str) -> HttpResponse:
    """Find someone outside for her, or say the new day."""
    row: StandBy | None = next((one for one in queries.asked_for_someone(request.person) if one.pk == asking), None)
    if row is None:
        raise Http404
    if "later" in request.POST:
        actions.still_looking(row, by=request.person)
        messages.success(request, _("The new day is said."))
        return redirect("today:home", request.organisation.slug)
    form = FoundForm(request.POST or None, outsiders=queries.outsiders(request.organisation))
    if form.is_valid():
        actions.found(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s sent. The promise is kept."))
        return redirect("today:home", request.organisation.slug)
    opened(actions.OPENED, by=request.person, about=[row.person])
    return render(request, "pauses/asking.html", {"row": row, "form": form}, status=422 if form.errors else 200)


@members_who_may(Permission.SET_UP)
def terms(request: MemberRequest) -> HttpResponse:
    kept = queries.counselling_of(request.organisation)
    first = {name: getattr(kept, name) for name in CounsellingForm.base_fields} if kept else {}
    form = CounsellingForm(request.POST or None, initial=first)
    if form.is_valid():
        actions.set_terms(by=request.person, values=form.cleaned_data)
        messages.success(request, _("It’s kept. Every support person reads it."))
        return redirect("pauses:helping_all", request.organisation.slug)
    return render(request, "pauses/terms.html", {"form": form}, status=422 if form.errors else 200)


@members_who_may(Permission.SET_UP)
def new_outsider(request: MemberRequest) -> HttpResponse:
    return _outsider(request, None)


@members_who_may(Permission.SET_UP)
def outsider(request: MemberRequest, outsider: str) -> HttpResponse:
    rows = Outsider.objects.of(request.organisation).filter(is_here=True)
    return _outsider(request, get_object_or_404(rows, pk=outsider))


def _outsider(request: MemberRequest, row: Outsider | None) -> HttpResponse:
    if row is not None and "off" in request.POST:
        actions.take_off_the_list(row, by=request.person)
        messages.success(request, _("Off the list. Whoever needs someone else is owed it."))
        return redirect("pauses:helping_all", request.organisation.slug)
    first = {name: getattr(row, name) for name in OutsiderForm.base_fields} if row else {}
    form = OutsiderForm(request.POST or None, initial=first)
    if form.is_valid():
        actions.keep_outsider(row, by=request.person, values=form.cleaned_data)
        messages.success(request, _("It’s on the list."))
        return redirect("pauses:helping_all", request.organisation.slug)
    return render(request, "pauses/outsider.html", {"form": form, "row": row}, status=422 if form.errors else 200)
