"""The codebook, what is coded with it, and what leaves in a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.coding import actions, bringing, exchanging, queries
from espoir.coding.forms import CodeForm, FileForm, MemoForm, MoveForm, NewCodeForm, SplitForm
from espoir.coding.models import Code, CodeChange, Memo
from espoir.coding.rules import IllegalMove
from espoir.coding.texts import documents_of
from espoir.cores import refi
from espoir.i18n.say import number
from espoir.logbook.actions import record
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.research.models import Study
from espoir.research.queries import studies_of

PAGE = 25


def the_study(request: MemberRequest, pk: str) -> Study:
    return get_object_or_404(studies_of(request.person), pk=pk)


def the_code(request: MemberRequest, pk: str) -> Code:
    rows = Code.objects.of(request.organisation).filter(study__in=studies_of(request.person))
    return get_object_or_404(rows.select_related("study", "parent"), pk=pk)


def changed_meanwhile(request: HttpRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was saved."))


def bound(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


# The codebook.


@members_who_may(Permission.RESEARCH)
def home(request: MemberRequest, coded: str) -> HttpResponse:
    """The codebook as a tree, and the doors to all that is coded."""
    study = the_study(request, coded)
    branches = queries.themes(study)
    page = Paginator(branches, PAGE * 2).get_page(request.GET.get("n"))
    return render(request, "coding/home.html", {"study": study, "page": page, "total": len(branches)})


@members_who_may(Permission.RESEARCH)
def new_code(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    branches = queries.tree(queries.codes_of(study))
    form = NewCodeForm(bound(request), branches=branches, initial={"parent": request.GET.get("u", "")})
    if form.is_bound and form.is_valid():
        try:
            actions.add_code(study, by=request.person, **form.cleaned_data)
            messages.success(request, _("The code is in the codebook."))
            return redirect("coding:home", request.organisation.slug, study.pk)
        except IllegalMove:
            form.add_error("parent", _("That code stands too deep already. Choose one above it."))
    return render(request, "coding/new_code.html", {"study": study, "form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def code(request: MemberRequest, code: str) -> HttpResponse:
    """What is meant by it, its passages with their words, memos, and what happened to it."""
    row = the_code(request, code)
    form = MemoForm(bound(request))
    if form.is_bound and form.is_valid():
        actions.write_memo(row.study, by=request.person, code=row, **form.cleaned_data)
        messages.success(request, _("Your memo is kept."))
        return redirect("coding:code", request.organisation.slug, row.pk)
    mine = queries.seen_by(request.person, row.study).filter(codings__code=row, codings__is_aside=False)
    page = Paginator(mine.select_related("document__participant", "by"), PAGE).get_page(request.GET.get("n"))
    passages = list(page.object_list)
    words = queries.words_of(passages)
    if passages:
        record(actions.READ, by=request.person, what=row)
    return render(
        request,
        "coding/code.html",
        {
            "code": row,
            "study": row.study,
            "page": page,
            "passages": [(passage, words[passage.pk]) for passage in passages],
            "memos": queries.memos_of(row.study, request.person).filter(code=row)[:PAGE],
            "changes": row.changes.select_related("by")[:10],
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


@members_who_may(Permission.RESEARCH)
def write(request: MemberRequest, code: str) -> HttpResponse:
    row = the_code(request, code)
    fields = ("name", "definition", "includes", "excludes", "shade")
    form = CodeForm(bound(request), initial={name: getattr(row, name) for name in fields})
    if form.is_bound and form.is_valid():
        actions.write_code(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("The code is changed."))
        return redirect("coding:code", request.organisation.slug, row.pk)
    return render(request, "coding/write.html", {"code": row, "form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def move(request: MemberRequest, code: str) -> HttpResponse:
    """Under another, to the top, or made one with another: its history says so."""
    row = the_code(request, code)
    branches = [one for one in queries.tree(queries.codes_of(row.study)) if one.code.pk != row.pk]
    form = MoveForm(bound(request), branches=branches, initial={"where": row.parent_id or ""})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            if said["what"] == "merge":
                actions.merge_codes(row, by=request.person, into=said["where"])
                messages.success(request, _("The two are one. The codebook’s history says so."))
                return redirect("coding:code", request.organisation.slug, said["where"].pk)
            actions.move_code(row, by=request.person, parent=said["where"])
            messages.success(request, _("The code is moved."))
            return redirect("coding:home", request.organisation.slug, row.study_id)
        except IllegalMove:
            form.add_error("where", _("It cannot stand there: under itself, or too deep. Choose another one."))
    return render(request, "coding/move.html", {"code": row, "form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
@require_POST
def move_up(request: MemberRequest, code: str) -> HttpResponse:
    """Before the one that stands above it."""
    row = the_code(request, code)
    actions.move_up(row, by=request.person)
    return redirect("coding:home", request.organisation.slug, row.study_id)


@members_who_may(Permission.RESEARCH)
def split(request: MemberRequest, code: str) -> HttpResponse:
    """Some of its passages go to a new code beside it."""
    row = the_code(request, code)
    mine = queries.seen_by(request.person, row.study).filter(codings__code=row)
    passages = list(mine.select_related("document__participant")[: PAGE * 2])
    words = queries.words_of(passages)
    lines = [(one.pk, f"{one.document.participant.name} · {shortened(words[one.pk])}") for one in passages]
    form = SplitForm(bound(request), passages=lines)
    if form.is_bound and form.is_valid():
        chosen = [one for one in passages if one.pk in form.cleaned_data["passages"]]
        new = actions.split_code(row, by=request.person, name=form.cleaned_data["name"], passages=chosen)
        messages.success(request, _("The new code has its passages."))
        return redirect("coding:code", request.organisation.slug, new.pk)
    page = {"code": row, "form": form, "passages": passages}
    return render(request, "coding/split.html", page, status=422 if form.is_bound else 200)


def shortened(words: str, most: int = 90) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


@members_who_may(Permission.RESEARCH)
def remove(request: MemberRequest, code: str) -> HttpResponse:
    row = the_code(request, code)
    if request.method == "POST":
        actions.remove_code(row, by=request.person)
        messages.success(request, _("The code is gone. Its passages are still there."))
        return redirect("coding:home", request.organisation.slug, row.study_id)
    below = [one for one in queries.themes(row.study) if one.code.pk == row.pk]
    return render(request, "coding/remove.html", {"code": row, "branch": below[0]})


@members_who_may(Permission.RESEARCH)
def history(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    rows = CodeChange.objects.of(request.organisation).filter(study=study).select_related("by")
    page = Paginator(rows, PAGE).get_page(request.GET.get("n"))
    return render(request, "coding/history.html", {"study": study, "page": page})


# Memos.


@members_who_may(Permission.RESEARCH)
def memos(request: MemberRequest, coded: str) -> HttpResponse:
    """Every memo of the study, and a new one about the whole of it."""
    study = the_study(request, coded)
    form = MemoForm(bound(request))
    if form.is_bound and form.is_valid():
        actions.write_memo(study, by=request.person, **form.cleaned_data)
        messages.success(request, _("Your memo is kept."))
        return redirect("coding:memos", request.organisation.slug, study.pk)
    page = Paginator(queries.memos_of(study, request.person), PAGE).get_page(request.GET.get("n"))
    shown = {"study": study, "page": page, "form": form}
    return render(request, "coding/memos.html", shown, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def memo_out(request: MemberRequest, memo: str) -> HttpResponse:
    """A memo goes when the one who wrote it says so."""
    rows = Memo.objects.of(request.organisation).filter(study__in=studies_of(request.person), by=request.person)
    row = get_object_or_404(rows.select_related("study"), pk=memo)
    if request.method == "POST":
        actions.remove_memo(row, by=request.person)
        messages.success(request, _("Your memo is gone."))
        return redirect("coding:memos", request.organisation.slug, row.study_id)
    return render(request, "coding/memo_out.html", {"memo": row, "study": row.study})


# Numbers.


@members_who_may(Permission.RESEARCH)
def matrix(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    return render(request, "coding/matrix.html", {"study": study, "matrix": queries.matrix(study)})


# Files.


@members_who_may(Permission.RESEARCH)
def files(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    form = FileForm(bound(request), request.FILES or None)
    brought = None
    if form.is_bound and form.is_valid():
        content = form.cleaned_data["file"]
        bring = bringing.bring_project if content.startswith(b"PK") else bringing.bring_codebook
        try:
            brought = bring(study, by=request.person, content=content)
        except bringing.TooMuch:
            words = _("This file holds more than %(codes)s codes or %(passages)s passages. Cut it into smaller ones.")
            most = {"codes": number(bringing.MOST_CODES), "passages": number(bringing.MOST_PASSAGES)}
            form.add_error("file", words % most)
        except refi.Refused:
            form.add_error("file", _("This file cannot be read. Save it again as .qdpx or .qdc, then try once more."))
    page = {
        "study": study,
        "form": form,
        "brought": brought,
        "has_codes": queries.codes_of(study).exists(),
        "texts": documents_of(study).count(),
    }
    return render(request, "coding/files.html", page, status=422 if form.is_bound and brought is None else 200)


def _file(content: bytes | str, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@members_who_may(Permission.RESEARCH)
def as_csv(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    record(actions.TOOK_OUT, by=request.person, what=study)
    return _file(exchanging.as_csv(study, request.person), "document.csv", "text/csv; charset=utf-8")


@members_who_may(Permission.RESEARCH)
def as_qdpx(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    record(actions.TOOK_OUT, by=request.person, what=study)
    return _file(refi.write(exchanging.as_project(study, request.person)), "document.qdpx", "application/zip")


@members_who_may(Permission.RESEARCH)
def as_qdc(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    codes = exchanging.codebook_of(study)
    if not codes:
        raise Http404
    return _file(refi.write_codebook(codes), "document.qdc", "application/xml")


# Undo.


@members_who_may(Permission.RESEARCH)
def undo(request: MemberRequest, coded: str) -> HttpResponse:
    """Her own last actions, newest first; the last one can be taken back, then the one before it."""
    study = the_study(request, coded)
    if request.method == "POST":
        step = actions.undo(study, by=request.person)
        messages.success(request, _("It’s undone.") if step else _("There is nothing left to undo."))
        return redirect("coding:undo", request.organisation.slug, study.pk)
    steps = queries.steps_of(request.person, study)[:PAGE]
    return render(request, "coding/undo.html", {"study": study, "steps": steps})
