from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.roster import actions, queries
from espoir.roster.forms import BringForm, ColumnsForm, QuestionsForm, RowForm, questions
from espoir.roster.headings import WORDS, What
from espoir.roster.models import Import
from espoir.roster.reading import Unreadable
from espoir.roster.rows import State

ON_A_PAGE = 25


@members_who_may(Permission.IMPORT)
def start(request: MemberRequest) -> HttpResponse:
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            what = What(form.cleaned_data["what"])
            brought = actions.take(by=request.person, content=form.cleaned_data["file"].read(), what=what)
        except Unreadable as sentence:
            form.add_error("file", str(sentence))
        else:
            return _to(request, "roster:look", brought)
    rows = Paginator(queries.imports_of(request.organisation), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "roster/start.html", {"form": form, "rows": rows}, status=_status(form))


@members_who_may(Permission.IMPORT)
def look(request: MemberRequest, brought: str) -> HttpResponse:
    """Every row, with what will become of it. Nothing is saved by looking."""
    row = _fetch(request, brought)
    if not row.is_waiting:
        return render(request, "roster/done.html", {"brought": row})
    judged = queries.judged(row)
    asked = questions(judged.verdicts)
    return _preview(request, row, judged, QuestionsForm(None, asked=asked), len(asked))


@members_who_may(Permission.IMPORT)
@require_POST
def answer(request: MemberRequest, brought: str) -> HttpResponse:
    row = _waiting(request, brought)
    judged = queries.judged(row)
    asked = questions(judged.verdicts)
    form = QuestionsForm(request.POST, asked=asked)
    if not form.is_valid():
        return _preview(request, row, judged, form, len(asked))
    actions.decide(row, choices=form.answered(queries.choices_of(row)))
    return _to(request, "roster:look", row)


@members_who_may(Permission.IMPORT)
def columns(request: MemberRequest, brought: str) -> HttpResponse:
    row = _waiting(request, brought)
    choices = queries.choices_of(row)
    form = ColumnsForm(request.POST or None, judged=queries.judged(row), what=What(row.what), choices=choices)
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data.get("sheet", row.sheet)
        changed = bool(sheet) and "sheet" in form.changed_data
        actions.decide(row, choices=choices if changed else form.chosen(choices), sheet=sheet)
        return _to(request, "roster:columns" if changed else "roster:look", row)
    return render(request, "roster/columns.html", {"brought": row, "form": form}, status=_status(form))


@members_who_may(Permission.IMPORT)
def row(request: MemberRequest, brought: str, row: int) -> HttpResponse:
    """One row, to put right."""
    waiting = _waiting(request, brought)
    judged = queries.judged(waiting)
    verdict = next((each for each in judged.verdicts if each.row == row and each.state is not State.OUT), None)
    if verdict is None:
        raise Http404
    form = RowForm(request.POST or None, columns=judged.columns, verdict=verdict)
    if request.method == "POST" and form.is_valid():
        actions.decide(waiting, choices=form.written(queries.choices_of(waiting)))
        return _to(request, "roster:look", waiting)
    context = {"brought": waiting, "form": form, "verdict": verdict}
    return render(request, "roster/row.html", context, status=_status(form))


@members_who_may(Permission.IMPORT)
@require_POST
def leave_out(request: MemberRequest, brought: str, row: int) -> HttpResponse:
    """Leave a row out, or take it in again."""
    waiting = _waiting(request, brought)
    choices = queries.choices_of(waiting)
    choices.out = [each for each in choices.out if each != row] if row in choices.out else [*choices.out, row]
    actions.decide(waiting, choices=choices)
    return _to(request, "roster:look", waiting)


@members_who_may(Permission.IMPORT)
@require_POST
def save(request: MemberRequest, brought: str) -> HttpResponse:
    row = _waiting(request, brought)
    judged = actions.confirm(row, by=request.person)
    count = judged.counts[State.SAVE]
    messages.success(request, ngettext("%(n)d row is saved.", "%(n)d rows are saved.", count) % {"n": count})
    return _to(request, "roster:look", row)


@members_who_may(Permission.IMPORT)
def undo(request: MemberRequest, brought: str) -> HttpResponse:
    row = _fetch(request, brought)
    if not row.can_be_undone:
        raise Http404
    if request.method != "POST":
        return render(request, "roster/undo.html", {"brought": row})
    actions.undo(row, by=request.person)
    messages.success(request, _("It is taken back."))
    return _to(request, "roster:look", row)


@members_who_may(Permission.IMPORT)
@require_POST
def throw_away(request: MemberRequest, brought: str) -> HttpResponse:
    actions.throw_away(_waiting(request, brought), by=request.person)
    messages.success(request, _("The file is thrown away. Nothing was saved."))
    return HttpResponseRedirect(reverse("roster:start", args=[request.organisation.slug]))


def _preview(
    request: MemberRequest, brought: Import, judged: queries.Judged, form: QuestionsForm, asked: int
) -> HttpResponse:
    shown = request.GET.get("s", "")
    verdicts = [each for each in judged.verdicts if shown not in list(State) or each.state == shown]
    context = {
        "brought": brought,
        "judged": judged,
        "used": [(judged.columns.headings[place], WORDS[name]) for place, name in judged.columns.fields.items()],
        "counts": {state.value: count for state, count in judged.counts.items()},
        "form": form,
        "asked": asked,
        "shown": shown,
        "rows": Paginator(verdicts, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "roster/look.html", context, status=_status(form))


def _fetch(request: MemberRequest, brought: str) -> Import:
    return get_object_or_404(queries.imports_of(request.organisation), pk=brought)


def _waiting(request: MemberRequest, brought: str) -> Import:
    return get_object_or_404(queries.imports_of(request.organisation).waiting(), pk=brought)


def _to(request: MemberRequest, name: str, brought: Import) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[request.organisation.slug, brought.pk]))


def _status(form: object) -> int:
    return 422 if getattr(form, "errors", None) else 200
