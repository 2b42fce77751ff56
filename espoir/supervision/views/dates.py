"""The dates, and the notes that both read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.supervision import actions
from espoir.supervision.forms import (
    NoteForm,
)
from espoir.supervision.views.fetching import or_404, session_i_share


@the_person_herself
def session(request: MemberRequest, session: str) -> HttpResponse:
    """One date of supervision, and the notes that both read."""
    row = session_i_share(request, session)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"note": row.note})
    if form.is_bound and form.is_valid():
        actions.write_notes(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s kept. You both can read it."))
        return redirect("supervision:session", request.organisation.slug, row.pk)
    opened(actions.OPENED, by=request.person, about=[row.supporter], what=row)
    page = {"session": row, "form": form, "is_mine": row.supporter == request.person}
    return render(request, "supervision/session.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPERVISE)
@require_POST
def held(request: MemberRequest, session: str) -> HttpResponse:
    row = session_i_share(request, session)
    or_404(lambda: actions.held(row, by=request.person))
    messages.success(request, _("Noted. Set the next date when you’re ready."))
    return redirect("supervision:agenda", request.organisation.slug, row.supporter_id)


@members_who_may(Permission.SUPERVISE)
@require_POST
def cancel(request: MemberRequest, session: str) -> HttpResponse:
    row = session_i_share(request, session)
    or_404(lambda: actions.cancel(row, by=request.person))
    messages.success(request, _("It’s cancelled, and it says by whom: us. A new date is owed."))
    return redirect("supervision:agenda", request.organisation.slug, row.supporter_id)
