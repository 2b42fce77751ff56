"""A text to code: its turns, the passages on them, and one passage at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.coding import actions, queries
from espoir.coding.forms import CodesForm, MemoForm, PickForm
from espoir.coding.models import Code, Coding, Memo, Passage
from espoir.coding.queries import Coded
from espoir.coding.rules import NotHere
from espoir.coding.texts import Turn, documents_of, documents_seen_by, parts_of, words_of
from espoir.coding.views.codebook import PAGE, bound, shortened, the_study
from espoir.consultations.models import Participant
from espoir.logbook.actions import record
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.organisations.roles import Permission
from espoir.research.models import Seat, Study
from espoir.research.queries import studies_of
from espoir.transcripts.models import Document

LATELY = 12
FURTHER = 8  # parts that a passage may go on into


def the_text(request: MemberRequest, pk: str) -> Document:
    return get_object_or_404(documents_seen_by(request.person), pk=pk)


@members_who_may(Permission.RESEARCH)
def texts(request: MemberRequest, coded: str) -> HttpResponse:
    study = the_study(request, coded)
    mine = Count("passages", filter=Q(passages__is_out=False, passages__by=request.person))
    page = Paginator(documents_of(study).annotate(mine=mine), PAGE).get_page(request.GET.get("n"))
    apart = set(queries.apart_for(request.person, study).values_list("pk", flat=True))
    return render(request, "coding/texts.html", {"study": study, "page": page, "apart": apart})


# The text.


@dataclass
class Part:
    """A turn, or a part of a long one, with what lies on it."""

    turn: Turn
    pieces: list[tuple[str, str]]  # words, and the class of their mark
    passages: list[Coded] = field(default_factory=list)
    is_first: bool = True


@members_who_may(Permission.RESEARCH)
def text(request: MemberRequest, transcript: str) -> HttpResponse:
    """Twenty-five turns at a time. Each can be coded by a press; marks show what is coded, and a list says it."""
    document = the_text(request, transcript)
    study, words = document.participant.study, document.text
    page = Paginator(list(parts_of(document)), PAGE).get_page(request.GET.get("n"))
    parts = list(page.object_list)
    codes = list(queries.codes_of(study))
    found = _on(parts, document, request.person, study, codes)
    record(actions.OPENED, by=request.person, what=document)
    return render(
        request,
        "coding/text.html",
        {
            "study": study,
            "text": document,
            "page": page,
            "parts": _shown(words, parts, found),
            "lately": _lately(request.person, study, codes),
            "is_apart": queries.apart_for(request.person, study).filter(pk=document.pk).exists(),
            "memos": _memos_on_her(document, request.person)[:PAGE],
            "memo_form": MemoForm(),
        },
    )


def _memos_on_her(document: Document, person: Person) -> OwnedQuerySet[Memo]:
    """About the participant as a whole: not on one passage."""
    participant = document.participant
    return queries.memos_of(participant.study, person).filter(participant=participant, passage=None)


@members_who_may(Permission.RESEARCH)
@require_POST
def text_memo(request: MemberRequest, transcript: str) -> HttpResponse:
    document = the_text(request, transcript)
    participant = document.participant
    _write_memo(request, participant.study, participant=participant)
    return redirect("coding:text", request.organisation.slug, document.pk)


def _write_memo(
    request: MemberRequest, study: Study, *, passage: Passage | None = None, participant: Participant | None = None
) -> None:
    form = MemoForm(request.POST)
    if not form.is_valid():
        messages.info(request, _("Write a few words first."))
        return
    words = form.cleaned_data["words"]
    actions.write_memo(study, by=request.person, words=words, passage=passage, participant=participant)
    messages.success(request, _("Your memo is kept."))


def _on(parts: Sequence[Turn], document: Document, person: Person, study: Study, codes: Sequence[Code]) -> list[Coded]:
    if not parts:
        return []
    here = queries.seen_by(person, study).filter(document=document).select_related("by")
    return queries.coded(list(here.filter(start__lt=parts[-1].end, end__gt=parts[0].start)), codes)


def _shown(words: str, parts: Sequence[Turn], found: Sequence[Coded]) -> list[Part]:
    shown, before = [], 0
    for turn in parts:
        here = [one for one in found if one.passage.start < turn.end and turn.start < one.passage.end]
        shown.append(Part(turn, _pieces(words, turn, here), here, is_first=turn.number != before))
        before = turn.number
    return shown


def _pieces(words: str, turn: Turn, here: Sequence[Coded]) -> list[tuple[str, str]]:
    """The words cut where a passage begins or ends: each piece says how many lie on it, and the colour of the first."""
    edges = {turn.start, turn.end}
    for one in here:
        edges |= {max(turn.start, one.passage.start), min(turn.end, one.passage.end)}
    places = sorted(edges)
    pieces = []
    for first, last in pairwise(places):
        on = [one for one in here if one.passage.start <= first and last <= one.passage.end]
        shade = next((one.codes[0].shade for one in on if one.codes), "h")
        pieces.append((words[first:last], f"k k{shade}{' ko' if len(on) > 1 else ''}" if on else ""))
    return pieces


def _lately(person: Person, study: Study, codes: Sequence[Code]) -> list[Code]:
    """The codes that she put on last; before she has, the first of the codebook."""
    known = {code.pk: code for code in codes if code.is_codable}
    mine = Coding.objects.of(study.organisation).filter(by=person, code__study=study).order_by("-at", "-id")
    recent = dict.fromkeys(key for key in mine.values_list("code", flat=True)[: LATELY * 4] if key in known)
    return [known[key] for key in [*recent, *(key for key in known if key not in recent)][:LATELY]]


def _changed() -> str:
    return _("The text has changed since. Open the page again, and choose the words once more.")


# Choosing words and codes, without a mouse.


@members_who_may(Permission.RESEARCH)
def pick(request: MemberRequest, transcript: str) -> HttpResponse:
    """From which word to which, in a turn and if need be the next ones; then the codes."""
    document = the_text(request, transcript)
    study, words = document.participant.study, document.text
    parts = list(parts_of(document))
    at = request.POST.get("at") or request.GET.get("s", "")
    if request.POST.get("edition", str(document.edition)) != str(document.edition):
        messages.info(request, _changed())
        return redirect("coding:text", request.organisation.slug, document.pk)
    number = next((n for n, part in enumerate(parts) if str(part.start) == at), None)
    if number is None:
        raise Http404
    branches = queries.tree(queries.codes_of(study))
    codable = [one.code for one in branches if one.code.is_codable]
    form = PickForm(
        bound(request),
        starts=_starts(words, parts[number]),
        ends=_ends(words, parts[number : number + 1 + FURTHER]),
        lately=_lately(request.person, study, codable) if len(codable) > LATELY else codable,
        branches=branches,
        initial={"end": parts[number].end, "start": parts[number].start},
    )
    back = f"{reverse('coding:text', args=[request.organisation.slug, document.pk])}?n={number // PAGE + 1}#t{at}"
    if form.is_bound and form.is_valid():
        _add(document, study, by=request.person, form=form, known={code.pk: code for code in codable})
        messages.success(request, _("The passage is coded."))
        return redirect(back)
    page = {"text": document, "study": study, "part": parts[number], "form": form, "back": back, "at": at}
    page["more_codes"] = len(codable) > LATELY
    page["words"] = words[parts[number].start : parts[number].end]
    return render(request, "coding/pick.html", page, status=422 if form.is_bound else 200)


def _add(document: Document, study: Study, *, by: Person, form: PickForm, known: dict[str, Code]) -> None:
    said = form.cleaned_data
    codes = [known[key] for key in dict.fromkeys(said["codes"]) if key in known]
    if said["new"]:
        codes.append(actions.add_code(study, by=by, name=said["new"]))
    passage = actions.add_passage(document, by=by, start=said["start"], end=said["end"], codes=codes)
    if said["memo"].strip():
        actions.write_memo(study, by=by, words=said["memo"], passage=passage)


def _starts(words: str, part: Turn) -> list[tuple[int, str]]:
    return [(start, f"{n}. {word}") for n, (start, _end, word) in enumerate(words_of(words, part.start, part.end), 1)]


def _ends(words: str, parts: Sequence[Turn]) -> Sequence[object]:
    """Every word of this turn, then the ends of the turns after it."""
    here = [(end, f"{n}. {word}") for n, (_s, end, word) in enumerate(words_of(words, parts[0].start, parts[0].end), 1)]
    further = [(part.end, shortened(words[part.start : part.end], 50)) for part in parts[1:]]
    return [*here, (_("To the end of what follows"), further)] if further else here


# The short way in: a place and codes, by whoever selects with a mouse or a finger.


@members_who_may(Permission.RESEARCH)
@require_POST
def add(request: MemberRequest, transcript: str) -> HttpResponse:
    """Adds one passage, and asks for as little as it can: the text stays sealed, and no page is made."""
    place = request.organisation
    mine = Seat.objects.of(place).filter(person=request.person).values("study")
    rows = Document.objects.of(place).filter(pk=transcript, participant__study__in=mine, state=Document.State.READY)
    found = rows.order_by().values_list("participant__study", "edition").first()
    if found is None:
        raise Http404
    study, edition = found
    wanted = request.POST.getlist("code")
    codes = list(
        Code.objects.of(place).filter(study=study, is_codable=True, pk__in=wanted).values_list("pk", flat=True)
    )
    try:
        start, end = int(request.POST["start"]), int(request.POST["end"])
        if request.POST["edition"] != str(edition):
            raise NotHere
        actions.add_passage_at(place, transcript, by=request.person, start=start, end=end, codes=codes)
    except (KeyError, ValueError, NotHere):
        return HttpResponse(_changed(), status=422)
    if request.headers.get("x-requested-with") == "fetch":
        return HttpResponse(status=204)
    messages.success(request, _("The passage is coded."))
    return redirect(f"{reverse('coding:text', args=[place.slug, transcript])}?n={request.POST.get('n', '1')[:4]}")


# One passage.


def _the_passage(request: MemberRequest, pk: str) -> Passage:
    found = get_object_or_404(
        Passage.objects.of(request.organisation)
        .filter(document__participant__study__in=studies_of(request.person))
        .select_related("document__participant__study", "document__participant__audience", "by"),
        pk=pk,
    )
    if not queries.seen_by(request.person, found.document.participant.study).filter(pk=pk).exists():
        raise Http404
    return found


@members_who_may(Permission.RESEARCH)
def passage(request: MemberRequest, extract: str) -> HttpResponse:
    """Its words, its codes, and what was thought about it."""
    row = _the_passage(request, extract)
    document = row.document
    study = document.participant.study
    branches = queries.tree(queries.codes_of(study))
    now = queries.coded([row], [branch.code for branch in branches])[0].codes
    form = CodesForm(bound(request), branches=branches, initial={"codes": [code.pk for code in now]})
    if form.is_bound and form.is_valid():
        _set_codes(row, {code.pk: code for code in now}, form, by=request.person)
        messages.success(request, _("The codes of this passage are saved."))
        return redirect("coding:passage", request.organisation.slug, row.pk)
    record(actions.READ, by=request.person, what=document)
    page = {
        "passage": row,
        "study": study,
        "text": document,
        "words": document.text[row.start : row.end],
        "codes": now,
        "form": form,
        "memo_form": MemoForm(),
        "memos": queries.memos_of(study, request.person).filter(passage=row)[:PAGE],
    }
    return render(request, "coding/passage.html", page, status=422 if form.is_bound else 200)


def _set_codes(row: Passage, now: dict[str, Code], form: CodesForm, *, by: Person) -> None:
    wanted = set(form.cleaned_data["codes"])
    for key in wanted - set(now):
        actions.put_code(row, by=by, code=form.known[key])
    for key in set(now) - wanted:
        actions.take_code_off(row, by=by, code=now[key])


@members_who_may(Permission.RESEARCH)
@require_POST
def passage_memo(request: MemberRequest, extract: str) -> HttpResponse:
    row = _the_passage(request, extract)
    _write_memo(request, row.document.participant.study, passage=row)
    return redirect("coding:passage", request.organisation.slug, row.pk)


@members_who_may(Permission.RESEARCH)
@require_POST
def passage_out(request: MemberRequest, extract: str) -> HttpResponse:
    row = _the_passage(request, extract)
    actions.remove_passage(row, by=request.person)
    messages.success(request, _("The passage is taken away. You can undo it."))
    return redirect("coding:text", request.organisation.slug, row.document_id)
