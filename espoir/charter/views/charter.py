from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.charter import actions, queries, rules
from espoir.charter.forms import CharterForm
from espoir.charter.texts import AT_FIRST
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission

LONGEST_NUMBER = 4


@the_person_herself
def page(request: MemberRequest) -> HttpResponse:
    """Everyone here may read what the role is, and is not. Who has still to agree is for whoever sets up."""
    charter = queries.current(request.organisation)
    sets_up = request.person.may(Permission.SET_UP)
    return render(
        request,
        "charter/page.html",
        {
            "charter": charter,
            "parts": queries.parts(charter) if charter else [],
            "agrees": request.person.may(Permission.AGREE_CHARTER),
            "has_agreed": queries.has_agreed(request.person),
            "sets_up": sets_up,
            "still": queries.still_to_agree(request.organisation) if sets_up and charter else [],
            "readers": queries.readers(request.organisation) if sets_up and charter else None,
        },
    )


@members_who_may(Permission.AGREE_CHARTER)
@require_POST
def agree(request: MemberRequest) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        actions.agree(by=request.person, version=int(version) if version.isdecimal() else 0)
        messages.success(request, _("Your yes is kept here. You can read this page any day."))
    except rules.NothingToAgree:
        messages.info(request, _("The words have changed since you opened this page. Here is the new version."))
    return redirect("charter:page", request.organisation.slug)


@members_who_may(Permission.SET_UP)
def edit(request: MemberRequest) -> HttpResponse:
    charter = queries.current(request.organisation)
    texts = {name: getattr(charter, name) for name in actions.TEXTS} if charter else AT_FIRST
    form = CharterForm(request.POST or None, initial=texts)
    if request.method == "POST" and form.is_valid():
        actions.write(by=request.person, texts=form.cleaned_data)
        messages.success(request, _("Saved. Each person concerned is invited to read it."))
        return redirect("charter:page", request.organisation.slug)
    context = {"form": form, "charter": charter}
    return render(request, "charter/edit.html", context, status=422 if form.errors else 200)


@members_who_may(Permission.AGREE_CHARTER)
def versions(request: MemberRequest) -> HttpResponse:
    return render(request, "charter/versions.html", {"versions": queries.versions(request.organisation)})


@members_who_may(Permission.AGREE_CHARTER)
def version(request: MemberRequest, edition: int) -> HttpResponse:
    """One version, with what came in and what went since the one before, or since any other."""
    charter = queries.numbered(request.organisation, edition)
    if charter is None:
        raise Http404
    asked = request.GET.get("b", "")
    older = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else edition - 1
    before = queries.numbered(request.organisation, older) if older != edition else None
    others = [one for one in queries.versions(request.organisation) if one != charter]
    context = {
        "charter": charter, "before": before, "parts": queries.parts(charter, since=before), "others": others
    }  # fmt: skip
    return render(request, "charter/version.html", context)


@the_person_herself
def printed(request: MemberRequest) -> HttpResponse:
    """The current version in both languages, a sheet each."""
    charter = queries.current(request.organisation)
    if charter is None:
        raise Http404
    sheets = []
    for language, tag in (("fr", "fr-CA"), ("en", "en-CA")):
        with translation.override(f"{language}-ca"):
            sheets.append(
                (tag, render_to_string("charter/sheet.html", {"charter": charter, "parts": queries.parts(charter)}))
            )
    return render(request, "charter/printed.html", {"sheets": sheets})
