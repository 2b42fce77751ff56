"""The report: its text, how it reads, the two yeses, and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.cores import documents
from espoir.cores.documents import NotAccessible
from espoir.findings import actions, people, queries, refusals, rules, writing
from espoir.findings.forms import SectionForm, as_written
from espoir.findings.models import Agreed, Kept, Section
from espoir.findings.rules import IllegalMove, NotWhole
from espoir.logbook.actions import record
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.research.models import Study
from espoir.research.queries import studies_of, team_of
from espoir.research.rules import LANGUAGES, TooSoon
from espoir.sources import queries as sources

WRITE = {Kept.Form.PDF.value: documents.to_pdf, Kept.Form.DOCX.value: documents.to_docx}
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

MOST = 100  # of each kind that can be put in


def the_study(request: MemberRequest, pk: str) -> Study:
    return get_object_or_404(studies_of(request.person).select_related("organisation"), pk=pk)


def moved_on(request: MemberRequest, study: Study) -> HttpResponse:
    messages.info(request, _("It has changed since this page was opened. Nothing was saved."))
    return redirect("findings:home", request.organisation.slug, study.pk)


def the_language(request: MemberRequest) -> str:
    """The one asked for, or the reader's."""
    asked = request.GET.get("l", "")
    return asked if asked in LANGUAGES else (get_language() or LANGUAGES[0])


@members_who_may(Permission.RESEARCH)
def home(request: MemberRequest, report: str) -> HttpResponse:
    """The sections, and the doors to all that goes into them."""
    study = the_study(request, report)
    page = {
        "study": study,
        "sections": queries.sections_of(study),
        "quotations": queries.quotations_of(study).count(),
        "may_write": rules.may_write(study),
        "approved": study.approved_on,
    }
    return render(request, "findings/home.html", page)


@members_who_may(Permission.RESEARCH)
def who(request: MemberRequest, report: str) -> HttpResponse:
    study = the_study(request, report)
    return render(
        request,
        "findings/who.html",
        {"study": study, "tables": people.tables(study), "limits": people.limits(study)},
    )


def _marks(study: Study) -> list[tuple[str, str]]:
    """What can be put into the text, each with its mark."""
    language = get_language() or LANGUAGES[0]
    listed = sources.reference_list(study, writing.STYLES[language], language[:2])
    found = [("{limits}", _("What a reader must know"))]
    for table in people.tables(study):
        found.append((f"{{chart {table.code}}} {{table {table.code}}}", table.title))
    for row in queries.opened(queries.quotations_of(study))[:MOST]:
        found.append((f"{{quote {row.number}}}", row.words))
    for number, (_row, reference) in enumerate(listed[:MOST], 1):
        found.append((f"{{source {number}}}", reference.in_text))
    return found


@members_who_may(Permission.RESEARCH)
def new_section(request: MemberRequest, report: str) -> HttpResponse:
    return _write(request, the_study(request, report), None)


@members_who_may(Permission.RESEARCH)
def section(request: MemberRequest, section: str) -> HttpResponse:
    row = get_object_or_404(queries.sections_for(request.person), pk=section)
    return _write(request, row.study, row)


