"""A study's own page, its team, its card, and the moves from one state to the next."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from espoir.accounts.factors import qr_svg
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.research import actions, editions, pages, queries, rules
from espoir.research.forms import BeginForm, TeamForm
from espoir.research.models import Study
from espoir.research.rules import IllegalMove, Missing, NotForHerToGive, NotOnTheTeam, NotReady

PAGE = 25
State = Study.State


def moved_on(request: MemberRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was saved."))


# Whoever sets up.


@members_who_may(Permission.SET_UP)
def here(request: MemberRequest) -> HttpResponse:
    """That there are studies, how far they are, and whether someone keeps them."""
    page = Paginator(queries.studies_here(request.organisation), PAGE).get_page(request.GET.get("n"))
    alone = {study.pk for study in queries.without_a_team(request.organisation)}
    return render(request, "research/here.html", {"page": page, "alone": alone})


@members_who_may(Permission.SET_UP)
def begin(request: MemberRequest) -> HttpResponse:
    form = BeginForm(request.POST if request.method == "POST" else None, by=request.person)
    if form.is_bound and form.is_valid():
        with_me = form.cleaned_data["with_me"]
        kept = actions.begin(by=request.person, title=form.both("title"), team=form.chosen, with_me=with_me)
        if with_me:
            messages.success(request, _("The study has begun. Now prepare it, one page at a time."))
            return redirect("research:study", request.organisation.slug, kept.pk)
        messages.success(request, _("The study has begun. From here on, its team prepares it."))
        return redirect("research:here", request.organisation.slug)
    return render(request, "research/begin.html", {"form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SET_UP)
def begun(request: MemberRequest, begun: str) -> HttpResponse:
    """How far a study is. Where nobody of its team is left, someone else takes it on."""
    row = get_object_or_404(queries.studies_here(request.organisation), pk=begun)
    is_alone = row.state != State.ENDED and not rules.seats_kept(row)
    people = queries.research_team(request.organisation) if is_alone else []
    form = TeamForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid():
        try:
            actions.hand_over(row, by=request.person, person=form.chosen)
            messages.success(request, _("The study has a team again."))
        except (IllegalMove, NotOnTheTeam):
            moved_on(request)
        return redirect("research:here", request.organisation.slug)
    page = {"study": row, "is_alone": is_alone, "form": form, "people": people}
    return render(request, "research/begun.html", page, status=422 if form.is_bound else 200)


# The team.


@members_who_may(Permission.RESEARCH)
def home(request: MemberRequest) -> HttpResponse:
    rows = queries.studies_of(request.person).order_by("-since", "pk")
    return render(request, "research/home.html", {"page": Paginator(rows, PAGE).get_page(request.GET.get("n"))})


@dataclass(frozen=True)
class Next:
    """The one thing to do now."""

    words: str
    url: str


def _next(study: Study, missing: list[Missing], slug: str) -> Next | None:
    if study.state == State.PREPARED:
        if missing:
            words = _("Go on preparing: %(what)s") % {"what": str(missing[0].words)}
            return Next(words, reverse(f"research:{missing[0].page}", args=[slug, missing[0].pk]))
        return Next(_("Open the study"), reverse("research:open", args=[slug, study.pk]))
    if study.state == State.OPEN:
        return Next(_("Print the card"), reverse("research:card", args=[slug, study.pk]))
    return None


@members_who_may(Permission.RESEARCH)
def study(request: MemberRequest, study: str) -> HttpResponse:
    """The page of a study: what comes next, its dates, what each room has of it, and how it is set up."""
    row = get_object_or_404(queries.studies_of(request.person), pk=study)
    missing = rules.what_is_missing(row) if row.state in queries.CHANGING else []
    page = {
        "study": row,
        "next": _next(row, missing, request.organisation.slug),
        "missing": missing,
        "lines": pages.lines_of(row, request.person),
        "phases": row.phases.all(),
        "steps": _set_up_of(row, missing, request.organisation.slug),
    }
    return render(request, "research/study.html", page)


@dataclass(frozen=True)
class Step:
    words: str
    detail: str
    url: str
    is_done: bool


def _set_up_of(study: Study, missing: list[Missing], slug: str) -> list[Step]:
    """The pages of the set-up in a calm order, each with what it lacks."""
    lacking = {each.page for each in missing}
    texts = {"audiences", "audience", "sheet", "questions", "statements"}
    here = [study.pk]
    wanted = [
        ("words", _("What it is about"), _("Title, subject, whom to ask, what people receive"), "words" not in lacking),
        (
            "dates",
            _("Until when"),
            _("Words taken out of the report, and the end of what was said"),
            "dates" not in lacking,
        ),
        ("audiences", _("Who is asked, and what they read"), _("Sheet, questions, consent"), not texts & lacking),
        ("traits", _("What people may say of themselves"), _("Only if you need it: region, sector, role"), True),
        ("phases", _("Phases"), _("Only if you need them: who comes first, who comes next"), True),
        ("team", _("The team"), _("Who opens the study, and who meets people"), "team" not in lacking),
    ]
    return [
        Step(words, detail, reverse(f"research:{page}", args=[slug, *here]), is_done)
        for page, words, detail, is_done in wanted
        if study.state in queries.CHANGING or page in ("audiences", "team")
    ]


@members_who_may(Permission.RESEARCH)
def team(request: MemberRequest, study: str) -> HttpResponse:
    """Who is on it. Anyone of the team names someone else of the research team."""
    row = get_object_or_404(queries.studies_of(request.person), pk=study)
    people = queries.research_team(request.organisation)
    form = TeamForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.join(row, by=request.person, person=form.chosen, meets_people=said["meets_people"])
            messages.success(request, _("The team is kept."))
            return redirect("research:team", request.organisation.slug, row.pk)
        except NotForHerToGive:
            form.add_error("meets_people", _("Someone of the team who calls and meets people changes this."))
    page = {"study": row, "seats": rules.seats_kept(row), "form": form, "alone": len(people) < 2}
    return render(request, "research/team.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def off_the_team(request: MemberRequest, onteam: str) -> HttpResponse:
    seat = get_object_or_404(queries.seats_of(request.person), pk=onteam)
    is_last = len(rules.seats_kept(seat.study)) == 1
    if request.method == "POST":
        actions.leave(seat, by=request.person)
        messages.success(request, _("Nothing of the study opens for that person any more."))
        if seat.person == request.person:
            return redirect("research:home", request.organisation.slug)
        return redirect("research:team", request.organisation.slug, seat.study_id)
    page = {"seat": seat, "study": seat.study, "is_last": is_last, "is_me": seat.person == request.person}
    return render(request, "research/off_the_team.html", page)


# Where it stands.


@members_who_may(Permission.RESEARCH)
def open_it(request: MemberRequest, study: str) -> HttpResponse:
    """What is still missing, or a last look before people can take part."""
    row = get_object_or_404(queries.studies_of(request.person), pk=study)
    if request.method == "POST":
        try:
            if "again" in request.POST:
                editions.publish_again(row, by=request.person)
                messages.success(request, _("New versions are published. They say what is so today."))
                return redirect("research:open", request.organisation.slug, row.pk)
            actions.open_study(row, by=request.person)
            messages.success(request, _("The study is open. Print its card and hand it over as you like."))
        except NotReady:
            messages.info(request, _("Something is still missing. Nothing was opened."))
            return redirect("research:open", request.organisation.slug, row.pk)
        except (IllegalMove, editions.NotWhole):
            moved_on(request)
        return redirect("research:study", request.organisation.slug, row.pk)
    missing = rules.what_is_missing(row)
    old = [each for each in missing if each.page in rules.PAGES.values()] if row.opened_on else []
    audiences = rules.audiences_of(row)
    page = {"study": row, "missing": missing, "may": State.OPEN in rules.MOVES[row.state], "old": old}
    return render(request, "research/open.html", {**page, "audiences": audiences})


@members_who_may(Permission.RESEARCH)
def close_it(request: MemberRequest, study: str) -> HttpResponse:
    row = get_object_or_404(queries.studies_of(request.person), pk=study)
    if request.method == "POST":
        try:
            actions.close(row, by=request.person)
            messages.success(request, _("Nobody new takes part. You can open it again."))
        except IllegalMove:
            moved_on(request)
        return redirect("research:study", request.organisation.slug, row.pk)
    return render(request, "research/close.html", {"study": row})


@members_who_may(Permission.RESEARCH)
def give_up(request: MemberRequest, study: str) -> HttpResponse:
    """Out with what was prepared, before anyone was invited."""
    row = get_object_or_404(queries.studies_of(request.person), pk=study, opened_on=None)
    if request.method == "POST":
        actions.give_up(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("research:home", request.organisation.slug)
    return render(request, "research/give_up.html", {"study": row})


@members_who_may(Permission.RESEARCH)
def card(request: MemberRequest, study: str) -> HttpResponse:
    """To print and hand over, in both languages: a title, an address, and nothing that says why."""
    row = get_object_or_404(queries.studies_of(request.person), pk=study)
    address = _address_of(request, row)
    faces = [
        {"language": language, "title": row.title.get(language, ""), "contact": row.contact.get(language, "")}
        for language in rules.LANGUAGES
    ]
    for face in faces:
        with override(face["language"]):
            face["words"] = _("Would you like to tell us what you think? This page explains everything first.")
            face["ask"] = _("Whom to ask: %(contact)s") % {"contact": face["contact"]}
    return render(request, "research/card.html", {"study": row, "address": address, "faces": faces})


def _address_of(request: MemberRequest, study: Study) -> str:
    """The room above opens it; nothing to print while that room is not there."""
    try:
        return request.build_absolute_uri(reverse("taking_part:study", args=[study.card]))
    except NoReverseMatch:
        return ""


@members_who_may(Permission.RESEARCH)
def card_image(request: MemberRequest, study: str) -> HttpResponse:
    """The same address, for a phone's camera."""
    row = get_object_or_404(queries.studies_of(request.person), pk=study)
    return HttpResponse(qr_svg(_address_of(request, row)), content_type="image/svg+xml")


@members_who_may(Permission.RESEARCH)
def new_card(request: MemberRequest, study: str) -> HttpResponse:
    row = get_object_or_404(queries.studies_of(request.person), pk=study)
    if request.method == "POST":
        actions.change_card(row, by=request.person)
        messages.success(request, _("The study has a new address. Print the card again."))
        return redirect("research:card", request.organisation.slug, row.pk)
    return render(request, "research/new_card.html", {"study": row})
