"""The first ninety days: her page, the page of whoever owes her a conversation, and where the buddy is chosen."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.passage import actions, queries, rules
from espoir.passage.codes import About
from espoir.passage.forms import BuddyForm
from espoir.passage.models import Start, Step, Talk
from espoir.passage.prompts import OF_THE_WEEK, PROMPTS, WHY
from espoir.people import queries as people

# Hers.


@members_who_may(Permission.SUPPORT)
def mine(request: MemberRequest) -> HttpResponse:
    start = queries.start_of(request.person)
    if start is None:
        return render(request, "passage/no_start.html")
    steps, talks = queries.steps_of(start), queries.talks_of(start)
    page = {
        "start": start,
        "buddy": queries.buddy_of(request.person),
        "steps": queries.keepers_of(start, steps),
        "talks": queries.keepers_of(start, talks),
        "is_offered": queries.is_offered_already(request.person),
        "of_the_week": OF_THE_WEEK,
    }
    return render(request, "passage/mine.html", page)


@members_who_may(Permission.SUPPORT)
def sheet(request: MemberRequest) -> HttpResponse:
    """All of it on paper."""
    parts = [(about.label, WHY[about], PROMPTS[about]) for about in About]
    return render(request, "passage/sheet.html", {"parts": parts})


# For both.


@the_person_herself
def part(request: MemberRequest, part: str) -> HttpResponse:
    """One conversation about the role: what to talk about, and “We talked”."""
    step = _step(request, part)
    about = About(step.about)
    due = queries.keepers_of(step.start, [step])[0]
    page = {
        "step": step,
        "is_mine": step.supporter_id == request.person.pk,
        "owner": due.owner,
        "why": WHY[about],
        "prompts": PROMPTS[about],
    }
    return render(request, "passage/part.html", page)


@the_person_herself
@require_POST
def tick(request: MemberRequest, part: str) -> HttpResponse:
    step = _step(request, part)
    try:
        if request.POST.get("a") == "not_yet":
            actions.not_yet(step, by=request.person)
            messages.success(request, _("It’s noted. We owe it to you by a new date."))
        else:
            actions.tick(step, by=request.person)
            messages.success(request, _("It’s noted: you talked."))
    except rules.IllegalMove as said:
        raise Http404 from said
    return _back(request, step)


@the_person_herself
@require_POST
def talked(request: MemberRequest, chat: str) -> HttpResponse:
    talk = get_object_or_404(Talk.objects.of(request.organisation).select_related("supporter", "start"), pk=chat)
    _check_may_see(request.person, talk.start, talk.supporter)
    try:
        actions.talked(talk, by=request.person)
    except rules.IllegalMove as said:
        raise Http404 from said
    messages.success(request, _("It’s noted: you talked."))
    return _back(request, talk)


def _step(request: MemberRequest, pk: str) -> Step:
    rows = Step.objects.of(request.organisation).select_related("supporter", "start__owner", "start__supporter")
    step: Step = get_object_or_404(rows, pk=pk)
    _check_may_see(request.person, step.start, step.supporter)
    return step


def _check_may_see(reader: Person, start: Start, supporter: Person) -> None:
    if reader.pk != supporter.pk and not queries.may_lead(reader, start):
        raise Http404


def _back(request: MemberRequest, row: Step | Talk) -> HttpResponse:
    if row.supporter_id == request.person.pk:
        return redirect("passage:start", request.organisation.slug)
    return redirect("passage:newcomer", request.organisation.slug, row.start_id)


# The organisation's.


@members_who_may(Permission.TEAM)
def newcomers(request: MemberRequest) -> HttpResponse:
    starts = queries.newcomers(request.organisation)
    page = {"starts": starts, "others": queries.without_a_start(request.organisation)}
    return render(request, "passage/newcomers.html", page)


@members_who_may(Permission.TEAM)
@require_POST
def begin(request: MemberRequest, member: str) -> HttpResponse:
    wanted = {person.pk: person for person in queries.without_a_start(request.organisation)}
    if member not in wanted:
        raise Http404
    start = actions.start(wanted[member], by=request.person)
    messages.success(request, _("The first ninety days begin today."))
    return redirect("passage:newcomer", request.organisation.slug, start.pk)


@the_person_herself
def newcomer(request: MemberRequest, newcomer: str) -> HttpResponse:
    """What is owed to her, and by whom. Nothing here says how she does."""
    start = _start(request, newcomer)
    steps = [step for step in queries.steps_of(start) if step.theirs_on is None]
    talks = [talk for talk in queries.talks_of(start) if talk.talked_on is None]
    page = {
        "start": start,
        "buddy": queries.buddy_of(start.supporter),
        "steps": queries.keepers_of(start, steps),
        "talks": queries.keepers_of(start, talks),
        "of_the_week": OF_THE_WEEK,
        "may_choose": request.person.may(Permission.TEAM),
    }
    return render(request, "passage/newcomer.html", page)


@members_who_may(Permission.TEAM)
def buddy(request: MemberRequest, newcomer: str) -> HttpResponse:
    start = _start(request, newcomer)
    if start.ended_on is not None:
        raise Http404
    found = people.with_keys(request.organisation, queries.could_be_a_buddy(start))
    form = BuddyForm(request.POST if request.method == "POST" else None, people=found)
    if form.is_bound and form.is_valid():
        try:
            actions.place_buddy(start, by=request.person, buddy=form.cleaned_data["who"])
        except rules.NotAvailable:
            form.add_error("who", _("This person isn’t available for this. Choose someone else."))
        else:
            messages.success(request, _("It’s said to both of them."))
            return redirect("passage:newcomer", request.organisation.slug, start.pk)
    page = {"start": start, "form": form, "people": found}
    return render(request, "passage/buddy.html", page, status=422 if form.is_bound else 200)


def _start(request: MemberRequest, pk: str) -> Start:
    rows = Start.objects.of(request.organisation).filter(supporter__state=Person.State.HERE)
    start = get_object_or_404(rows.select_related("supporter", "owner").exclude(supporter=request.person), pk=pk)
    if not queries.may_lead(request.person, start):
        raise Http404
    return start


# A role for someone who came for support.


@members_who_may(Permission.TEAM)
def offer(request: MemberRequest, someone: str) -> HttpResponse:
    """A page of its own before a role is offered: what changes for her, and that nothing does before her yes."""
    if not request.person.may(Permission.WELCOME):
        raise Http404
    person = get_object_or_404(people.people_beside(request.person), pk=someone)
    if not queries.may_be_offered_a_role(person):
        raise Http404
    if request.method == "POST":
        actions.offer(person, by=request.person)
        messages.success(request, _("The role is offered. It waits for a yes, or a not now."))
        return redirect("people:person", request.organisation.slug, person.pk)
    return render(request, "passage/offer.html", {"person": person, "passage": queries.passage_of(person)})
