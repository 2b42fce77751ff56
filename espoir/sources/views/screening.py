from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.research.models import Study
from espoir.sources import actions, queries
from espoir.sources.forms import GridForm, SayForm
from espoir.sources.models import called
from espoir.sources.views.fetching import PAGE, moved_on, settled, source_of, status, study_of, to

ours = members_who_may(Permission.RESEARCH)


@ours
def to_say(request: MemberRequest, review: str) -> HttpResponse:
    """The next source that waits for her, and how many do."""
    study = study_of(request, review)
    later = request.GET.get("l")  # “not now” puts one at the end
    waiting = sorted(queries.to_say(study, request.person), key=lambda each: each.source.pk == later)
    form = SayForm(grid=queries.grid_of(study))
    return _asked(request, study, form, next_one=waiting[0] if waiting else None, left=len(waiting))


@ours
@require_POST
def say(request: MemberRequest, work: str) -> HttpResponse:
    row = source_of(request, work)
    waiting = queries.to_say(row.study, request.person)
    mine = next((each for each in waiting if each.source == row), None)
    if mine is None:
        moved_on(request)
        return to(request, "to_say", row.study_id)
    form = SayForm(request.POST, grid=queries.grid_of(row.study))
    if not form.is_valid():
        return _asked(request, row.study, form, next_one=mine, left=len(waiting))
    actions.say(row, by=request.person, stage=mine.stage, yes=form.yes, reason=form.cleaned_data["reason"])
    return to(request, "to_say", row.study_id)


def _asked(
    request: MemberRequest, study: Study, form: SayForm, *, next_one: queries.Waiting | None, left: int
) -> HttpResponse:
    two = queries.voters_needed(queries.grid_of(study)) > 1
    page = {"study": study, "next": next_one, "left": left, "form": form, "two": two}
    return render(request, "sources/to_say.html", page, status=status(form))


@ours
def conflicts(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    page = Paginator(queries.conflicts(study), PAGE).get_page(request.GET.get("n"))
    return render(request, "sources/conflicts.html", {"study": study, "page": page})


@ours
def settle(request: MemberRequest, work: str) -> HttpResponse:
    """What each said, and what they decide together."""
    row = source_of(request, work)
    grid = queries.grid_of(row.study)
    open_one = next((each for each in queries.conflicts(row.study) if each.source == row), None)
    if open_one is None:
        return to(request, "work", row.pk)
    form = SayForm(request.POST or None, grid=grid)
    if form.is_bound and form.is_valid():
        said = {"stage": open_one.stage, "yes": form.yes, "reason": form.cleaned_data["reason"]}
        actions.settle(row, by=request.person, **said)
        messages.success(request, _("It is settled."))
        return to(request, "conflicts", row.study_id)
    votes = [(vote, called(grid.reasons, vote.reason)) for vote in open_one.votes]
    page = {"study": row.study, "row": row, "stage": open_one.stage, "votes": votes, "form": form}
    return render(request, "sources/settle.html", page, status=status(form))


@ours
@require_POST
def reopen(request: MemberRequest, work: str) -> HttpResponse:
    row = source_of(request, work)
    settled(request, partial(actions.reopen, row, by=request.person), _("It will be looked at again."))
    return to(request, "work", row.pk)


@ours
def grid(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    form = GridForm(request.POST or None, grid=queries.grid_of(study))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.write_grid(
            study, by=request.person, voters=said["voters"], by_title=said["by_title"], values=form.values()
        )
        messages.success(request, _("The lists are changed."))
        return to(request, "home", study.pk)
    return render(request, "sources/grid.html", {"study": study, "form": form}, status=status(form))
