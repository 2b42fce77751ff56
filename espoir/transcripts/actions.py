"""A text comes in, is read through, loses the names in it, and is ready; from then on only she can take words out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.cores.identifiers import Kind, in_place_of
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.transcripts import raw, rules, words
from espoir.transcripts.followers import Change, tell_followers
from espoir.transcripts.models import Correction, Decision, Document, Row, Turn
from espoir.transcripts.rules import IllegalMove, StillToDecide, VoicesUnknown

OPENED = verb("transcripts.opened", _lazy("opened a text"))
NAMED = verb("transcripts.named", _lazy("said who speaks in a text"))
EDITED = verb("transcripts.edited", _lazy("corrected a text"))
DECIDED = verb("transcripts.decided", _lazy("hid a name in a text, or left it"))
MOVED = verb("transcripts.moved", _lazy("said how far a text is"))
CUT = verb("transcripts.cut", _lazy("took words out of a text"))
CORRECTED = verb("transcripts.corrected", _lazy("wrote beside their own text"))
LISTED = verb("transcripts.listed", _lazy("changed the words to look for"))
State, Who = Document.State, Document.Who


# Changing the text, and everything that holds places in it.


def _change(document: Document, replacements: tuple[tuple[int, int, str], ...], *, is_a_cut: bool = False) -> Change:
    """The text changes; turns, decisions, corrections and other rooms' places follow, in one transaction."""
    change = Change(document.text, replacements, is_a_cut)
    tell_followers(document, change)
    decided = Decision.objects.of(document.organisation).filter(document=document)
    beside = Correction.objects.of(document.organisation).filter(document=document)
    places: list[Decision | Correction] = [*decided, *beside]
    for place, span in zip(places, change.follow([(place.first, place.last) for place in places]), strict=True):
        if span is None:
            place.delete()
        else:
            place.first, place.last = span
            place.save(update_fields=["first", "last"])
    rows_now = list(zip(document.rows, change.follow([(row[2], row[3]) for row in document.rows]), strict=True))
    document.rows = [(voice, seconds, *span, file) for (voice, seconds, _f, _e, file), span in rows_now if span]
    document.text = change.after
    document.edition += 1
    document.save()
    return change


def locked(document: Document) -> Document:
    """The row as it is now, held until the end of the transaction."""
    rows = Document.objects.of(document.organisation).select_for_update(of=("self",))
    return rows.select_related("participant__study").get(pk=document.pk)


@transaction.atomic
def cut(document: Document, *, by: Person | None, start: int, end: int) -> Change:
    """Take code points `start` up to `end` out, for good. `by` is None when it is she who takes part that strikes."""
    document = locked(document)
    if not 0 <= start < end <= len(document.text):
        raise IllegalMove
    change = _change(document, ((start, end, ""),), is_a_cut=True)
    record(CUT, by=by, what=document, organisation=document.organisation)
    return change


@transaction.atomic
def correct(document: Document, *, first: int, last: int, words: str) -> Correction:
    """Her own words beside a place in her text. The text stays as it was said."""
    if not 0 <= first < last <= len(document.text) or not words.strip():
        raise IllegalMove
    rules.check_study(document.participant.study)
    beside = Correction(organisation=document.organisation, document=document, participant=document.participant)
    beside.first, beside.last, beside.words = first, last, words.strip()
    beside.save()
    record(CORRECTED, by=None, what=document, organisation=document.organisation)
    return beside


@transaction.atomic
def take_note_off(document: Document, *, note: str) -> None:
    """She takes her words beside the text off again."""
    Correction.objects.of(document.organisation).filter(document=document, pk=note).delete()
    record(CORRECTED, by=None, what=document, organisation=document.organisation)


# Reading through.


def _open(document: Document, edition: int | None = None) -> Document:
    """The row, held, while it may still be edited; as the reader saw it."""
    document = locked(document)
    rules.check_study(document.participant.study)
    if document.is_ready or (edition is not None and edition != document.edition):
        raise IllegalMove
    return document


@transaction.atomic
def name_voices(document: Document, *, by: Person, whos: Sequence[str]) -> None:
    """Who each voice of the file is, in the order of `document.voices`."""
    document = _open(document)
    if len(whos) != len(document.voices) or not set(whos) <= set(Who.values):
        raise IllegalMove
    document.voices = [{**voice, "who": who} for voice, who in zip(document.voices, whos, strict=True)]
    document.save()
    record(NAMED, by=by, what=document)


@transaction.atomic
def edit_turn(document: Document, *, by: Person, edition: int, number: int, text: str, voice: int) -> None:
    """Other words for a turn, or another voice. Without words the turn goes."""
    document = _open(document, edition)
    turn = _turn(document, number)
    if not 0 <= voice < len(document.voices):
        raise IllegalMove
    text = text.replace("\r\n", "\n").strip()
    if not text:
        _take_turn_out(document, turn)
    else:
        if text != turn.text:
            _change(document, (_least(turn, text),))
        rows = list(document.rows)
        rows[number] = (voice, *rows[number][1:])
        document.rows = rows
    _goes_back(document)
    record(EDITED, by=by, what=document)


