"""She who takes part takes words out of her text, or the whole text, for good; with a receipt.

The promise is in the erasure ledger before a word goes, so that an older backup put back cannot bring it back: each
sentence is promised under a mark of its words, its turn and its text. Nobody reads words in a mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir.consultations.models import Departure, Participant
from espoir.consultations.rules import TRANSCRIPTION
from espoir.logbook import anchors, ledger
from espoir.logbook.actions import record
from espoir.logbook.ledger import Receipt
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation
from espoir.transcripts import actions, raw, sentences, words
from espoir.transcripts.models import Document, RawFile, Turn
from espoir.transcripts.rules import IllegalMove
from espoir.vault import keys
from espoir.vault.sweeping import empty_the_write_ahead_log

TOOK_OUT = verb("transcripts.took_out", _lazy("took a text out of a study"))
What = Departure.What


@transaction.atomic
def strike(document: Document, *, number: int, edition: int, spans: Iterable[tuple[int, int]]) -> Receipt:
    """Some sentences of a turn go, and every place that said them. Raises `IllegalMove` from an older page."""
    document = actions.locked(document)
    turn = next((each for each in document.turns if each.number == number), None)
    if turn is None or edition != document.edition:
        raise IllegalMove
    wanted = _with_their_likes(document.text, sentences.of_turn(turn), list(spans))
    receipt = ledger.promise([_mark(document, turn, document.text[first:last]) for first, last in wanted])
    _cut_all(document, wanted)
    _forget_the_file(document)
    _leaves(document, What.PASSAGE, receipt)
    return receipt


def _with_their_likes(
    text: str, every: Sequence[tuple[int, int]], chosen: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """What she chose, and what reads the same in the same turn: a mark cannot tell them apart."""
    if not chosen or not set(chosen) <= set(every):
        raise IllegalMove
    said = {text[first:last].strip() for first, last in chosen}
    return [(first, last) for first, last in every if text[first:last].strip() in said]


def _mark(document: Document, turn: Turn, words: str) -> str:
    place = "added" if turn.in_file is None else turn.in_file
    return ledger.mark(document.organisation_id, f"{document.pk}|{place}|{words.strip()}")


def _cut_all(document: Document, spans: Iterable[tuple[int, int]]) -> None:
    for first, last in sorted(spans, reverse=True):  # from the end, so that places before stay where they are
        actions.cut(document, by=None, start=first, end=last)


def _forget_the_file(document: Document) -> None:
    """The file as it came still says them, and so may what was set aside of it: both go now, not on their day."""
    raw.destroy_one(document)
    document = actions.locked(document)
    problems: Any = document.came.get("problems", [])
    if problems:
        document.came = {**document.came, "problems": [{**each, "said": ""} for each in problems]}
        document.save(update_fields=["box"])


def _leaves(document: Document, what: str, receipt: Receipt) -> None:
    participant = document.participant
    Departure.objects.create(
        organisation=participant.organisation,
        study=participant.study,
        what=what,
        receipt=ledger.digest(receipt.code),
    )
    transaction.on_commit(partial(_afterwards, participant.organisation))


def _afterwards(organisation: Organisation) -> None:
    empty_the_write_ahead_log()
    anchors.anchor(organisation)


@transaction.atomic
def take_out(document: Document) -> Receipt:
    """The whole text goes, with all that was made of it; she stays in the study."""
    document = actions.locked(document)
    receipt = ledger.promise([ledger.mark(document.organisation_id, document.pk)])
    _remove(document)
    _leaves(document, What.PART, receipt)
    record(TOOK_OUT, by=None, organisation=document.organisation)
    return receipt


def _remove(document: Document) -> None:
    raw.destroy_one(document)
    words.forget_those_of(document.participant)
    document.delete()


def let_go_of_files(participant: Participant) -> None:
    """Before she leaves: the keys of her files, which lie beside hers, and the names that came with them."""
    words.forget_those_of(participant)
    for file in RawFile.objects.of(participant.organisation).filter(participant=participant):
        keys.shred(file.organisation_id, file.pk)


def take_transcript_back(participant: Participant, part: str) -> None:
    """What was written down goes with her yes to it. Notes, and what she wrote herself, stay."""
    if part == TRANSCRIPTION:
        rows = Document.objects.of(participant.organisation).filter(participant=participant)
        for document in rows.filter(kind=Document.Kind.INTERVIEW).select_related("participant__study"):
            _remove(document)


# Again, after an older copy was put back.


def finish(organisation: Organisation) -> int:
    """What was promised to go and is there all the same."""
    marks = ledger.marks()
    rows = Document.objects.of(organisation).select_related("participant__study") if marks else []
    return sum(_finish_one(document, marks) for document in rows)


def _finish_one(document: Document, marks: frozenset[str]) -> int:
    if ledger.mark(document.organisation_id, document.pk) in marks:
        _remove(document)
        return 1
    text = document.text
    again = [
        span
        for turn in document.turns
        for span in sentences.of_turn(turn)
        if _mark(document, turn, text[slice(*span)]) in marks
    ]
    if again:
        _cut_all(document, again)
        _forget_the_file(document)
    return len(again)
