"""For the people she supports: that someone is away, and what they would like meanwhile."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.pauses import actions, queries
from espoir.pauses.forms import WishForm
from espoir.pauses.models import Wish
from espoir.pauses.todays import words_for


@members_who_may(Permission.BE_SUPPORTED)
def preference(request: MemberRequest) -> HttpResponse:
    """Said in advance, changed any day."""
    form = WishForm(request.POST or None, initial={"wish": queries.wish_of(request.person)})
    if form.is_valid():
        actions.prefer(by=request.person, wish=form.cleaned_data["wish"])
        messages.success(request, _("It’s kept. You can change it any day."))
        return redirect("people:mine", request.organisation.slug)
    return render(request, "pauses/preference.html", {"form": form}, status=422 if form.errors else 200)


@members_who_may(Permission.BE_SUPPORTED)
def meanwhile(request: MemberRequest, meanwhile: str) -> HttpResponse:
    row = get_object_or_404(queries.covers_for(request.person), pk=meanwhile)
    form = WishForm(request.POST or None, initial={"wish": row.wish})
    if form.is_valid():
        actions.choose(row, by=request.person, wish=form.cleaned_data["wish"])
        messages.success(request, _("It’s noted. You can change it any day."))
        if row.wish == Wish.SOMEONE and queries.is_being_looked_for(row):
            return redirect("pairing:mine", request.organisation.slug)
        return redirect("pauses:meanwhile", request.organisation.slug, row.pk)
    page = {
        "cover": row,
        "name": row.away.person.name,
        "heading": words_for(row.away, row.away.person.name),
        "keeper": queries.who_keeps(row),
        "someone": queries.someone_else_for(row),
        "is_looked_for": queries.is_being_looked_for(row),
        "form": form,
    }
    return render(request, "pauses/meanwhile.html", page, status=422 if form.errors else 200)
