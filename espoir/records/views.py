from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from espoir.logbook import queries as logbook
from espoir.logbook.actions import opened
from espoir.logbook.ledger import Receipt
from espoir.logbook.models import Entry
from espoir.logbook.verbs import verb
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.promises import owned_by
from espoir.organisations.roles import Permission
from espoir.passage import queries as passages
from espoir.passage.actions import READ
from espoir.records import actions, copies, earlier, queries
from espoir.records.forms import AnswerForm, AskForm, OnPaperForm
from espoir.records.models import Query
from espoir.records.shelves import BY_CODE, Shelf

A_PAGE = 25
A_GLANCE = 3
READ_QUESTION = verb("records.question", _lazy("opened your question about what is kept"))
LISTED = verb("records.leavers", _lazy("opened the list of people without an account"))
READ_ALOUD = verb("records.aloud", _lazy("opened the page that deletes everything, to read it with you"))


@the_person_herself
def mine(request: MemberRequest) -> HttpResponse:
    me = request.person
    seen = logbook.in_words(me, logbook.seen_by(me)[:A_GLANCE])
    is_placed = me.may(Permission.BE_SUPPORTED) or me.may(Permission.SUPPORT)
    context = {
        "kept": [(kept, kept.line(me)) for kept in queries.kept_about(me)],
        "sightings": seen,
        "copy": queries.copy_of(me),
        "apart_url": _if_there("apart:mine", request) if is_placed else "",
        "choices_url": _if_there("consents:choices", request),
        "welcomes": me.may(Permission.WELCOME),
    }
    return render(request, "records/mine.html", context)


def _if_there(url_name: str, request: MemberRequest) -> str:
    """The page of another room, where there is one that this person may open."""
    try:
        address = reverse(url_name, args=[request.organisation.slug]) if url_name else ""
    except NoReverseMatch:
        return ""
    gate = getattr(resolve(address).func, "gate", None) if address else None
    return "" if isinstance(gate, Permission) and not request.person.may(gate) else address


@the_person_herself
def shelf(request: MemberRequest, shelf: str) -> HttpResponse:
    here = _shelf(shelf)
    page = Paginator(queries.rows_on(here, request.person), A_PAGE).get_page(request.GET.get("page"))
    lines = [words for row in page if (words := queries.plain_words(row, request.person))]
    where = _if_there(here.where, request)
    return render(request, "records/shelf.html", {"shelf": here, "page": page, "lines": lines, "where": where})


def _shelf(code: str) -> Shelf:
    try:
        return BY_CODE[code]
    except KeyError as unknown:
        raise Http404 from unknown


@the_person_herself
def put_right(request: MemberRequest, shelf: str) -> HttpResponse:
    here = _shelf(shelf)
    return _ask(request, Query.Kind.CORRECT, topic=str(here.title))


@the_person_herself
def seen(request: MemberRequest) -> HttpResponse:
    page = Paginator(logbook.seen_by(request.person), A_PAGE).get_page(request.GET.get("page"))
    sightings = logbook.in_words(request.person, page)
    return render(request, "records/seen.html", {"page": page, "sightings": sightings})


@the_person_herself
def why(request: MemberRequest, line: str) -> HttpResponse:
    entry = get_object_or_404(logbook.seen_by(request.person), pk=line)
    said = logbook.in_words(request.person, [entry])[0]
    return _ask(request, Query.Kind.WHY, topic=said.words, entry=entry)


def _ask(request: MemberRequest, kind: Query.Kind, *, topic: str, entry: Entry | None = None) -> HttpResponse:
    people = queries.who_can_answer(request.person, not_by=entry.who if entry else "")
    form = AskForm(_sent(request), people=people)
    if form.is_valid():
        actions.ask(
            by=request.person,
            kind=kind,
            owner=form.who_answers,
            topic=topic,
            words=form.cleaned_data["words"],
            line=entry.pk if entry else "",
        )
        messages.success(request, _("Your question is sent. The answer comes on this page within seven days."))
        return _to_mine(request)
    return render(
        request,
        "records/ask.html",
        {"form": form, "topic": topic, "about_a_line": entry is not None},
        status=422 if form.errors else 200,
    )


