"""A topic, and the word it ends with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, the_person_herself
from espoir.supervision import actions, queries
from espoir.supervision.forms import (
    AnswerForm,
    DayForm,
    PassOnForm,
    PeopleForm,
)
from espoir.supervision.models import Topic
from espoir.supervision.views.fetching import or_404


@the_person_herself
def topic(request: MemberRequest, topic: str) -> HttpResponse:
    return _topic(request, _topic_i_share(request, topic))


def _topic_i_share(request: MemberRequest, topic: str) -> Topic:
    return get_object_or_404(queries.topics_i_share(request.person), pk=topic)


def _topic(request: MemberRequest, row: Topic, **bound: forms.Form) -> HttpResponse:
    opened(actions.OPENED, by=request.person, about=[row.supporter], what=row)
    page = {
        "topic": row,
        "is_mine": row.supporter == request.person,
        "carry": _carry_form(row),
        "pass_on": _pass_on_form(row),
        **bound,
    }
    return render(request, "supervision/topic.html", page, status=422 if bound else 200)


def _carry_form(row: Topic, data: Any = None) -> PeopleForm:
    return PeopleForm(data, prefix="c", people=queries.supervisors_of(row.supporter))


def _pass_on_form(row: Topic, data: Any = None) -> PassOnForm:
    people = queries.could_be_passed_on_to(row.organisation, besides=[row.supporter])
    return PassOnForm(data, prefix="e", people=people, initial={"words": row.words})


def _back_to_the_list(request: MemberRequest, row: Topic) -> HttpResponse:
    slug = request.organisation.slug
    if row.supporter == request.person:
        return redirect("supervision:home", slug)
    return redirect("supervision:agenda", slug, row.supporter_id)


@the_person_herself
@require_POST
def done(request: MemberRequest, topic: str) -> HttpResponse:
    row = _topic_i_share(request, topic)
    or_404(lambda: actions.finish(row, by=request.person))
    messages.success(request, _("Done."))
    return _back_to_the_list(request, row)


@the_person_herself
@require_POST
def carry(request: MemberRequest, topic: str) -> HttpResponse:
    row = _topic_i_share(request, topic)
    form = _carry_form(row, request.POST)
    if not form.is_valid():
        return _topic(request, row, carry=form)
    or_404(lambda: actions.carry(row, by=request.person, **form.cleaned_data))
    messages.success(request, _("It’s ours to do, by the new date."))
    return _back_to_the_list(request, row)


@the_person_herself
@require_POST
def pass_on(request: MemberRequest, topic: str) -> HttpResponse:
    row = _topic_i_share(request, topic)
    form = _pass_on_form(row, request.POST)
    if not form.is_valid():
        return _topic(request, row, pass_on=form)
    or_404(lambda: actions.pass_on(row, by=request.person, **form.cleaned_data))
    messages.success(request, _("It’s passed on. You both see the answer here."))
    return _back_to_the_list(request, row)


@the_person_herself
def passed_on(request: MemberRequest, passed: str) -> HttpResponse:
    """What was passed on to me: one sentence, and my answer."""
    row = get_object_or_404(queries.passed_on_to(request.person), pk=passed)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.answer_topic(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("Your answer is there. They both read it."))
        return redirect("today:home", request.organisation.slug)
    return _passed_on(request, row, form=form, status=422 if form.is_bound else 200)


def _passed_on(request: MemberRequest, row: Topic, *, status: int, **bound: forms.Form) -> HttpResponse:
    opened(actions.OPENED_PASSED_ON, by=request.person, about=[row.supporter], what=row)
    page = {"topic": row, "form": AnswerForm(), "later": DayForm(prefix="l"), **bound}
    return render(request, "supervision/passed_on.html", page, status=status)


@the_person_herself
@require_POST
def later(request: MemberRequest, passed: str) -> HttpResponse:
    row = get_object_or_404(queries.passed_on_to(request.person), pk=passed)
    form = DayForm(request.POST, prefix="l")
    if not form.is_valid():
        return _passed_on(request, row, later=form, status=422)
    actions.give_a_new_date(row, by=request.person, **form.cleaned_data)
    messages.success(request, _("The new date is there. They both read it."))
    return redirect("supervision:passed_on", request.organisation.slug, row.pk)
