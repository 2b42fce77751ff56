from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.sources import actions, queries, telling
from espoir.sources.actions import IllegalMove
from espoir.sources.forms import FileForm, SearchForm, SortForm, WorkForm
from espoir.sources.models import Import
from espoir.sources.views import fetching
from espoir.sources.views.fetching import PAGE, import_of, moved_on, search_of, settled, source_of, status, study_of, to

ours = members_who_may(Permission.RESEARCH)


@ours
def home(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    page = {"study": study, "state": telling.state_of(study, request.person)}
    return render(request, "sources/home.html", page)


@ours
def everything(request: MemberRequest, review: str) -> HttpResponse:
    """Every work, by its authors."""
    study = study_of(request, review)
    page = Paginator(queries.shown(study), PAGE).get_page(request.GET.get("n"))
    rows = [(row, telling.state_words(row)) for row in page]
    return render(request, "sources/all.html", {"study": study, "page": page, "rows": rows})


# -- searches ---------------------------------------------------------------------------------------------------------


@ours
def searches(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    form = SearchForm(request.POST or None, initial={"on": clock.today()})
    if form.is_bound and form.is_valid():
        actions.write_search(study, by=request.person, values=form.cleaned_data)
        messages.success(request, _("The search is noted."))
        return to(request, "searches", study.pk)
    page = Paginator(fetching.searches(request, study), PAGE).get_page(request.GET.get("n"))
    return render(request, "sources/searches.html", {"study": study, "form": form, "page": page}, status=status(form))


@ours
def search(request: MemberRequest, lookup: str) -> HttpResponse:
    row = search_of(request, lookup)
    said = {name: getattr(row, name) for name in SearchForm.base_fields}
    form = SearchForm(request.POST or None, initial=said)
    if form.is_bound and form.is_valid():
        actions.write_search(row.study, by=request.person, values=form.cleaned_data, search=row)
        messages.success(request, _("The search is changed."))
        return to(request, "searches", row.study_id)
    return render(request, "sources/search.html", {"study": row.study, "row": row, "form": form}, status=status(form))


@ours
@require_POST
def drop_search(request: MemberRequest, lookup: str) -> HttpResponse:
    row = search_of(request, lookup)
    actions.drop_search(row, by=request.person)
    messages.success(request, _("The search is forgotten. The sources it gave are still here."))
    return to(request, "searches", row.study_id)


# -- a file -----------------------------------------------------------------------------------------------------------


@ours
def bring(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    form = FileForm(request.POST or None, request.FILES or None, searches=fetching.searches(request, study))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        chosen = fetching.chosen_search(request, study, form)
        brought = actions.take(study, by=request.person, name=file.name[:120], content=file.read(), search=chosen)
        return to(request, "bundle", brought.pk)
    rows = queries.imports_of(request.person).filter(study=study)
    page = Paginator(rows, PAGE).get_page(request.GET.get("n"))
    return render(request, "sources/bring.html", {"study": study, "form": form, "page": page}, status=status(form))


@ours
def bundle(request: MemberRequest, bundle: str) -> HttpResponse:
    """What a file holds, and what is wrong with it; kept, thrown away or taken back from here."""
    brought = import_of(request, bundle)
    problems = Paginator(telling.problems(brought), PAGE).get_page(request.GET.get("n"))
    first = telling.first_works(brought)
    page = {"study": brought.study, "brought": brought, "page": problems, "first": first, "states": Import.State}
    return render(request, "sources/bundle.html", page)


@ours
@require_POST
def keep(request: MemberRequest, bundle: str) -> HttpResponse:
    brought = import_of(request, bundle)
    try:
        count = actions.keep(brought, by=request.person)
    except IllegalMove:
        moved_on(request)
    else:
        words = ngettext("%(n)d source is in.", "%(n)d sources are in.", count)
        messages.success(request, words % {"n": count})
    return to(request, "home", brought.study_id)


@ours
@require_POST
def throw_away(request: MemberRequest, bundle: str) -> HttpResponse:
    brought = import_of(request, bundle)
    settled(
        request, partial(actions.throw_away, brought, by=request.person), _("The file is gone. Nothing of it was kept.")
    )
    return to(request, "bring", brought.study_id)


@ours
@require_POST
def take_back(request: MemberRequest, bundle: str) -> HttpResponse:
    brought = import_of(request, bundle)
    settled(request, partial(actions.take_back, brought, by=request.person), _("What this file brought is out again."))
    return to(request, "bundle", brought.pk)


# -- a work -----------------------------------------------------------------------------------------------------------


@ours
def new(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    form = WorkForm(request.POST or None, before=None, searches=fetching.searches(request, study))
    if form.is_bound and form.is_valid():
        chosen = fetching.chosen_search(request, study, form)
        made = actions.write(study, by=request.person, work=form.work(), search=chosen)
        messages.success(request, _("The source is in."))
        return to(request, "work", made.pk)
    return render(request, "sources/write.html", {"study": study, "form": form}, status=status(form))


@ours
def work(request: MemberRequest, work: str) -> HttpResponse:
    """One source: what it is, where it is sorted, what was said of it."""
    row = source_of(request, work)
    grid = queries.grid_of(row.study)
    names = ("kind", "studied_in", "sector", "publisher_country")
    form = SortForm(request.POST or None, grid=grid, initial={name: getattr(row, name) for name in names})
    if form.is_bound and form.is_valid():
        actions.sort(row, by=request.person, values=form.cleaned_data)
        messages.success(request, _("It is sorted."))
        return to(request, "work", row.pk)
    page = {"study": row.study, "row": row, "work": row.work, "form": form, **telling.of_work(row, grid)}
    return render(request, "sources/work.html", page, status=status(form))


@ours
def edit(request: MemberRequest, work: str) -> HttpResponse:
    row = source_of(request, work)
    form = WorkForm(request.POST or None, before=row.work)
    if form.is_bound and form.is_valid():
        actions.write(row.study, by=request.person, work=form.work(), source=row)
        messages.success(request, _("The source is put right."))
        return to(request, "work", row.pk)
    return render(request, "sources/write.html", {"study": row.study, "row": row, "form": form}, status=status(form))


@ours
@require_POST
def cite(request: MemberRequest, work: str) -> HttpResponse:
    row = source_of(request, work)
    settled(request, partial(actions.cite, row, by=request.person, used=request.POST.get("used") == "1"))
    return to(request, "work", row.pk)


@ours
@require_POST
def drop(request: MemberRequest, work: str) -> HttpResponse:
    row = source_of(request, work)
    if settled(request, partial(actions.drop, row, by=request.person), _("The source is out.")):
        return to(request, "all", row.study_id)
    return to(request, "work", row.pk)


@ours
def doubles(request: MemberRequest, review: str) -> HttpResponse:
    study = study_of(request, review)
    page = Paginator(queries.doubles(study), PAGE).get_page(request.GET.get("n"))
    merged = queries.all_sources(study).exclude(same_as=None).select_related("same_as")[:PAGE]
    return render(request, "sources/doubles.html", {"study": study, "page": page, "merged": merged})


@ours
@require_POST
def merge(request: MemberRequest, work: str) -> HttpResponse:
    """This one is kept; the others of its group are the same work."""
    row = source_of(request, work)
    others = queries.sources_of(request.person).filter(study=row.study, pk__in=request.POST.getlist("other"))
    settled(
        request,
        partial(actions.merge, row, by=request.person, others=[each for each in others if each.pk != row.pk]),
        _("They are one source now. You can part them again."),
    )
    return to(request, "doubles", row.study_id)


@ours
@require_POST
def part(request: MemberRequest, work: str) -> HttpResponse:
    row = source_of(request, work)
    settled(request, partial(actions.part, row, by=request.person), _("They are two sources again."))
    return to(request, "doubles", row.study_id)
