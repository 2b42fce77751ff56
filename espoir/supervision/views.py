from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.safety.lines import help_lines
from espoir.supervision import actions, queries, rules
from espoir.supervision.forms import (
    AnswerForm,
    DayForm,
    NoteForm,
    PassOnForm,
    PeopleForm,
    RhythmForm,
    SessionForm,
    TopicForm,
)
from espoir.supervision.models import Rhythm, Supervision, TalkRequest, Topic
from espoir.supervision.words import every_weeks, talk_words

PAGE = 25
A_FEW = 5

# The agenda, as the supporter and as the supervisor read it.


@members_who_may(Permission.BE_SUPERVISED)
def home(request: MemberRequest) -> HttpResponse:
    """My supervision: our list, what was promised to me, what I brought."""
    form = TopicForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add_topic(by=request.person, supporter=request.person, **form.cleaned_data)
        messages.success(request, _("It’s on the list."))
        return redirect("supervision:home", request.organisation.slug)
    page = {
        "agenda": queries.agenda(request.person),
        "supervisor": queries.supervisor_of(request.person),
        "rhythm": _rhythm_words(queries.rhythm_of(request.person)),
        "form": form,
        "asked": queries.open_request_of(request.person),
    }
    return render(request, "supervision/home.html", page, status=422 if form.is_bound else 200)


def _rhythm_words(rhythm: Rhythm | None) -> str:
    return every_weeks(rhythm.weeks) if rhythm else ""


@members_who_may(Permission.SUPERVISE)
def people(request: MemberRequest) -> HttpResponse:
    """Those I supervise, and when we meet next."""
    page = Paginator(queries.supervised_by(request.person), PAGE).get_page(request.GET.get("n"))
    coming = queries.next_sessions(request.organisation, list(page))
    rows = [(person, coming.get(person.pk)) for person in page]
    return render(
        request,
        "supervision/people.html",
        {"page": page, "rows": rows, "requests": queries.requests_i_may_answer(request.person)},
    )


