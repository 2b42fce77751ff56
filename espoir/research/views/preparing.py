"""The set-up of a study, page by page, each kept by itself: words, dates, phases, people, texts, traits."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import Permission
from espoir.research import actions, editions, filling, queries, rules, shipped
from espoir.research.differences import compare
from espoir.research.forms import AudienceForm, DatesForm, PartsForm, PhaseForm, TraitForm, WordsForm
from espoir.research.models import Audience, Phase, Study, Trait, in_this_language
from espoir.research.rules import IllegalMove, PromisedOtherwise
from espoir.research.shipped import EN, FR
from espoir.research.views.studies import moved_on

Row = TypeVar("Row", Audience, Phase, Trait)
NAMES = {FR: "Français", EN: "English"}


def _hers(request: MemberRequest, study: str) -> Study:
    return get_object_or_404(queries.studies_of(request.person), pk=study)


def _to_change(request: MemberRequest, study: str) -> Study:
    """A study whose set-up can still change: its report is not approved."""
    return get_object_or_404(queries.still_changing(queries.studies_of(request.person)), pk=study)


def _changing(rows: OwnedQuerySet[Row]) -> OwnedQuerySet[Row]:
    return rows.filter(study__state__in=queries.CHANGING)


def _kept(request: MemberRequest) -> None:
    messages.success(request, _("It’s kept."))


@members_who_may(Permission.RESEARCH)
def words(request: MemberRequest, study: str) -> HttpResponse:
    """Title, subject, whom to ask, thanks: what the card and every sheet say."""
    row = _to_change(request, study)
    form = WordsForm(request.POST if request.method == "POST" else None, initial=WordsForm.first(row))
    if form.is_bound and form.is_valid():
        said = {name: form.both(name) for name in ("title", "about", "contact", "thanks")}
        try:
            actions.describe(row, by=request.person, plan=form.cleaned_data["plan"], **said)
            _kept(request)
        except IllegalMove:
            moved_on(request)
        return redirect("research:study", request.organisation.slug, row.pk)
    return render(request, "research/words.html", {"study": row, "form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def dates(request: MemberRequest, study: str) -> HttpResponse:
    row = _to_change(request, study)
    first = {"take_out_until": row.take_out_until, "raw_until": row.raw_until}
    form = DatesForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        try:
            actions.set_dates(row, by=request.person, **form.cleaned_data)
            _kept(request)
            return redirect("research:study", request.organisation.slug, row.pk)
        except PromisedOtherwise:
            form.add_error(None, _("People were told these dates. The first can only move later, the second earlier."))
        except IllegalMove:
            moved_on(request)
            return redirect("research:study", request.organisation.slug, row.pk)
    return render(request, "research/dates.html", {"study": row, "form": form}, status=422 if form.is_bound else 200)


# Phases.


@members_who_may(Permission.RESEARCH)
def phases(request: MemberRequest, study: str) -> HttpResponse:
    row = _to_change(request, study)
    return _phase(request, row, None)


@members_who_may(Permission.RESEARCH)
def phase(request: MemberRequest, phase: str) -> HttpResponse:
    row = get_object_or_404(_changing(queries.phases_of(request.person)), pk=phase)
    return _phase(request, row.study, row)


def _phase(request: MemberRequest, study: Study, row: Phase | None) -> HttpResponse:
    form = PhaseForm(request.POST if request.method == "POST" else None, initial=PhaseForm.first(row))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        days = {"first_day": said["first_day"], "last_day": said["last_day"]}
        actions.write_phase(study, by=request.person, name=form.both("name"), phase=row, **days)
        _kept(request)
        return redirect("research:phases", request.organisation.slug, study.pk)
    page = {"study": study, "phase": row, "form": form, "phases": study.phases.all()}
    return render(request, "research/phases.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def phase_out(request: MemberRequest, phase: str) -> HttpResponse:
    row = get_object_or_404(_changing(queries.phases_of(request.person)), pk=phase)
    if request.method == "POST":
        actions.take_phase_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("research:phases", request.organisation.slug, row.study_id)
    page = {"title": row.called, "back": "research:phase", "pk": row.pk}
    return render(request, "research/take_out.html", page)


# Who is asked.


@members_who_may(Permission.RESEARCH)
def audiences(request: MemberRequest, study: str) -> HttpResponse:
    """Each kind of participant, and how far its three texts are."""
    row = _hers(request, study)
    kinds = [
        {"audience": each, "lacks": {missing.page for missing in rules.what_to_publish(each)}}
        for each in rules.audiences_of(row)
    ]
    page = {"study": row, "kinds": kinds, "may_change": row.state in queries.CHANGING}
    return render(request, "research/audiences.html", page)


@members_who_may(Permission.RESEARCH)
def new_audience(request: MemberRequest, study: str) -> HttpResponse:
    row = _to_change(request, study)
    form = AudienceForm(request.POST if request.method == "POST" else None, study=row, initial=AudienceForm.first(None))
    if form.is_bound and form.is_valid():
        start = form.cleaned_data["start"]
        editions.add_audience(row, by=request.person, values=form.values, start=start)
        messages.success(request, _("It’s kept, with a sheet, questions and statements to start from."))
        return redirect("research:audiences", request.organisation.slug, row.pk)
    page = {"study": row, "form": form, "audience": None}
    return render(request, "research/audience.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def audience(request: MemberRequest, audience: str) -> HttpResponse:
    row = get_object_or_404(_changing(queries.audiences_of(request.person)), pk=audience)
    data = request.POST if request.method == "POST" else None
    form = AudienceForm(data, study=row.study, audience=row, initial=AudienceForm.first(row))
    if form.is_bound and form.is_valid():
        editions.change_audience(row, by=request.person, values=form.values)
        _kept(request)
        return redirect("research:audiences", request.organisation.slug, row.study_id)
    page = {"study": row.study, "form": form, "audience": row}
    return render(request, "research/audience.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def audience_out(request: MemberRequest, audience: str) -> HttpResponse:
    row = get_object_or_404(queries.audiences_of(request.person).filter(study__opened_on=None), pk=audience)
    if request.method == "POST":
        actions.take_audience_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("research:audiences", request.organisation.slug, row.study_id)
    page = {"title": row.called, "back": "research:audience", "pk": row.pk}
    return render(request, "research/take_out.html", page)


# What they read.


@members_who_may(Permission.RESEARCH)
def texts(request: MemberRequest, audience: str, kind: str) -> HttpResponse:
    """One kind of text: its draft as it will read, its versions, and the press that publishes it."""
    row = get_object_or_404(queries.audiences_of(request.person), pk=audience)
    if request.method == "POST":
        return _publish(request, row, kind)
    versions = queries.versions(row, kind)
    draft = versions[0] if versions and not versions[0].is_published else None
    published = [version for version in versions if version.is_published]
    if not versions:
        return redirect(f"research:write_{rules.PAGES[kind]}", request.organisation.slug, row.pk)
    shown = draft or versions[0]
    parts = {language: edition.parts for language, edition in shown.editions.items()}
    told = {language: filling.facts(row, language) for language in rules.LANGUAGES} if draft else {}
    texts = [
        {
            "language": language,
            "name": NAMES[language],
            "parts": filling.filled(said, told[language], language) if draft else said,
        }
        for language, said in parts.items()
    ]
    page = {
        **_kind(row, kind),
        "draft": draft,
        "texts": texts,
        "versions": published,
        "wrong": editions.what_keeps_from_publishing(row, parts) if draft else [],
        "may_change": row.study.state in queries.CHANGING,
        "is_old": any(missing.page == rules.PAGES[kind] for missing in rules.what_to_publish(row)) and not draft,
    }
    return render(request, "research/texts.html", page)


def _kind(audience: Audience, kind: str) -> dict[str, Any]:
    page = rules.PAGES[kind]
    return {
        "study": audience.study,
        "audience": audience,
        "kind": kind,
        "title": rules.KINDS[kind],
        "page": f"research:{page}",
        "write_page": f"research:write_{page}",
    }


def _publish(request: MemberRequest, audience: Audience, kind: str) -> HttpResponse:
    try:
        if "away" in request.POST:
            editions.throw_draft_away(audience, kind, by=request.person)
            messages.success(request, _("The draft is thrown away. The version before it stays."))
        else:
            editions.publish(audience, kind, by=request.person)
            messages.success(request, _("It’s published. This version never changes now."))
    except (IllegalMove, editions.NotWhole):
        moved_on(request)
    return redirect(f"research:{rules.PAGES[kind]}", request.organisation.slug, audience.pk)


@members_who_may(Permission.RESEARCH)
def write(request: MemberRequest, audience: str, kind: str) -> HttpResponse:
    """Both languages of a draft, one part after the other."""
    row = get_object_or_404(_changing(queries.audiences_of(request.person)), pk=audience)
    data = request.POST if request.method == "POST" else None
    form = PartsForm(data, kind=kind, parts=queries.to_write(row, kind))
    if form.is_bound and form.is_valid():
        try:
            editions.write(row, kind, by=request.person, parts=form.written)
            messages.success(request, _("The draft is kept. Nobody who takes part sees it yet."))
        except IllegalMove:
            moved_on(request)
        return redirect(f"research:{rules.PAGES[kind]}", request.organisation.slug, row.pk)
    braces = [
        {"language": NAMES[language], "names": ", ".join(f"{{{name}}}" for name in filling.NAMES[language])}
        for language in rules.LANGUAGES
    ]
    page = {**_kind(row, kind), "form": form, "braces": braces}
    return render(request, "research/write.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def version(request: MemberRequest, edition: str) -> HttpResponse:
    """One published version in one language, and what it changed from the one before."""
    row = get_object_or_404(queries.editions_of(request.person), pk=edition)
    if row.published_on is None:
        raise Http404
    others = {version.number: version for version in queries.versions(row.audience, row.kind)}
    before = others.get(row.number - 1)
    other = next(each for language, each in others[row.number].editions.items() if language != row.language)
    page = {
        **_kind(row.audience, row.kind),
        "edition": row,
        "tongue": NAMES[row.language],
        "other": other,
        "other_tongue": NAMES[other.language],
        "compared": compare(before.editions[row.language].parts, row.parts) if before else None,
    }
    return render(request, "research/version.html", page)


# What people may say of themselves.


@members_who_may(Permission.RESEARCH)
def traits(request: MemberRequest, study: str) -> HttpResponse:
    row = _to_change(request, study)
    starts = [{"code": code, "name": in_this_language(shipped.trait(code)[0])} for code in shipped.TRAITS]
    return render(request, "research/traits.html", {"study": row, "traits": row.traits.all(), "starts": starts})


@members_who_may(Permission.RESEARCH)
def new_trait(request: MemberRequest, study: str) -> HttpResponse:
    row, start = _to_change(request, study), request.GET.get("s", "")
    first = TraitForm.first(*shipped.trait(start)) if start in shipped.TRAITS else {}
    return _trait(request, row, None, first)


@members_who_may(Permission.RESEARCH)
def trait(request: MemberRequest, trait: str) -> HttpResponse:
    row = get_object_or_404(_changing(queries.traits_of(request.person)), pk=trait)
    return _trait(request, row.study, row, TraitForm.of(row))


def _trait(request: MemberRequest, study: Study, row: Trait | None, first: dict[str, Any]) -> HttpResponse:
    form = TraitForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        said = {"name": form.both("name"), "answers": form.answers, "several": form.cleaned_data["several"]}
        actions.write_trait(study, by=request.person, trait=row, **said)
        _kept(request)
        return redirect("research:traits", request.organisation.slug, study.pk)
    page = {"study": study, "trait": row, "form": form}
    return render(request, "research/trait.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def trait_out(request: MemberRequest, trait: str) -> HttpResponse:
    row = get_object_or_404(_changing(queries.traits_of(request.person)), pk=trait)
    if request.method == "POST":
        actions.take_trait_out(row, by=request.person)
        messages.success(request, _("It’s taken out."))
        return redirect("research:traits", request.organisation.slug, row.study_id)
    page = {"title": row.called, "back": "research:trait", "pk": row.pk}
    return render(request, "research/take_out.html", page)
