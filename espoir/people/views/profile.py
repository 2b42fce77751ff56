"""A supporter's own words about herself, and the page about limits as the organisation confirms it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from espoir.i18n.say import in_french
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.people import actions, jurisdictions, queries
from espoir.people.forms import LimitsForm, ProfileForm


@members_who_may(Permission.SUPPORT)
def profile(request: MemberRequest) -> HttpResponse:
    kept = queries.profile_of(request.person)
    form = ProfileForm(request.POST or None, organisation=request.organisation, initial=ProfileForm.initial_of(kept))
    if form.is_valid():
        actions.write_profile(by=request.person, values=form.cleaned_data)
        messages.success(request, _("It’s saved. This is how people see you."))
        return redirect("people:preview", request.organisation.slug)
    return render(request, "people/profile.html", {"form": form}, status=422 if form.errors else 200)


@members_who_may(Permission.SUPPORT)
def preview(request: MemberRequest) -> HttpResponse:
    kept = queries.profile_of(request.person)
    return render(request, "people/preview.html", {"card": queries.card(kept), "profile": kept})


@members_who_may(Permission.SET_UP)
def place(request: MemberRequest) -> HttpResponse:
    """The lines that change from province to province: suggested by the pack, confirmed here."""
    kept = queries.limits_of(request.organisation)
    if "province" in request.GET and not request.POST:
        kept = queries.suggested_limits(request.organisation, request.GET["province"])
    form = LimitsForm(
        request.POST or None,
        places=jurisdictions.places("fr" if in_french() else "en"),
        initial={name: getattr(kept, name) for name in LimitsForm.base_fields},
    )
    if form.is_valid():
        values = dict(form.cleaned_data)
        actions.confirm_limits(by=request.person, province=values.pop("province"), values=values)
        messages.success(request, _("Confirmed. The page now carries today’s date."))
        return redirect("people:place", request.organisation.slug)
    context = {"form": form, "limits": queries.limits_page(request.organisation), "kept": kept}
    return render(request, "people/place.html", context, status=422 if form.errors else 200)
