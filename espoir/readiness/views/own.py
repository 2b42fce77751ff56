"""What someone writes for herself: beside the guide, or on whether time with someone is right for her."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.people.rules import has_seen_limits
from espoir.readiness import own_actions, queries
from espoir.readiness.forms import GuideForm, ThoughtsForm
from espoir.readiness.topics import GUIDE


@the_person_herself
def guide(request: MemberRequest) -> HttpResponse:
    """The guide's questions, and her own words beside them."""
    if not has_seen_limits(request.person):
        return redirect("people:arrive", request.organisation.slug)
    row = queries.guide_answers_of(request.person)
    form = GuideForm(request.POST if request.method == "POST" else None, kept=row.answers)
    if form.is_bound and form.is_valid():
        own_actions.write_answers(by=request.person, answers=form.said())
        messages.success(request, _("It’s kept. Nobody else reads it."))
        return redirect("readiness:guide", request.organisation.slug)
    page = {"form": form, "is_kept": bool(row.answers)}
    return render(request, "readiness/guide.html", page, status=422 if form.is_bound else 200)


@the_person_herself
@require_safe
def guide_paper(request: MemberRequest) -> HttpResponse:
    """The questions on paper, with room to write."""
    return render(request, "readiness/guide_paper.html", {"topics": GUIDE})


@the_person_herself
def guide_out(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        own_actions.take_answers_out(by=request.person)
        messages.success(request, _("It’s all taken out."))
        return redirect("readiness:guide", request.organisation.slug)
    return render(request, "readiness/out.html", {"back": "readiness:guide"})


@members_who_may(Permission.BE_SUPPORTED)
def thoughts(request: MemberRequest) -> HttpResponse:
    """Is time with someone right for me? Nobody reviews it, and nothing follows."""
    if not has_seen_limits(request.person):
        return redirect("people:arrive", request.organisation.slug)
    row = queries.reflection_of(request.person)
    first = {"leaning": row.leaning}
    form = ThoughtsForm(request.POST if request.method == "POST" else None, kept=row.answers, initial=first)
    if form.is_bound and form.is_valid():
        own_actions.write_thoughts(by=request.person, leaning=form.cleaned_data["leaning"], answers=form.said())
        messages.success(request, _("It’s kept. Nobody else reads it."))
        return redirect("readiness:thoughts", request.organisation.slug)
    page = {"form": form, "is_kept": bool(row.leaning or row.answers)}
    return render(request, "readiness/thoughts.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.BE_SUPPORTED)
def thoughts_out(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        own_actions.take_thoughts_out(by=request.person)
        messages.success(request, _("It’s all taken out."))
        return redirect("readiness:thoughts", request.organisation.slug)
    return render(request, "readiness/out.html", {"back": "readiness:thoughts"})