def _turn(document: Document, number: int) -> Turn:
    turns = document.turns
    if not 0 <= number < len(turns):
        raise IllegalMove
    return turns[number]


def _least(turn: Turn, text: str) -> tuple[int, int, str]:
    """The smallest stretch of the turn to put other words in, so that places outside of it stay as they are."""
    old, head, tail = turn.text, 0, 0
    shortest = min(len(old), len(text))
    while head < shortest and old[head] == text[head]:
        head += 1
    while tail < shortest - head and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    if head + tail == len(old):  # words are only added: take a letter beside them along
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    return turn.first + head, turn.end - tail, text[head : len(text) - tail]


def _take_turn_out(document: Document, turn: Turn) -> None:
    end = turn.end + 1 if turn.end < len(document.text) else turn.end
    start = turn.first if end > turn.end else max(0, turn.first - 1)
    if (start, end) == (0, len(document.text)):
        raise IllegalMove  # the last one: a text is withdrawn, not emptied
    _change(document, ((start, end, ""),), is_a_cut=True)


def _goes_back(document: Document) -> None:
    """What was said to be without names is looked through again once its words change."""
    if document.state == State.HIDDEN:
        document.state = State.CLEANED
    document.save()


@transaction.atomic
def add_turn(document: Document, *, by: Person, edition: int, after: int, text: str, voice: int) -> None:
    """Words that were lost on the way (a dropped cue) stand after a turn."""
    document = _open(document, edition)
    turn, text = _turn(document, after), text.replace("\r\n", "\n").strip()
    if not text or not 0 <= voice < len(document.voices):
        raise IllegalMove
    letter = turn.text[-1:]
    _change(document, ((turn.end - 1, turn.end, f"{letter}\n{text}"),))
    rows: list[Row] = list(document.rows)
    speaker, seconds, first, end, in_file = rows[after]
    middle = end - len(text) - 1
    rows[after : after + 1] = [(speaker, seconds, first, middle, in_file), (voice, None, middle + 1, end, None)]
    document.rows = rows
    _goes_back(document)
    record(EDITED, by=by, what=document)


# Hiding what may lead to someone.


@transaction.atomic
def decide(document: Document, *, by: Person, edition: int, places: Iterable[tuple[int, int, str]], hide: bool) -> int:
    """Hide some (first, end, kind), each behind words of its kind, or leave them as they are. A person said so of each.

    Also once a text is ready: a name seen late is hidden, and codes and quotations follow.
    """
    document = locked(document)
    rules.check_study(document.participant.study)
    wanted = sorted(set(places))
    _check_places(document, edition, wanted)
    decided = [
        Decision(
            organisation=document.organisation,
            document=document,
            by=by,
            is_hidden=hide,
            kind=kind,
            first=first,
            last=last,
        )
        for first, last, kind in wanted
    ]
    Decision.objects.bulk_create(decided)
    if hide and wanted:
        language = document.participant.language
        _change(document, tuple((first, last, in_place_of(Kind(kind), language)) for first, last, kind in wanted))
    record(DECIDED, by=by, what=document)
    return len(wanted)


def _check_places(document: Document, edition: int, wanted: Sequence[tuple[int, int, str]]) -> None:
    turns = document.turns
    within = all(any(t.first <= first < last <= t.end for t in turns) for first, last, _ in wanted)
    apart = all(one[1] <= other[0] for one, other in pairwise(wanted))
    if edition != document.edition or not within or not apart or any(kind not in set(Kind) for _, _, kind in wanted):
        raise IllegalMove


# How far it is.


@transaction.atomic
def move(document: Document, *, by: Person, to: str) -> Document:
    """One step on, or back. Raises `VoicesUnknown`, `StillToDecide`, `IllegalMove`."""
    document = _open(document)
    if to not in rules.MOVES[document.state]:
        raise IllegalMove
    if to == State.CLEANED and not all(voice["who"] for voice in document.voices):
        raise VoicesUnknown
    if to in (State.HIDDEN, State.READY) and words.suggestions(document):
        raise StillToDecide
    document.state = to
    if to == State.READY:
        _close(document)
    document.save()
    record(MOVED, by=by, what=document)
    return document


def _close(document: Document) -> None:
    """The names in the file are no longer needed: voices keep their part, not their label."""
    document.ready_on, document.came = clock.today(), {}
    document.voices = [{"label": "", "who": voice["who"]} for voice in document.voices]
    file = raw.raw_of(document)
    if file is not None:
        file.destroy_on = rules.raw_until(document)
        file.save(update_fields=["destroy_on"])
