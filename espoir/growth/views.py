"""What a supporter learns, and what the organisation answers to it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.growth import actions, queries
from espoir.growth.forms import AnswerForm, AskForm, BudgetForm, CertificateForm, LearnedForm, StepForm
from espoir.growth.models import Certificate, Learned, Step
from espoir.growth.rules import IllegalMove
from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.pay.words import money

PAGE = 25
HOUR = 60


def moved_on(request: MemberRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was sent."))


# Hers.


@members_who_may(Permission.SUPPORT)
def home(request: MemberRequest) -> HttpResponse:
    """Her plan, her hours as a plain sum, her certificates, and what is left of what is set aside."""
    purse = queries.purse_of(request.organisation)
    page = {
        "page": Paginator(queries.steps_of(request.person), PAGE).get_page(request.GET.get("n")),
        "sums": queries.sums_of(request.person),
        "year": str(clock.today().year),
        "certificates": queries.certificates_of(request.person)[:PAGE],
        "left": money(purse.left) if purse else "",
        "aside": money(purse.cents) if purse else "",
    }
    return render(request, "growth/home.html", page)


@members_who_may(Permission.SUPPORT)
def new_step(request: MemberRequest) -> HttpResponse:
    return _write(request, None)


@members_who_may(Permission.SUPPORT)
def edit_step(request: MemberRequest, wish: str) -> HttpResponse:
    row = get_object_or_404(queries.steps_of(request.person), pk=wish)
    if row.state != Step.State.HERS:
        return redirect("growth:step", request.organisation.slug, row.pk)
    return _write(request, row)


def _write(request: MemberRequest, row: Step | None) -> HttpResponse:
    first = {"title": row.title, "kind": row.kind, "by_when": row.by_when, "words": row.words} if row else {}
    form = StepForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        kept = actions.write(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s kept. Only you see it."))
        return redirect("growth:step", request.organisation.slug, kept.pk)
    return render(request, "growth/write.html", {"form": form, "step": row}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
def step(request: MemberRequest, wish: str) -> HttpResponse:
    """One thing she would like to learn; asking for hours or money shows it to whoever answers."""
    row = get_object_or_404(queries.steps_of(request.person), pk=wish)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.ask(row, by=request.person, minutes=said["hours"] * HOUR, cents=said["cents"])
            messages.success(request, _("It’s asked. Someone owes you an answer, and the day is on this page."))
        except IllegalMove:
            moved_on(request)
        return redirect("growth:step", request.organisation.slug, row.pk)
    page = {"step": row, "form": form, "asked": _asked(row), "given": _given(row)}
    return render(request, "growth/step.html", page, status=422 if form.is_bound else 200)


def _asked(row: Step) -> dict[str, object]:
    return {"minutes": row.asked_minutes, "money": money(row.asked_cents) if row.asked_cents else ""}


def _given(row: Step) -> dict[str, object]:
    return {"minutes": row.given_minutes, "money": money(row.given_cents) if row.given_cents else ""}


@members_who_may(Permission.SUPPORT)
@require_POST
def take_back(request: MemberRequest, wish: str) -> HttpResponse:
    row = get_object_or_404(queries.steps_of(request.person), pk=wish)
    try:
        actions.take_back(row, by=request.person)
        messages.success(request, _("It’s yours alone again."))
    except IllegalMove:
        moved_on(request)
    return redirect("growth:step", request.organisation.slug, row.pk)


@members_who_may(Permission.SUPPORT)
@require_POST
def finish(request: MemberRequest, wish: str) -> HttpResponse:
    row = get_object_or_404(queries.steps_of(request.person), pk=wish)
    actions.finish(row, by=request.person)
    messages.success(request, _("It’s done. If there is a certificate, you can keep it here."))
    return redirect("growth:step", request.organisation.slug, row.pk)


@members_who_may(Permission.SUPPORT)
def step_out(request: MemberRequest, wish: str) -> HttpResponse:
    return _take_out(request, queries.steps_of(request.person), wish, "growth:home")


@members_who_may(Permission.SUPPORT)
def learned_out(request: MemberRequest, learned: str) -> HttpResponse:
    return _take_out(request, queries.learned_by(request.person), learned, "growth:hours")


@members_who_may(Permission.SUPPORT)
def certificate_out(request: MemberRequest, certificate: str) -> HttpResponse:
    return _take_out(request, queries.certificates_of(request.person), certificate, "growth:home")


def _take_out(
    request: MemberRequest, rows: QuerySet[Step] | QuerySet[Learned] | QuerySet[Certificate], pk: str, back: str
) -> HttpResponse:
    row: Step | Learned | Certificate = get_object_or_404(rows, pk=pk)  # type: ignore[assignment]
    if request.method == "POST":
        actions.take_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect(back, request.organisation.slug)
    return render(request, "growth/take_out.html", {"title": row.title, "back": back})


@members_who_may(Permission.SUPPORT)
def hours(request: MemberRequest) -> HttpResponse:
    """Each line of her hours, and a form for one more."""
    form = LearnedForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    if form.is_bound and form.is_valid():
        actions.learn(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s counted. Only you see it."))
        return redirect("growth:hours", request.organisation.slug)
    page = Paginator(queries.learned_by(request.person), PAGE).get_page(request.GET.get("n"))
    told = {"form": form, "page": page, "sums": queries.sums_of(request.person)}
    return render(request, "growth/hours.html", told, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
def certificate(request: MemberRequest) -> HttpResponse:
    done = get_object_or_404(queries.steps_of(request.person), pk=request.GET["s"]) if "s" in request.GET else None
    first = {"on": clock.today(), "title": done.title if done else ""}
    form = CertificateForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        actions.keep_certificate(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s kept. Only you see it."))
        return redirect("growth:home", request.organisation.slug)
    return render(request, "growth/certificate.html", {"form": form}, status=422 if form.is_bound else 200)


# The organisation's.


@members_who_may(Permission.SET_UP)
def to_answer(request: MemberRequest) -> HttpResponse:
    """What people asked for, and what is set aside for it this year."""
    place, purse = request.organisation, queries.purse_of(request.organisation)
    form = BudgetForm(request.POST if request.method == "POST" else None, initial=_budget(purse))
    if form.is_bound and form.is_valid():
        actions.set_budget(by=request.person, year=clock.today().year, **form.cleaned_data)
        messages.success(request, _("It’s set aside. Support people see what is left of it."))
        return redirect("growth:to_answer", place.slug)
    waiting = list(queries.to_answer(place)[:PAGE])
    answered = Paginator(queries.answered(place), PAGE).get_page(request.GET.get("n"))
    opened(actions.OPENED, by=request.person, about={row.person for row in (*waiting, *answered)})
    page = {
        "waiting": waiting,
        "page": answered,
        "form": form,
        "left": money(purse.left) if purse else "",
        "year": str(clock.today().year),
    }
    return render(request, "growth/to_answer.html", page, status=422 if form.is_bound else 200)


def _budget(purse: queries.Purse | None) -> dict[str, int]:
    return {"cents": purse.cents} if purse else {}


@members_who_may(Permission.SET_UP)
def asked(request: MemberRequest, wished: str) -> HttpResponse:
    """One thing that someone asked to learn."""
    row = get_object_or_404(queries.asked_here(request.organisation), pk=wished)
    first = {"hours": row.asked_minutes // HOUR, "cents": row.asked_cents}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            given = {"minutes": said["hours"] * HOUR, "cents": said["cents"]}
            actions.answer(row, by=request.person, state=said["state"], words=said["words"], **given)
            messages.success(request, _("It’s sent. The promise is kept."))
        except IllegalMove:
            moved_on(request)
        return redirect("growth:to_answer", request.organisation.slug)
    opened(actions.OPENED, by=request.person, about=[row.person])
    purse = queries.purse_of(request.organisation)
    left = money(purse.left) if purse else ""
    page = {"step": row, "form": form, "asked": _asked(row), "given": _given(row), "left": left}
    return render(request, "growth/asked.html", page, status=422 if form.is_bound else 200)
