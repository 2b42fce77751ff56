"""Supervision together: for those who lead it and those who may come."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.pairing.queries import people_i_support
from espoir.supervision import gatherings, queries, rules
from espoir.supervision import together as verbs
from espoir.supervision.forms import SharedTopicForm, TogetherForm
from espoir.supervision.models import Chair, Gathering, SharedTopic
from espoir.supervision.views.fetching import or_404

PAGE = 25


@the_person_herself
def gathered(request: MemberRequest) -> HttpResponse:
    """Dates together: those I lead, those I am invited to."""
    if not (request.person.may(Permission.SUPERVISE) or request.person.may(Permission.BE_SUPERVISED)):
        raise Http404
    page = Paginator(gatherings.gatherings_of(request.person), PAGE).get_page(request.GET.get("n"))
    may_plan = request.person.may(Permission.SUPERVISE) and queries.supervised_by(request.person).exists()
    return render(request, "supervision/gathered.html", {"page": page, "may_plan": may_plan})


@members_who_may(Permission.SUPERVISE)
def plan_together(request: MemberRequest) -> HttpResponse:
    """A date for those whom I supervise. Each may come or not."""
    form = TogetherForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        row = verbs.plan(by=request.person, at=said["when"], minutes=said["minutes"])
        messages.success(request, _("The date is set. Each of them may come or not."))
        return redirect("supervision:together", request.organisation.slug, row.pk)
    return render(request, "supervision/plan_together.html", {"form": form}, status=422 if form.is_bound else 200)


@the_person_herself
def together(request: MemberRequest, together: str) -> HttpResponse:
    row = _gathering(request, together)
    form = _topic_form(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and row.is_to_come:
        verbs.add_topic(row, by=request.person, words=form.cleaned_data["words"])
        messages.success(request, _("It’s on the list."))
        return redirect("supervision:together", request.organisation.slug, row.pk)
    return _together(request, row, form, status=422 if form.is_bound else 200)


def _gathering(request: MemberRequest, together: str) -> Gathering:
    return get_object_or_404(gatherings.gatherings_of(request.person), pk=together)


def _topic_form(request: MemberRequest, data: object = None) -> SharedTopicForm:
    names = [person.name for person in people_i_support(request.person)]
    return SharedTopicForm(data, names=names)


def _together(request: MemberRequest, row: Gathering, form: forms.Form, *, status: int) -> HttpResponse:
    chair = gatherings.chair_of(row, request.person)
    i_lead = row.supervisor_id == request.person.pk
    is_inside = i_lead or (chair is not None and chair.state == Chair.State.COMING)
    coming = gatherings.who_comes(row) if is_inside else []
    if is_inside:
        opened(verbs.OPENED, by=request.person, about=coming, what=row)
    page = {
        "row": row,
        "chair": chair,
        "i_lead": i_lead,
        "is_inside": is_inside,
        "coming": coming,
        "topics": gatherings.topics_of(row) if is_inside else [],
        "form": form,
    }
    return render(request, "supervision/together.html", page, status=status)


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def come(request: MemberRequest, together: str) -> HttpResponse:
    """Coming, or not this time: both in one tap, and changed any time before."""
    row = _gathering(request, together)
    chair = gatherings.chair_of(row, request.person)
    if chair is None or not row.is_to_come:
        raise Http404
    if request.POST.get("answer") != "yes":
        verbs.not_this_time(chair, by=request.person)
        messages.success(request, _("Noted: not this time. Nobody asks why."))
        return redirect("supervision:home", request.organisation.slug)
    try:
        verbs.come(chair, by=request.person)
        messages.success(request, _("Noted: you’ll come. You can change your mind any time."))
    except rules.NotAvailable:
        verbs.let_go_of_chair(chair)
        messages.info(request, _("We can’t offer you a place at this date any more. That says nothing about you."))
        return redirect("supervision:home", request.organisation.slug)
    return redirect("supervision:together", request.organisation.slug, row.pk)


@members_who_may(Permission.SUPERVISE)
@require_POST
def held_together(request: MemberRequest, together: str) -> HttpResponse:
    row = _that_i_lead(request, together)
    or_404(lambda: verbs.held(row, by=request.person))
    messages.success(request, _("Noted. Set the next date when you’re ready."))
    return redirect("supervision:gathered", request.organisation.slug)


@members_who_may(Permission.SUPERVISE)
@require_POST
def cancel_together(request: MemberRequest, together: str) -> HttpResponse:
    row = _that_i_lead(request, together)
    or_404(lambda: verbs.cancel(row, by=request.person))
    messages.success(request, _("It’s cancelled, and it says by whom: us. A new date is owed."))
    return redirect("supervision:gathered", request.organisation.slug)


def _that_i_lead(request: MemberRequest, together: str) -> Gathering:
    mine = gatherings.gatherings_of(request.person).filter(supervisor=request.person)
    return get_object_or_404(mine, pk=together)


@the_person_herself
@require_POST
def take_topic_out(request: MemberRequest, shared: str) -> HttpResponse:
    """Mine to take out."""
    mine = SharedTopic.objects.of(request.organisation).filter(added_by=request.person)
    topic = get_object_or_404(mine, pk=shared)
    verbs.take_out(topic, by=request.person)
    messages.success(request, _("It’s off the list."))
    return redirect("supervision:together", request.organisation.slug, topic.gathering_id)
