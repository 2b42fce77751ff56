from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from espoir.cores import bibliography
from espoir.cores.bibliography import NotASum, Style
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.sources import drawing, queries, works
from espoir.sources.models import called
from espoir.sources.views.fetching import study_of

ours = members_who_may(Permission.RESEARCH)


@ours
def breakdown(request: MemberRequest, review: str) -> HttpResponse:
    """The cited works counted four ways, each with its drawing and its table."""
    study = study_of(request, review)
    try:
        tables = [(table, drawing.bars_of(table)) for table in queries.breakdown(study)]
    except NotASum:
        tables = []
    cited = len(queries.cited(study))
    return render(request, "sources/breakdown.html", {"study": study, "tables": tables, "cited": cited})


@ours
def references(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    style, language = _style(request)
    made = queries.reference_list(study, style, language)
    page = Paginator(made, 200).get_page(request.GET.get("n"))
    offered = [(each, name, each == style, tongue, label, tongue == language)
               for each, name in drawing.STYLES for tongue, label in drawing.TONGUES]  # fmt: skip
    context = {"study": study, "page": page, "offered": offered, "language": language,
               "odd": sum(bool(reference.problem) for _row, reference in made)}  # fmt: skip
    return render(request, "sources/references.html", context)


def _style(request: MemberRequest) -> tuple[Style, str]:
    style = request.GET.get("s", "")
    language = request.GET.get("t", "")
    return (
        Style(style) if style in {*Style} else (Style.UDEM if works.tongue() == "fr" else Style.APA),
        language if language in ("fr", "en") else works.tongue(),
    )


@ours
def ris(request: MemberRequest, review: str) -> HttpResponse:
    """The cited works for another tool, with their place in the study's lists."""
    study = study_of(request, review)
    grid = queries.grid_of(study)
    made = [
        replace(
            row.work,
            kind=called(grid.kinds, row.kind),
            studied_in=called(grid.places, row.studied_in),
            sector=called(grid.sectors, row.sector),
        )
        for row in queries.cited(study)
    ]
    return _file(bibliography.as_ris(made), "application/x-research-info-systems", "document.ris")


@ours
def flow(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    found = queries.flow(study)
    page = {"study": study, "lines": drawing.flow_in_words(found), "waiting": len(queries.waiting(study)),
            "drawn": drawing.flow_drawn(found), "any": found.new_studies is not None}  # fmt: skip
    return render(request, "sources/flow.html", page)


@ours
def flow_svg(request: MemberRequest, review: str) -> HttpResponse:
    drawn = drawing.flow_drawn(queries.flow(study_of(request, review)))
    return _file(f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}', "image/svg+xml", "document.svg")


@ours
def flow_csv(request: MemberRequest, review: str) -> HttpResponse:
    text = bibliography.as_csv(queries.flow(study_of(request, review)), drawing.labels())
    return _file(text, "text/csv; charset=utf-8", "document.csv")


def _file(content: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content.encode(), content_type=kind, headers=headers)