def _write(request: MemberRequest, study: Study, row: Section | None) -> HttpResponse:
    posted: Any = request.POST if request.method == "POST" else None
    form = SectionForm(posted, initial=as_written(row) if row else None)
    if form.is_bound and form.is_valid():
        try:
            actions.write(study, by=request.person, section=row, **form.said())  # type: ignore[arg-type]
        except IllegalMove:
            return moved_on(request, study)
        messages.success(request, _("The section is saved."))
        return redirect("findings:home", request.organisation.slug, study.pk)
    page = {"study": study, "section": row, "form": form, "may_write": rules.may_write(study), "marks": _marks(study)}
    return render(request, "findings/section.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
@require_POST
def section_out(request: MemberRequest, section: str) -> HttpResponse:
    row = get_object_or_404(queries.sections_for(request.person), pk=section)
    study = row.study
    try:
        actions.take_out(row, by=request.person)
    except IllegalMove:
        return moved_on(request, study)
    messages.success(request, _("The section is out of the report."))
    return redirect("findings:home", request.organisation.slug, study.pk)


@members_who_may(Permission.RESEARCH)
def preview(request: MemberRequest, report: str) -> HttpResponse:
    """How it reads now, or the edition that is kept."""
    study = the_study(request, report)
    language = the_language(request)
    kept = queries.kept_of(study).exists()
    page: dict[str, Any] = {
        "study": study,
        "language": language,
        "kept": kept,
        "has_files": kept or rules.may_write(study),
    }
    if not kept:
        made = writing.written(study, language)
        page |= {"document": made.document, "missing": made.missing}
        page["blocks"] = [(type(block).__name__, block) for block in made.document.blocks]
    return render(request, "findings/preview.html", page)


@members_who_may(Permission.RESEARCH)
def as_pdf(request: MemberRequest, report: str) -> HttpResponse:
    return _file(request, report, Kept.Form.PDF.value)


@members_who_may(Permission.RESEARCH)
def as_docx(request: MemberRequest, report: str) -> HttpResponse:
    return _file(request, report, Kept.Form.DOCX.value)


def _file(request: MemberRequest, pk: str, form: str) -> HttpResponse:
    """The kept edition once there is one; a draft before. Neither lies on the disk."""
    study = the_study(request, pk)
    language = the_language(request)
    kept = queries.kept_of(study).filter(language=language, form=form).first()
    if kept is None and not rules.may_write(study):
        raise Http404
    try:
        content = kept.content() if kept else WRITE[form](writing.written(study, language).document)
    except NotAccessible as refused:
        messages.error(request, _("The file could not be made: %(why)s") % {"why": refusals.said(refused)})
        return redirect("findings:preview", request.organisation.slug, study.pk)
    record(actions.TOOK_OUT, by=request.person, what=study)
    return HttpResponse(
        content,
        content_type=KINDS[form],
        headers={"Content-Disposition": f'attachment; filename="document.{form}"', "Cache-Control": "no-store"},
    )


@members_who_may(Permission.RESEARCH)
def approval(request: MemberRequest, report: str) -> HttpResponse:
    """Two people of the team say yes to the same words."""
    study = the_study(request, report)
    if request.method == "POST":
        return _approved(request, study)
    both = actions.as_it_reads(study)
    page = {
        "study": study,
        "yeses": queries.agreed_of(study, Agreed.What.REPORT),
        "missing": list(dict.fromkeys(sentence for each in both.values() for sentence in each.missing)),
        "sections": queries.sections_of(study).exists(),
        "team": team_of(study),
        "may_write": rules.may_write(study),
        "now": actions.digest(both) if rules.may_write(study) else "",
    }
    return render(request, "findings/approval.html", page)


def _approved(request: MemberRequest, study: Study) -> HttpResponse:
    here = redirect("findings:approval", request.organisation.slug, study.pk)
    if request.POST.get("read") != actions.digest(actions.as_it_reads(study)):
        messages.info(request, _("It has changed since this page was opened. Nothing was saved."))
        return here
    try:
        done = actions.approve(study, by=request.person)
    except TooSoon:
        messages.info(request, _("People were told that their words can still be taken out. It is too early."))
        return here
    except NotWhole:
        messages.info(request, _("Something in the report cannot be printed yet. It is listed here."))
        return here
    except NotAccessible as refused:
        messages.error(request, _("The file could not be made: %(why)s") % {"why": refusals.said(refused)})
        return here
    except (IllegalMove, ValueError):
        return moved_on(request, study)
    messages.success(request, _("The report is approved, and kept as it is.") if done else _("Your yes is noted."))
    return here
