"""The team and its roles."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from espoir.accounts import actions as accounts
from espoir.accounts.rules import may_invite
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.promises_lapse import lapsed_promises
from espoir.organisations.roles import Permission
from espoir.people import actions, lines, queries
from espoir.people.forms import ColleagueForm, HatsForm
from espoir.people.rules import LastOne

PAGE = 25


@members_who_may(Permission.TEAM)
def team(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.team_by_name(request.organisation), PAGE).get_page(request.GET.get("page"))
    rows = [(person, queries.hats_said(person)) for person in page]
    found = {"beside": lines.of_the_team(request.person), "lapses": lapsed_promises(request.organisation)}
    return render(request, "people/team.html", {"page": page, "rows": rows, **found})


@members_who_may(Permission.TEAM)
def colleague(request: MemberRequest) -> HttpResponse:
    form = ColleagueForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        person = actions.take_in(
            by=request.person,
            chosen_name=form.cleaned_data["chosen_name"],
            language=form.cleaned_data["language"],
            roles=form.chosen(),
        )
        accounts.invite(person, by=request.person)
        return redirect("accounts:invitation", request.organisation.slug, person.pk)
    return render(request, "people/colleague.html", {"form": form}, status=422 if form.errors else 200)


@members_who_may(Permission.TEAM)
def hats(request: MemberRequest, member: str) -> HttpResponse:
    person = get_object_or_404(queries.team(request.organisation), pk=member)
    form = HatsForm(request.POST or None, initial={"roles": [role.value for role in person.roles]})
    if form.is_valid() and _changed(request, person, form):
        messages.success(request, _("The roles are changed, as of now."))
        return redirect("people:team", request.organisation.slug)
    context = {"form": form, "person": person, "may_invite": may_invite(request.person, person)}
    return render(request, "people/hats.html", context, status=422 if form.errors else 200)


@members_who_may(Permission.TEAM)
def leave(request: MemberRequest, member: str) -> HttpResponse:
    """A page of its own before the team's pages close for someone. Nobody does it to herself."""
    person = get_object_or_404(queries.team(request.organisation).exclude(pk=request.person.pk), pk=member)
    last = None
    if request.method == "POST":
        try:
            actions.leave_team(by=request.person, person=person)
        except LastOne as refused:
            last = refused.role
        else:
            messages.success(request, _("The team’s pages are closed for this person, as of now."))
            return redirect("people:team", request.organisation.slug)
    return render(request, "people/leave.html", {"person": person, "last": last}, status=422 if last else 200)


def _changed(request: MemberRequest, person: Person, form: HatsForm) -> bool:
    try:
        actions.change_hats(by=request.person, person=person, roles=form.chosen())
    except LastOne as last:
        words = _("Nobody else has the role “%(role)s” yet. Give it to someone else first.")
        form.add_error("roles", words % {"role": last.role.label})
        return False
    return True
