from __future__ import annotations

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
from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission, Role
from espoir.practice import actions, queries, rules
from espoir.practice.codes import What, When
from espoir.practice.forms import (
    AnswerForm,
    ChangeContactForm,
    ChangeTimeForm,
    ContactForm,
    DayForm,
    QuestionForm,
    TimeForm,
)  # fmt: skip
from espoir.practice.models import Noted, Question
from espoir.practice.saying_no import SAYINGS
from espoir.supervision import queries as supervision

PAGE = 25
CHANGES = {What.TIME: ChangeTimeForm, What.CONTACT: ChangeContactForm, What.ALWAYS: DayForm}


# Hers.


@members_who_may(Permission.SUPPORT)
def home(request: MemberRequest) -> HttpResponse:
    """Four weeks in words, and one tap to note something."""
    seen = queries.picture(request.person)
    asked = queries.questions_of(request.person)[:3]
    return render(request, "practice/home.html", {"seen": seen, "asked": asked})


@members_who_may(Permission.SUPPORT)
def note(request: MemberRequest) -> HttpResponse:
    """Something she was asked to do: each kind is a button, so that one tap is enough."""
    form, kind = TimeForm(request.POST if request.method == "POST" else None), request.POST.get("kind", "")
    if form.is_bound and form.is_valid() and kind:
        try:
            row = actions.note(by=request.person, kind=kind, on=clock.today(), **form.cleaned_data)
        except rules.NotAChoice:
            messages.info(request, _("The words have changed since you opened this page. Here is the new version."))
            return redirect("practice:note", request.organisation.slug)
        return _noted(request, row)
    _ask_which(form, _("Choose what it was."))
    page = {"form": form, "usual": queries.usual(), "charter": queries.from_the_charter(request.organisation)}
    return render(request, "practice/note.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
def contact(request: MemberRequest) -> HttpResponse:
    """Reached outside her hours: one tap says when."""
    form, when = ContactForm(request.POST if request.method == "POST" else None), request.POST.get("when", "")
    if form.is_bound and form.is_valid() and when in When.values:
        row = actions.note_contact(by=request.person, when=when, on=clock.today(), **form.cleaned_data)
        return _noted(request, row)
    _ask_which(form, _("Choose when it was."))
    page = {"form": form, "whens": When.choices}
    return render(request, "practice/contact.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
@require_POST
def always(request: MemberRequest) -> HttpResponse:
    return _noted(request, actions.note_always(by=request.person, on=clock.today()))


def _ask_which(form: forms.Form, words: str) -> None:
    """Sent by the keyboard, with none of the buttons."""
    if form.is_bound and not form.errors:
        form.add_error(None, words)


def _noted(request: MemberRequest, row: Noted) -> HttpResponse:
    messages.success(request, _("It’s noted, for you alone."))
    return redirect("practice:noted", request.organisation.slug, row.pk)


@members_who_may(Permission.SUPPORT)
def rows(request: MemberRequest) -> HttpResponse:
    """The rows behind the figure."""
    seen = queries.picture(request.person)
    page = Paginator(queries.rows_of(request.person), PAGE).get_page(request.GET.get("n"))
    return render(request, "practice/rows.html", {"seen": seen, "page": page})


@members_who_may(Permission.SUPPORT)
def noted(request: MemberRequest, noted: str) -> HttpResponse:
    """One row: what it says, and how to change it."""
    row = get_object_or_404(queries.noted_by(request.person), pk=noted)
    form = CHANGES[What(row.what)](request.POST if request.method == "POST" else None, initial=_as_it_is(row))
    if form.is_bound and form.is_valid():
        actions.change(row, by=request.person, values=form.cleaned_data)
        messages.success(request, _("It’s changed."))
        return redirect("practice:home", request.organisation.slug)
    return render(request, "practice/noted.html", {"row": row, "form": form}, status=422 if form.is_bound else 200)


def _as_it_is(row: Noted) -> dict[str, Any]:
    answered = "yes" if row.is_answered else "no"
    return {"minutes": row.minutes, "place": row.place, "way": row.way, "is_answered": answered, "on": row.on}


@members_who_may(Permission.SUPPORT)
def take_out(request: MemberRequest, noted: str) -> HttpResponse:
    row = get_object_or_404(queries.noted_by(request.person), pk=noted)
    if request.method == "POST":
        actions.take_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("practice:rows", request.organisation.slug)
    return render(request, "practice/take_out.html", {"row": row})


@members_who_may(Permission.SUPPORT)
def saying_no(request: MemberRequest) -> HttpResponse:
    """Words to decline kindly, the reader's language first; both languages print."""
    first = "fr" if (get_language() or "fr").startswith("fr") else "en"
    second = "en" if first == "fr" else "fr"
    sayings = [(one.said(first), one.said(second)) for one in SAYINGS]
    return render(request, "practice/saying_no.html", {"sayings": sayings, "other": f"{second}-CA"})


@members_who_may(Permission.SUPPORT)
def ask(request: MemberRequest) -> HttpResponse:
    """She ticks what she shares, reads who will see it, and asks."""
    seen = queries.picture(request.person)
    form = QuestionForm(request.POST if request.method == "POST" else None, seen=seen)
    answerer = queries.who_would_answer(request.person)
    if form.is_bound and form.is_valid() and answerer is not None:
        question = actions.ask_the_team(by=request.person, **form.cleaned_data)
        messages.success(request, _("Your question is with the team."))
        return redirect("practice:question", request.organisation.slug, question.pk)
    page = {"seen": seen, "form": form, "answerer": answerer, "due": queries.due()}
    page["readers"] = [one for one in supervision.supervisors_of(request.person) if one != answerer]
    return render(request, "practice/ask.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
def take_back(request: MemberRequest, raised: str) -> HttpResponse:
    question = get_object_or_404(queries.questions_of(request.person), pk=raised)
    if request.method == "POST":
        actions.take_back(question, by=request.person)
        messages.success(request, _("It’s taken back. Nobody can open it any more."))
        return redirect("practice:home", request.organisation.slug)
    return render(request, "practice/take_back.html", {"question": question})


# The team's.


@the_person_herself
def questions(request: MemberRequest) -> HttpResponse:
    """For whoever supervises or answers: who asked is not on this page."""
    rows = queries.questions_asked_of_us(request.person)
    if not (_reads_them_all(request.person) or request.person.may(Permission.SUPERVISE) or rows.exists()):
        raise Http404
    page = Paginator(rows, PAGE).get_page(request.GET.get("n"))
    opened(actions.OPENED, by=request.person, about={question.person for question in page})
    return render(request, "practice/questions.html", {"page": page})


def _reads_them_all(person: Person) -> bool:
    return Role.COORDINATOR in person.roles


@the_person_herself
def question(request: MemberRequest, raised: str) -> HttpResponse:
    found = get_object_or_404(queries.questions_i_may_read(request.person), pk=raised)
    return _question(request, found)


def _question(request: MemberRequest, question: Question, *, form: forms.Form | None = None) -> HttpResponse:
    opened(actions.OPENED, by=request.person, about=[question.person], what=question)
    is_open = question.state == Question.State.ASKED
    page = {
        "question": question,
        "is_hers": question.person == request.person,
        "is_late": is_open and question.due < clock.today(),
        "form": (form or AnswerForm()) if is_open and _may_answer(request.person, question) else None,
    }
    return render(request, "practice/question.html", page, status=422 if form else 200)


def _may_answer(person: Person, question: Question) -> bool:
    """Whoever owes it, or a coordinator; not who asked, unless there is nobody else."""
    return person == question.owner or (Role.COORDINATOR in person.roles and person != question.person)


@the_person_herself
@require_POST
def answer(request: MemberRequest, raised: str) -> HttpResponse:
    question = get_object_or_404(queries.questions_i_may_read(request.person), pk=raised)
    if not _may_answer(request.person, question) or question.state != Question.State.ASKED:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _question(request, question, form=form)
    actions.answer(question, by=request.person, **form.cleaned_data)
    messages.success(request, _("It’s sent. The promise is kept."))
    return redirect("practice:question", request.organisation.slug, question.pk)
