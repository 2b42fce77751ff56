"""Whoever keeps the team: writing a role, opening it, closing it, and writing with someone who is here."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.accounts import actions as accounts
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission, Role
from espoir.people import actions as people
from espoir.people import queries as people_queries
from espoir.readiness import actions, queries, rules
from espoir.readiness.forms import AskBesideForm, PostingForm, ReadersForm
from espoir.readiness.models import Posting
from espoir.readiness.words import what_is_missing

PAGE = 25


@members_who_may(Permission.TEAM)
def postings(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        row = actions.write_posting(by=request.person, texts={})
        return redirect("readiness:offered", request.organisation.slug, row.pk)
    page = Paginator(queries.postings(request.organisation), PAGE).get_page(request.GET.get("n"))
    return render(request, "readiness/postings.html", {"page": page})


@members_who_may(Permission.TEAM)
def offered(request: MemberRequest, offered: str) -> HttpResponse:
    """One role: what is written, what is missing, who reads, until when."""
    row = _posting(request, offered)
    languages = [(tag, row.in_language(tag)) for tag in rules.languages_of(request.organisation)]
    page = {
        "posting": row,
        "languages": languages,
        "missing": what_is_missing(rules.missing(row)),
        "may_welcome": request.person.may(Permission.WELCOME),
    }
    return render(request, "readiness/offered.html", page)


def _posting(request: MemberRequest, offered: str) -> Posting:
    return get_object_or_404(queries.postings(request.organisation), pk=offered)


@members_who_may(Permission.TEAM)
def written(request: MemberRequest, offered: str, tongue: str) -> HttpResponse:
    """Its words in one language."""
    row = _posting(request, offered)
    if tongue not in rules.languages_of(request.organisation):
        raise Http404
    bound = request.POST if request.method == "POST" else None
    form = PostingForm(bound, language=tongue, initial=dict(row.in_language(tongue)))
    if form.is_bound and form.is_valid():
        try:
            actions.write_posting(by=request.person, posting=row, texts={tongue: form.cleaned_data})
            messages.success(request, _("It’s kept."))
            return redirect("readiness:offered", request.organisation.slug, row.pk)
        except rules.NotWhole as no:
            form.add_error(None, what_is_missing(no.missing)[0])
    page = {"posting": row, "form": form, "tongue": tongue}
    return render(request, "readiness/written.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.TEAM)
def readers(request: MemberRequest, offered: str) -> HttpResponse:
    """Who reads what is sent, and until when it is open."""
    row = _posting(request, offered)
    first = {"first": row.first_id, "second": row.second_id, "closes_on": row.closes_on}
    team = people_queries.team_by_name(request.organisation)
    may_answer = [person for person in team if person.may(Permission.TEAM)]
    form = ReadersForm(request.POST if request.method == "POST" else None, people=team, first=may_answer, initial=first)
    if form.is_bound and form.is_valid():
        two = [form.cleaned_data["first"], form.cleaned_data["second"]]
        closes_on = form.cleaned_data["closes_on"]
        try:
            actions.write_posting(by=request.person, posting=row, texts={}, readers=two, closes_on=closes_on)
            messages.success(request, _("It’s kept."))
            return redirect("readiness:offered", request.organisation.slug, row.pk)
        except rules.NotAvailable:
            form.add_error(None, _("This is not available. Choose someone else."))
    page = {"posting": row, "form": form, "enough": len(team) > 1}
    return render(request, "readiness/readers.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.TEAM)
@require_POST
def opening(request: MemberRequest, offered: str) -> HttpResponse:
    row = _posting(request, offered)
    try:
        actions.open_posting(row, by=request.person)
        messages.success(request, _("It’s open. Everyone here can read it."))
    except rules.NotWhole as no:
        for sentence in what_is_missing(no.missing):
            messages.warning(request, sentence)
    return redirect("readiness:offered", request.organisation.slug, row.pk)


@members_who_may(Permission.TEAM)
@require_POST
def closing(request: MemberRequest, offered: str) -> HttpResponse:
    row = _posting(request, offered)
    actions.close_posting(row, by=request.person)
    messages.success(request, _("It’s closed. Whoever asked before still gets an answer."))
    return redirect("readiness:offered", request.organisation.slug, row.pk)


@members_who_may(Permission.WELCOME)
def beside(request: MemberRequest, offered: str) -> HttpResponse:
    """Someone from outside is here: it is written together, and she gets a way in to follow it."""
    row = get_object_or_404(queries.open_postings(request.organisation), pk=offered)
    form = AskBesideForm(request.POST if request.method == "POST" else None, initial={"language": get_language()})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        person = people.welcome(
            by=request.person,
            chosen_name=said["chosen_name"],
            language=said["language"],
            roles=(Role.LEARNER,),
            read_together=True,
        )
        actions.send(by=request.person, posting=row, values=said, person=person)
        accounts.invite(person, by=request.person)
        return redirect("accounts:invitation", request.organisation.slug, person.pk)
    limits = people_queries.limits_page(request.organisation)
    page = {"posting": row, "form": form, "answer_by": rules.answer_day(), "limits": limits}
    return render(request, "readiness/beside.html", page, status=422 if form.is_bound else 200)
