"""A text comes in, is read through, loses the names in it, and is ready; from then on only she can take words out."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.transcripts import rules
from espoir.transcripts.followers import Change, tell_followers
from espoir.transcripts.models import Correction, Decision, Document
from espoir.transcripts.rules import IllegalMove

OPENED = verb("transcripts.opened", _lazy("opened a text"))
NAMED = verb("transcripts.named", _lazy("said who speaks in a text"))
EDITED = verb("transcripts.edited", _lazy("corrected a text"))
DECIDED = verb("transcripts.decided", _lazy("hid a name in a text, or left it"))
MOVED = verb("transcripts.moved", _lazy("said how far a text is"))
CUT = verb("transcripts.cut", _lazy("took words out of a text"))
CORRECTED = verb("transcripts.corrected", _lazy("wrote beside her text"))
LISTED = verb("transcripts.listed", _lazy("changed the words to look for"))
DESTROYED = verb("transcripts.destroyed", _lazy("destroyed a file as it came"))


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


def _locked(document: Document) -> Document:
    """The row as it is now, held until the end of the transaction."""
    rows = Document.objects.of(document.organisation).select_for_update(of=("self",))
    return rows.select_related("participant__study").get(pk=document.pk)


@transaction.atomic
def cut(document: Document, *, by: Person | None, start: int, end: int) -> Change:
    """Take code points `start` up to `end` out, for good. `by` is None when it is she who takes part that strikes."""
    document = _locked(document)
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