@the_person_herself
def answer(request: MemberRequest, query: str) -> HttpResponse:
    row = get_object_or_404(queries.owed_by(request.person), pk=query)
    form = AnswerForm(_sent(request))
    if form.is_valid():
        actions.answer(row, by=request.person, words=form.cleaned_data["words"])
        messages.success(request, _("Your answer is on its way."))
        return HttpResponseRedirect(reverse("today:home", args=[request.organisation.slug]))
    opened(READ_QUESTION, by=request.person, about=[row.person])
    return render(request, "records/answer.html", {"form": form, "query": row}, status=422 if form.errors else 200)


@the_person_herself
def copy(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        actions.prepare_copy(by=request.person)
        return HttpResponseRedirect(request.path)
    return render(request, "records/copy.html", {"copy": queries.copy_of(request.person)})


@the_person_herself
@require_POST
def remove_copy(request: MemberRequest) -> HttpResponse:
    actions.remove_copy(by=request.person)
    messages.success(request, _("The copy is removed."))
    return _to_mine(request)


@the_person_herself
def download(request: MemberRequest) -> HttpResponse:
    try:
        content = actions.take_copy(by=request.person)
    except actions.NotPossible as nothing:
        raise Http404 from nothing
    headers = {"Content-Disposition": 'attachment; filename="document.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@the_person_herself
def on_paper(request: MemberRequest) -> HttpResponse:
    return render(request, "records/paper.html", copies.contents(request.person))


@the_person_herself
def erase(request: MemberRequest) -> HttpResponse:
    me = request.person
    stuck = queries.is_the_last_who_can_invite(me)
    if request.method == "POST" and not stuck:
        receipt = actions.erase(me, by=me)
        logout(request)
        del request.person  # nobody is signed in: the page has no menu
        return _done(request, receipt, clear=True)
    return render(request, "records/erase.html", {"stuck": stuck, "owed": len(owned_by(me))})


def _done(request: MemberRequest, receipt: Receipt, *, clear: bool) -> HttpResponse:
    response = render(request, "records/erased.html", {"receipt": receipt, "herself": clear})
    if clear:
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@members_who_may(Permission.BE_SUPPORTED)
def earlier_file_goes(request: MemberRequest) -> HttpResponse:
    """A page of its own before what she entrusted before her passage is destroyed, and the receipt after it."""
    me = request.person
    passage = passages.passage_of(me)
    if passage is None or not passage.has_begun:
        raise Http404
    if request.method == "POST":
        return render(request, "records/earlier_gone.html", {"receipt": earlier.destroy(me, by=me)})
    shelves = [(shelf.title, len(lines)) for shelf, lines in earlier.in_words(me)]
    page = {"passage": passage, "shelves": shelves, "keeps": passages.is_still_supported(me)}
    return render(request, "records/earlier.html", page)


@the_person_herself
def earlier_file(request: MemberRequest, opening: str) -> HttpResponse:
    """What is opened to two people together; each reading leaves its line."""
    me = request.person
    row = passages.openings_of(me).filter(pk=opening).first() or get_object_or_404(
        passages.openings_for(me), pk=opening
    )
    if not row.is_open:
        raise Http404
    if row.person_id != me.pk:
        opened(READ, by=me, about=[row.person])
    page = Paginator(_lines(earlier.in_words(row.person)), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "records/earlier_file.html", {"opening": row, "page": page})


def _lines(shelves: list[tuple[Shelf, list[str]]]) -> list[tuple[str, str]]:
    return [(str(shelf.title), line) for shelf, lines in shelves for line in lines]


@members_who_may(Permission.WELCOME)
def leavers(request: MemberRequest) -> HttpResponse:
    people = queries.people_without_account(request.organisation)
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    opened(LISTED, by=request.person, about=page.object_list)
    return render(request, "records/leavers.html", {"page": page})


@members_who_may(Permission.WELCOME)
def erase_on_paper(request: MemberRequest, leaver: str) -> HttpResponse:
    person: Person = get_object_or_404(queries.people_without_account(request.organisation), pk=leaver)
    form = OnPaperForm(_sent(request))
    if form.is_valid():
        return _done(request, actions.erase(person, by=request.person), clear=False)
    opened(READ_ALOUD, by=request.person, about=[person])
    return render(
        request, "records/erase_on_paper.html", {"form": form, "leaver": person}, status=422 if form.errors else 200
    )


def _sent(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _to_mine(request: MemberRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("records:mine", args=[request.organisation.slug]))
