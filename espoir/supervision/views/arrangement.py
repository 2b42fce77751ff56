"""How supervision is arranged: as she reads it, as those who supervise her read it; more of it, for now."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.promises_lapse import lapsed_promises
from espoir.organisations.roles import Permission
from espoir.supervision import actions, arranged, arranging, queries, rules
from espoir.supervision.forms import MoreForm, SecondForm
from espoir.supervision.models import Rhythm
from espoir.supervision.views.fetching import one_i_supervise, or_404
from espoir.supervision.words import every_weeks, rhythm_words


@members_who_may(Permission.BE_SUPERVISED)
def mine(request: MemberRequest) -> HttpResponse:
    """How often, with whom, and who else."""
    lapses = lapsed_promises(request.organisation)
    return render(request, "supervision/mine.html", {**_page(request.person), "lapses": lapses})


def _page(supporter: Person) -> dict[str, object]:
    found = arranged.arrangement(supporter)
    return {
        "supporter": supporter,
        "found": found,
        "mores": found.mores,
        "rhythm": rhythm_words(found.rhythm, found.mores.now),
        "usual": rhythm_words(found.rhythm).lower(),
        "offered": every_weeks(found.mores.offered.weeks) if found.mores.offered else "",
        "supervisors": queries.supervisors_of(supporter),
    }


@members_who_may(Permission.SUPERVISE)
def theirs(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = one_i_supervise(request, supervised)
    opened(actions.OPENED, by=request.person, about=[supporter])
    return render(request, "supervision/theirs.html", _page(supporter))


# More, for now.


@members_who_may(Permission.BE_SUPERVISED)
def more(request: MemberRequest) -> HttpResponse:
    """More often, until a day that she chooses. Nobody asks why."""
    rhythm = _rhythm_or_404(request.person)
    form = MoreForm(request.POST if request.method == "POST" else None, usual=rhythm.weeks)
    if form.is_bound and form.is_valid():
        arranging.more(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s set. We owe you the dates."))
        return redirect("supervision:mine", request.organisation.slug)
    page = {"form": form, "rhythm": rhythm, "usual": every_weeks(rhythm.weeks).lower()}
    return render(request, "supervision/more.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPERVISE)
def offer_more(request: MemberRequest, supervised: str) -> HttpResponse:
    """Offer it: nothing changes before her yes."""
    supporter = one_i_supervise(request, supervised)
    rhythm = _rhythm_or_404(supporter)
    form = MoreForm(request.POST if request.method == "POST" else None, usual=rhythm.weeks)
    if form.is_bound and form.is_valid():
        arranging.offer_more(by=request.person, supporter=supporter, **form.cleaned_data)
        messages.success(request, _("It’s offered. It begins with their yes."))
        return redirect("supervision:theirs", request.organisation.slug, supporter.pk)
    page = {"form": form, "rhythm": rhythm, "usual": every_weeks(rhythm.weeks).lower(), "supporter": supporter}
    return render(request, "supervision/more.html", page, status=422 if form.is_bound else 200)


def _rhythm_or_404(supporter: Person) -> Rhythm:
    rhythm = queries.rhythm_of(supporter)
    if rhythm is None or rhythm.weeks == 1:
        raise Http404
    return rhythm


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def answer_more(request: MemberRequest) -> HttpResponse:
    row = arranged.mores_of(request.person).offered
    if row is None:
        raise Http404
    yes = request.POST.get("answer") == "yes"
    or_404(lambda: arranging.answer_more(row, by=request.person, yes=yes))
    messages.success(request, _("It’s set. We owe you the dates.") if yes else _("Nothing changes."))
    return redirect("supervision:mine", request.organisation.slug)


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def stop_more(request: MemberRequest) -> HttpResponse:
    row = arranged.mores_of(request.person).now
    if row is None:
        raise Http404
    or_404(lambda: arranging.stop_more(row, by=request.person))
    messages.success(request, _("Back to the usual rhythm. Dates that are set stay."))
    return redirect("supervision:mine", request.organisation.slug)


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def enough(request: MemberRequest) -> HttpResponse:
    _say_enough(request, request.person)
    return redirect("supervision:mine", request.organisation.slug)


@members_who_may(Permission.SUPERVISE)
@require_POST
def enough_for(request: MemberRequest, supervised: str) -> HttpResponse:
    supporter = one_i_supervise(request, supervised)
    _say_enough(request, supporter)
    return redirect("supervision:theirs", request.organisation.slug, supporter.pk)


def _say_enough(request: MemberRequest, supporter: Person) -> None:
    row = arranged.mores_of(supporter).over
    if row is None:
        raise Http404
    arranging.say_enough(row, by=request.person)
    messages.success(request, _("Noted. The usual rhythm goes on."))


# Someone who knows the role from the inside.


@members_who_may(Permission.SUPERVISE)
@require_POST
def say_inside(request: MemberRequest, supervised: str) -> HttpResponse:
    """Whoever supervises answers for the arrangement."""
    supporter = one_i_supervise(request, supervised)
    rhythm = get_object_or_404(Rhythm.objects.of(request.organisation), supporter=supporter)
    yes = request.POST.get("answer") == "yes"
    arranging.say_inside(rhythm, by=request.person, yes=yes)
    messages.success(request, _("Noted.") if yes else _("Noted. We owe you both a name."))
    return redirect("supervision:theirs", request.organisation.slug, supporter.pk)


# Someone else, too.


@members_who_may(Permission.BE_SUPERVISED)
def second(request: MemberRequest) -> HttpResponse:
    """Name someone else to talk with, or read what came of it."""
    people = arranged.could_be_second(request.person)
    form = SecondForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid():
        try:
            arranging.ask_second(by=request.person, other=form.cleaned_data["whom"])
        except rules.NotAvailable as no:
            raise Http404 from no
        messages.success(request, _("It’s asked. You’ll see the answer here."))
        return redirect("supervision:second", request.organisation.slug)
    page = {**_page(request.person), "form": form, "people": people}
    return render(request, "supervision/second.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def take_back_second(request: MemberRequest) -> HttpResponse:
    wish = arranged.arrangement(request.person).wish
    if wish is not None:
        arranging.take_back_second(wish, by=request.person)
    messages.success(request, _("It’s taken back."))
    return redirect("supervision:mine", request.organisation.slug)


@members_who_may(Permission.BE_SUPERVISED)
@require_POST
def end_second(request: MemberRequest) -> HttpResponse:
    or_404(lambda: arranging.end_second(by=request.person))
    messages.success(request, _("It has ended. Nobody asks why."))
    return redirect("supervision:mine", request.organisation.slug)


@members_who_may(Permission.SUPERVISE)
def asked(request: MemberRequest, wish: str) -> HttpResponse:
    """A supporter would like to talk with me too: yes, or not now."""
    row = get_object_or_404(arranged.asked_of(request.person), pk=wish)
    if request.method == "POST":
        arranging.answer_second(row, by=request.person, yes=request.POST.get("answer") == "yes")
        messages.success(request, _("Your answer is noted."))
        return redirect("supervision:people", request.organisation.slug)
    opened(actions.OPENED, by=request.person, about=[row.supporter], what=row)
    return render(request, "supervision/asked.html", {"wish": row})
