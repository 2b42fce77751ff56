"""The team's pages: what came, reading it through, hiding what may lead to someone, and ready to code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from espoir.consultations.models import Participant
from espoir.cores.captions import NotReadable, What, Why, differences
from espoir.logbook.actions import record
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.research.models import Study
from espoir.research.queries import studies_of
from espoir.transcripts import actions, arriving, queries, raw, rules, showing
from espoir.transcripts import words as listed
from espoir.transcripts.forms import AddTurnForm, BringForm, NotesForm, TurnForm, VoicesForm, WordForm
from espoir.transcripts.models import Document
from espoir.transcripts.rules import IllegalMove, NoInterview, NotAgreed, NoTranscription, StillToDecide, VoicesUnknown
from espoir.transcripts.saying import PROBLEMS, REFUSED, WHAT
from espoir.vault import keys

PAGE = 25
State = Document.State
SAID = {
    State.ARRIVED: _lazy("It can be read through again."),
    State.CLEANED: _lazy("Read through. Now hide what may lead to someone."),
    State.HIDDEN: _lazy("Nothing is left to decide. Have a last look."),
    State.READY: _lazy("The text is ready to code. Its words no longer change."),
}


def _moved_on(request: MemberRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was saved."))


def _study(request: MemberRequest, pk: str) -> Study:
    return get_object_or_404(studies_of(request.person), pk=pk)


def _document(request: MemberRequest, pk: str) -> Document:
    """Fetching is checking; and opening a text leaves a line."""
    row = get_object_or_404(queries.documents_for(request.person), pk=pk)
    if request.method == "GET":
        record(actions.OPENED, by=request.person, what=row)
    return row


def _to(request: MemberRequest, name: str, *args: Any) -> HttpResponse:
    return redirect(f"transcripts:{name}", request.organisation.slug, *args)


# All the texts of a study.


@members_who_may(Permission.RESEARCH)
def texts(request: MemberRequest, corpus: str) -> HttpResponse:
    """Who takes part, by number, and how far her text is."""
    study = _study(request, corpus)
    page = Paginator(queries.speaking_for(request.person).filter(study=study), PAGE).get_page(request.GET.get("n"))
    people = list(page)
    documents = queries.documents_for(request.person).filter(participant__in=people).order_by("kind")
    rows = [(one, [each for each in documents if each.participant_id == one.pk]) for one in people]
    waiting = len(queries.waiting_in(study))
    found = {"study": study, "page": page, "rows": rows, "waiting": waiting, "is_open": rules.is_open(study)}
    return render(request, "transcripts/texts.html", found)


@members_who_may(Permission.RESEARCH)
@require_POST
def receive(request: MemberRequest, corpus: str) -> HttpResponse:
    """What was sent in writing comes in, all of it at once."""
    study = _study(request, corpus)
    try:
        came = [arriving.receive(each, by=request.person) for each in queries.waiting_in(study)]
    except IllegalMove:
        _moved_on(request)
    else:
        n = len([each for each in came if each])
        messages.success(request, ngettext("%(n)d text came in.", "%(n)d texts came in.", n) % {"n": n})
    return _to(request, "texts", study.pk)


@members_who_may(Permission.RESEARCH)
def bring(request: MemberRequest, speaking: str) -> HttpResponse:
    """A transcript from a file; or notes, typed here."""
    her = get_object_or_404(queries.speaking_for(request.person), pk=speaking)
    if not rules.is_open(her.study):
        raise Http404
    typing = "text" in request.POST
    form = BringForm(request.POST, request.FILES) if request.method == "POST" and not typing else BringForm()
    notes = NotesForm(request.POST) if typing else NotesForm()
    document = _brought(request, her, form) if form.is_bound else _typed(request, her, notes) if typing else None
    if document is not None:
        messages.success(request, _("It’s in. Now say who speaks."))
        return _to(request, "voices", document.pk)
    page = {
        "her": her,
        "form": form,
        "notes": notes,
        "may_transcribe": rules.agrees_to_transcription(her),
        "agrees": rules.agrees(her),
        "has_text": queries.documents_of(her).exists(),
    }
    return render(request, "transcripts/bring.html", page, status=422 if request.method == "POST" else 200)


def _brought(request: MemberRequest, her: Participant, form: BringForm) -> Document | None:
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        return arriving.bring(her, by=request.person, content=file.read(), name=file.name)
    except NotReadable as refused:
        form.add_error("file", str(REFUSED[refused.why]))
    except NoTranscription:
        form.add_error("file", _("No yes to a transcription: a file can’t come in. Type notes instead."))
    except (NotAgreed, NoInterview):
        form.add_error("file", _("No yes to an interview: nothing can come in."))
    except IllegalMove:
        form.add_error("file", _("A text is here already, and someone has read it through. It stays."))
    return None


def _typed(request: MemberRequest, her: Participant, form: NotesForm) -> Document | None:
    if not form.is_valid():
        return None
    try:
        return arriving.type_notes(her, by=request.person, text=form.cleaned_data["text"])
    except NotReadable as refused:
        form.add_error("text", str(REFUSED[refused.why]))
    except (NotAgreed, NoInterview):
        form.add_error("text", _("No yes to an interview: nothing can come in."))
    except IllegalMove:
        form.add_error("text", _("Notes are here already, and someone has read them through. They stay."))
    return None


# One text.


@members_who_may(Permission.RESEARCH)
def text(request: MemberRequest, text: str) -> HttpResponse:
    """The whole of it, turn by turn, and the one thing to do next."""
    document = _document(request, text)
    page = Paginator(showing.turns(document), PAGE).get_page(request.GET.get("n"))
    first = page.start_index() - 1
    beside = document.corrections.all()
    return render(
        request,
        "transcripts/text.html",
        {
            "document": document,
            "page": page,
            "beside": [each for each in beside if page.object_list and _is_on(each.first, page.object_list)],
            "came": document.came,
            "problems": _problems(document),
            "undecided": len(listed.suggestions(document)) if document.state in (State.CLEANED, State.HIDDEN) else 0,
            "all_named": all(voice["who"] for voice in document.voices),
            "raw": raw.raw_of(document),
            "first": first,
            "may_edit": not document.is_ready and rules.is_open(document.participant.study),
        },
    )


def _is_on(place: int, shown: Any) -> bool:
    turns = [each.turn for each in shown]
    return bool(turns) and turns[0].first <= place < turns[-1].end


def _problems(document: Document) -> list[dict[str, Any]]:
    found: Any = document.came.get("problems", [])
    return [
        {
            "what": WHAT[What(each["what"])],
            "is_lost": each["what"] == What.DROPPED,
            "why": PROBLEMS[Why(each["why"])],
            "line": each["line"],
            "said": each["said"],
        }
        for each in found
    ]


@members_who_may(Permission.RESEARCH)
def voices(request: MemberRequest, text: str) -> HttpResponse:
    """Who each voice of the file is."""
    document = _document(request, text)
    guesses = showing.guesses(document)
    form = VoicesForm(request.POST if request.method == "POST" else None, document=document, guesses=guesses)
    if form.is_bound and form.is_valid():
        try:
            actions.name_voices(document, by=request.person, whos=form.whos)
            messages.success(request, _("Kept. Now read it through."))
        except IllegalMove:
            _moved_on(request)
        return _to(request, "text", document.pk)
    page = {"document": document, "form": form}
    return render(request, "transcripts/voices.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def turn(request: MemberRequest, text: str, turn: int) -> HttpResponse:
    """Other words for a turn; beside it, what changed since it came."""
    document = _document(request, text)
    shown = next((each for each in showing.turns(document) if each.turn.number == turn), None)
    if shown is None or document.is_ready:
        raise Http404
    initial = {"edition": document.edition, "text": shown.turn.text, "voice": shown.turn.voice}
    form = TurnForm(request.POST if request.method == "POST" else None, voices=_voices(document), initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.edit_turn(
                document,
                by=request.person,
                edition=said["edition"],
                number=turn,
                text=said["text"],
                voice=said["voice"],
            )
            messages.success(request, _("The turn is kept."))
        except IllegalMove:
            _moved_on(request)
        return redirect(_page_of(request, document, turn))
    before = raw.turns_of(document)
    in_file = shown.turn.in_file
    was = before[in_file].text if in_file is not None and in_file < len(before) else ""
    pieces = differences(was, shown.turn.text) if was else ()
    page = {"document": document, "form": form, "shown": shown, "was": was, "pieces": pieces}
    return render(request, "transcripts/turn.html", page, status=422 if form.is_bound else 200)


def _page_of(request: MemberRequest, document: Document, turn: int) -> str:
    page = _to(request, "text", document.pk)
    return f"{page['Location']}?n={turn // PAGE + 1}#t{turn}"


def _voices(document: Document) -> list[tuple[int, str]]:
    return [(number, showing.speaker(document, number)) for number in range(len(document.voices))]


@members_who_may(Permission.RESEARCH)
def add(request: MemberRequest, text: str, turn: int) -> HttpResponse:
    """Words that were lost on the way, after a turn."""
    document = _document(request, text)
    shown = next((each for each in showing.turns(document) if each.turn.number == turn), None)
    if shown is None or document.is_ready:
        raise Http404
    initial = {"edition": document.edition, "voice": shown.turn.voice}
    form = AddTurnForm(request.POST if request.method == "POST" else None, voices=_voices(document), initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_turn(
                document, by=request.person, edition=said["edition"], after=turn, text=said["text"], voice=said["voice"]
            )
            messages.success(request, _("The words are in the text."))
        except IllegalMove:
            _moved_on(request)
        return redirect(_page_of(request, document, turn))
    lost = [each for each in _problems(document) if each["is_lost"]]
    page = {"document": document, "form": form, "shown": shown, "lost": lost}
    return render(request, "transcripts/add.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.RESEARCH)
def changes(request: MemberRequest, text: str) -> HttpResponse:
    """What is no longer as it came, word by word."""
    document = _document(request, text)
    before = raw.turns_of(document)
    page = Paginator(showing.changed(document, before), PAGE).get_page(request.GET.get("n"))
    return render(request, "transcripts/changes.html", {"document": document, "page": page, "has_raw": bool(before)})


# Hiding what may lead to someone.


@members_who_may(Permission.RESEARCH)
def hide(request: MemberRequest, text: str) -> HttpResponse:
    """Each word that may lead to someone, in each of its places: a person hides it, or leaves it. None is ticked."""
    document = _document(request, text)
    if not rules.is_open(document.participant.study):
        raise Http404
    if request.method == "POST":
        return _decided(request, document)
    found = showing.words(document, listed.suggestions(document))
    one = "one" in request.GET
    page = Paginator(found, 1 if one else PAGE).get_page(request.GET.get("n"))
    return render(request, "transcripts/hide.html", {"document": document, "page": page, "one": one})


def _decided(request: MemberRequest, document: Document) -> HttpResponse:
    ticked = list(showing.places_in(request.POST.getlist("place")))
    edition = request.POST.get("edition", "")
    back = _to(request, "hide", document.pk)
    if "one" in request.POST:
        back["Location"] += "?one"
    if not ticked:
        messages.info(request, _("Nothing was ticked, so nothing has changed."))
        return back
    is_hidden = "hide" in request.POST
    try:
        number = int(edition) if edition.isdecimal() and len(edition) < showing.FIGURES else -1
        n = actions.decide(document, by=request.person, edition=number, places=ticked, hide=is_hidden)
    except IllegalMove:
        _moved_on(request)
        return back
    hidden = ngettext("%(n)d place is hidden.", "%(n)d places are hidden.", n)
    left = ngettext("%(n)d place stays as it is.", "%(n)d places stay as they are.", n)
    messages.success(request, (hidden if is_hidden else left) % {"n": n})
    return back


@members_who_may(Permission.RESEARCH)
def look_for(request: MemberRequest, corpus: str) -> HttpResponse:
    """The words that the team looks for in every text of the study."""
    study = _study(request, corpus)
    form = WordForm(request.POST if "words" in request.POST else None)
    try:
        if "out" in request.POST:
            listed.remove(study, said=request.POST["out"])
            record(actions.LISTED, by=request.person, what=study)
            messages.success(request, _("The word is off the list."))
            return _to(request, "look_for", study.pk)
        if form.is_bound and form.is_valid():
            rules.check_study(study)
            listed.add(study, [(form.cleaned_data["words"], form.cleaned_data["kind"])])
            record(actions.LISTED, by=request.person, what=study)
            messages.success(request, _("The word is on the list. Each place where it stands comes up to be hidden."))
            return _to(request, "look_for", study.pk)
    except (IllegalMove, keys.Gone):
        _moved_on(request)
        return _to(request, "texts", study.pk)
    row = queries.word_list_of(study)
    page = {"study": study, "form": form, "words": row.words if row else []}
    return render(request, "transcripts/look_for.html", page, status=422 if form.is_bound else 200)


# How far it is.


@members_who_may(Permission.RESEARCH)
@require_POST
def move(request: MemberRequest, text: str) -> HttpResponse:
    document = _document(request, text)
    to = request.POST.get("to", "")
    if to == State.READY and document.state == State.HIDDEN and "sure" not in request.POST:
        return render(request, "transcripts/ready.html", {"document": document})
    try:
        moved = actions.move(document, by=request.person, to=to)
        messages.success(request, str(SAID[State(moved.state)]))
    except VoicesUnknown:
        messages.info(request, _("First, say who speaks."))
        return _to(request, "voices", document.pk)
    except StillToDecide:
        messages.info(request, _("Something may still lead to someone. Hide it, or leave it as it is."))
        return _to(request, "hide", document.pk)
    except IllegalMove:
        _moved_on(request)
    return _to(request, "text", document.pk)
