"""On paper: the sheet to print, copying it for someone, and the word of whoever was there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.apart import keeper, paper_actions, paper_queries, queries
from espoir.apart.chores import look_at_what_stands
from espoir.apart.forms import PaperForm
from espoir.apart.paper_queries import Sheet
from espoir.apart.views.matters import who_may_look
from espoir.organisations.chores import soon
from espoir.organisations.gate import MemberRequest, the_person_herself


@the_person_herself
def sheet(request: MemberRequest) -> HttpResponse:
    """The same questions, to fill in by hand. The same blank page for everyone."""
    return render(request, "apart/sheet.html", paper_queries.blank_sheet())


@who_may_look
def copy(request: MemberRequest) -> HttpResponse:
    form = PaperForm(request.POST if request.method == "POST" else None, by=request.person)
    if form.is_bound and form.is_valid() and _is_copied(request, form):
        messages.success(request, _("It’s copied. It waits for the other person. Shred the sheet, or give it back."))
        return redirect("apart:matters", request.organisation.slug)
    return render(request, "apart/copy.html", {"form": form}, status=422 if form.errors else 200)


def _is_copied(request: MemberRequest, form: PaperForm) -> bool:
    """Line by line; where there is no room for all of them, the page says which are kept and keeps the others typed."""
    is_first = not queries.entries_of(form.person)
    kept = 0
    try:
        for line in form.lines():
            paper_actions.copy_line(
                by=request.person, person=form.person, second=form.second, line=line, mode=form.cleaned_data["mode"]
            )
            kept += 1
    except keeper.TooMany as full:
        form.add_error(None, queries.room_for_the_rest(full, kept))
    if kept:
        then = form.cleaned_data["then"] if is_first else ""
        paper_actions.copied(by=request.person, person=form.person, second=form.second, then=then)
    return not form.errors


# The word of whoever was there.


@the_person_herself
def word(request: MemberRequest) -> HttpResponse:
    if not paper_queries.could_have_been_there(request.person):
        raise Http404
    return render(request, "apart/word.html", {"sheets": paper_queries.waiting_for(request.person)})


@the_person_herself
@require_POST
def confirm(request: MemberRequest, sheet: str) -> HttpResponse:
    row = _theirs(request, sheet)
    if "no" in request.POST:
        paper_actions.refuse(row, by=request.person)
        messages.success(request, _("It’s out, and nothing of it counts."))
    else:
        paper_actions.confirm(row, by=request.person)
        soon(look_at_what_stands, request.organisation)
        said = _("Thank you. For someone in this program, it counts now. The rest, after three days.")
        messages.success(request, said)
    return redirect("apart:word", request.organisation.slug)


def _theirs(request: MemberRequest, pk: str) -> Sheet:
    """Fetching is checking: a sheet that waits for this person's word, or 404."""
    found = [sheet for sheet in paper_queries.waiting_for(request.person) if pk in sheet.slots]
    if not found:
        raise Http404
    return found[0]