@members_who_may(Permission.SUPERVISE)
def agenda(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = _one_i_supervise(request, supervised)
    form = TopicForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add_topic(by=request.person, supporter=supporter, **form.cleaned_data)
        messages.success(request, _("It’s on the list."))
        return redirect("supervision:agenda", request.organisation.slug, supporter.pk)
    return _agenda(request, supporter, form=form, status=422 if form.is_bound else 200)


def _one_i_supervise(request: MemberRequest, supervised: str) -> Person:
    return get_object_or_404(queries.supervised_by(request.person), pk=supervised)


def _agenda(request: MemberRequest, supporter: Person, *, status: int = 200, **bound: forms.Form) -> HttpResponse:
    meetings = queries.facts(queries.meetings_of(supporter)[:A_FEW])
    met = {meeting.peer for meeting in meetings if meeting.peer is not None}
    opened(actions.OPENED, by=request.person, about=[supporter, *met])
    page = {
        "supporter": supporter,
        "agenda": queries.agenda(supporter),
        "rhythm": _rhythm_words(queries.rhythm_of(supporter)),
        "meetings": meetings,
        "form": TopicForm(),
        "plan": SessionForm(prefix="p"),
        **bound,
    }
    return render(request, "supervision/agenda.html", page, status=status)


@members_who_may(Permission.SUPERVISE)
def meetings(request: MemberRequest, supervised: str) -> HttpResponse:
    """The facts of the meetings of someone I supervise: date, length, way, themes."""
    supporter = _one_i_supervise(request, supervised)
    page = Paginator(queries.meetings_of(supporter), PAGE).get_page(request.GET.get("n"))
    rows = queries.facts(page.object_list)
    opened(actions.OPENED, by=request.person, about={row.peer for row in rows if row.peer is not None} | {supporter})
    return render(request, "supervision/meetings.html", {"supporter": supporter, "page": page, "rows": rows})


@members_who_may(Permission.BE_SUPERVISED)
def my_paper(request: MemberRequest) -> HttpResponse:
    """The agenda on paper."""
    return render(request, "supervision/paper.html", {"agenda": queries.agenda(request.person)})


@members_who_may(Permission.SUPERVISE)
def paper(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = _one_i_supervise(request, supervised)
    opened(actions.OPENED, by=request.person, about=[supporter])
    return render(request, "supervision/paper.html", {"agenda": queries.agenda(supporter), "back": supporter.pk})


# The dates and the notes.


@members_who_may(Permission.SUPERVISE)
@require_POST
def plan(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = _one_i_supervise(request, supervised)
    form = SessionForm(request.POST, prefix="p")
    if not form.is_valid():
        return _agenda(request, supporter, plan=form, status=422)
    said = form.cleaned_data
    actions.plan(by=request.person, supporter=supporter, at=said["when"], minutes=said["minutes"])
    messages.success(request, _("The date is set. You both see it."))
    return redirect("supervision:agenda", request.organisation.slug, supporter.pk)


@the_person_herself
def session(request: MemberRequest, session: str) -> HttpResponse:
    """One date of supervision, and the notes that both read."""
    row = _session(request, session)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"note": row.note})
    if form.is_bound and form.is_valid():
        actions.write_notes(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s kept. You both can read it."))
        return redirect("supervision:session", request.organisation.slug, row.pk)
    opened(actions.OPENED, by=request.person, about=[row.supporter], what=row)
    page = {"session": row, "form": form, "is_mine": row.supporter == request.person}
    return render(request, "supervision/session.html", page, status=422 if form.is_bound else 200)


def _session(request: MemberRequest, session: str) -> Supervision:
    return get_object_or_404(queries.sessions_i_share(request.person), pk=session)


@members_who_may(Permission.SUPERVISE)
@require_POST
def held(request: MemberRequest, session: str) -> HttpResponse:
    row = _session(request, session)
    _or_404(lambda: actions.held(row, by=request.person))
    messages.success(request, _("Noted. Set the next date when you’re ready."))
    return redirect("supervision:agenda", request.organisation.slug, row.supporter_id)


@members_who_may(Permission.SUPERVISE)
@require_POST
def cancel(request: MemberRequest, session: str) -> HttpResponse:
    row = _session(request, session)
    _or_404(lambda: actions.cancel(row, by=request.person))
    messages.success(request, _("It’s cancelled, and it says by whom: us. A new date is owed."))
    return redirect("supervision:agenda", request.organisation.slug, row.supporter_id)


def _or_404(act: Any) -> None:
    """What can no longer be done is not there."""
    try:
        act()
    except rules.IllegalMove as no:
        raise Http404 from no


# A topic, and the word it ends with.


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
    _or_404(lambda: actions.finish(row, by=request.person))
    messages.success(request, _("Done."))
    return _back_to_the_list(request, row)


@the_person_herself
@require_POST
def carry(request: MemberRequest, topic: str) -> HttpResponse:
    row = _topic_i_share(request, topic)
    form = _carry_form(row, request.POST)
    if not form.is_valid():
        return _topic(request, row, carry=form)
    _or_404(lambda: actions.carry(row, by=request.person, **form.cleaned_data))
    messages.success(request, _("It’s ours to do, by the new date."))
    return _back_to_the_list(request, row)


@the_person_herself
@require_POST
def pass_on(request: MemberRequest, topic: str) -> HttpResponse:
    row = _topic_i_share(request, topic)
    form = _pass_on_form(row, request.POST)
    if not form.is_valid():
        return _topic(request, row, pass_on=form)
    _or_404(lambda: actions.pass_on(row, by=request.person, **form.cleaned_data))
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


# I need to talk today.


@members_who_may(Permission.BE_SUPERVISED)
def talk(request: MemberRequest) -> HttpResponse:
    asked = queries.open_request_of(request.person)
    if request.method == "POST":
        return _ask_to_talk(request)
    page = {
        "asked": asked,
        "words": talk_words(asked) if asked else [],
        "answerer": None if asked else queries.who_would_answer(request.person),
        "on_call": queries.on_call_for(request.person),
        "sheet": queries.sheet_of(request.organisation),
        "lines": help_lines()[:2],
    }
    return render(request, "supervision/talk.html", page)


def _ask_to_talk(request: MemberRequest) -> HttpResponse:
    try:
        actions.need_to_talk(by=request.person)
    except rules.NobodyToAnswer:
        messages.info(request, _("Nobody is there to answer yet. These lines answer now."))
    return redirect("supervision:talk", request.organisation.slug)


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def take_back(request: MemberRequest) -> HttpResponse:
    asked = queries.open_request_of(request.person)
    if asked is not None:
        actions.take_back(asked, by=request.person)
    messages.success(request, _("It’s taken back. You can ask again any time."))
    return redirect("supervision:home", request.organisation.slug)


@the_person_herself
def answer(request: MemberRequest, talk: str) -> HttpResponse:
    """Someone would like to talk: call, then say so."""
    row: TalkRequest = get_object_or_404(queries.requests_i_may_answer(request.person), pk=talk)
    if request.method == "POST":
        actions.answered(row, by=request.person)
        messages.success(request, _("Noted: you talked, or you set an hour together."))
        return redirect("today:home", request.organisation.slug)
    opened(actions.OPENED, by=request.person, about=[row.supporter], what=row)
    return render(request, "supervision/answer.html", {"asked": row})


# Who supervises whom.


@members_who_may(Permission.TEAM)
def rhythms(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.supporters_of(request.organisation), PAGE).get_page(request.GET.get("n"))
    known = queries.rhythms(request.organisation)
    rows = [(person, known.get(person.pk), _rhythm_words(known.get(person.pk))) for person in page]
    return render(request, "supervision/rhythms.html", {"page": page, "rows": rows})


@members_who_may(Permission.TEAM)
def rhythm(request: MemberRequest, teammate: str) -> HttpResponse:
    people = {person.pk: person for person in queries.supporters_of(request.organisation)}
    if teammate not in people:
        raise Http404
    supporter = people[teammate]
    form = RhythmForm(
        request.POST if request.method == "POST" else None, supporter=supporter, initial=_as_it_is(supporter)
    )
    if form.is_bound and form.is_valid():
        try:
            actions.set_rhythm(by=request.person, supporter=supporter, **form.cleaned_data)
            messages.success(request, _("It’s set. They both see it."))
            return redirect("supervision:rhythms", request.organisation.slug)
        except rules.NotAvailable:
            form.add_error("supervisor", _("This is not available. Choose someone else."))
    page = {"form": form, "supporter": supporter}
    return render(request, "supervision/rhythm.html", page, status=422 if form.is_bound else 200)


def _as_it_is(supporter: Person) -> dict[str, Any]:
    known = queries.rhythm_of(supporter)
    if known is None:
        return {}
    return {"supervisor": known.supervisor_id, "second": known.second_id or "", "weeks": known.weeks}
