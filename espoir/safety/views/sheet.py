"""The safety sheet: what to do, step by step, and who to call now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.safety import actions, queries
from espoir.safety.forms import SheetForm, sheet_at_first
from espoir.safety.lines import help_lines


@the_person_herself
def protocol(request: MemberRequest) -> HttpResponse:
    """What to do, step by step, and who to call now. It prints."""
    sheet = queries.protocol(request.organisation)
    after = [queries.in_the_readers_language(pair) for pair in queries.steps_of_the_sheet(request.organisation)]
    page = {"sheet": sheet, "after": after, "lines": help_lines(), "can_set_up": request.person.may(Permission.SET_UP)}
    return render(request, "safety/protocol.html", page)


@members_who_may(Permission.SET_UP)
def write(request: MemberRequest) -> HttpResponse:
    sheet = queries.protocol(request.organisation)
    first = sheet_at_first(sheet)
    form = SheetForm(request.POST if request.method == "POST" else None, initial=first, by=request.person)
    if form.is_bound and form.is_valid():
        actions.write_protocol(by=request.person, **form.cleaned_data)
        messages.success(request, _("The new sheet is there. Read it together, then say that it is true."))
        return redirect("safety:protocol", request.organisation.slug)
    return render(request, "safety/write.html", {"form": form, "sheet": sheet}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SET_UP)
@require_POST
def confirm(request: MemberRequest) -> HttpResponse:
    actions.confirm_protocol(by=request.person)
    messages.success(request, _("Noted: this sheet is true as of today."))
    return redirect("safety:protocol", request.organisation.slug)
