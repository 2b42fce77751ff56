"""How a text comes in: a file of captions, notes typed here, or what was sent in writing. The same door for all."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir.consultations.actions import hand_over
from espoir.consultations.models import Contribution, Participant
from espoir.cores import captions
from espoir.cores.captions import NotReadable, Refusal, Transcript, Turn
from espoir.cores.identifiers import Kind as Named
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.transcripts import raw, rules, words
from espoir.transcripts.models import Document, RawFile, Row
from espoir.transcripts.rules import IllegalMove

BROUGHT = verb("transcripts.brought", _lazy("brought a text in"))
MOST_VOICES = 99
BETWEEN = "\n"  # turns
Kind, Who, Form = Document.Kind, Document.Who, RawFile.Form


@transaction.atomic
def bring(participant: Participant, *, by: Person, content: bytes, name: str) -> Document:
    """A transcript from a file. Raises `NotReadable`, `NoTranscription`, `NotAgreed`, `IllegalMove`.

    Brought again before anyone read it through, it takes the place of the first.
    """
    rules.check_study(participant.study)
    rules.check_agreed(participant, to_transcription=True)
    transcript = captions.read(content, name)
    if not transcript.turns:
        raise NotReadable(Refusal.EMPTY)
    document = _new(participant, Kind.INTERVIEW, by)
    _fill(document, transcript.turns)
    document.came = _what_came(transcript)
    document.save()
    raw.keep(document, form=_form_of(content, name), content=content)
    words.add(participant.study, [(label, Named.PERSON) for label in transcript.speakers if label], of=participant.pk)
    record(BROUGHT, by=by, what=document)
    return document


@transaction.atomic
def type_notes(participant: Participant, *, by: Person, text: str) -> Document:
    """Notes taken by hand in an interview: the way when she did not say yes to a transcription."""
    rules.check_study(participant.study)
    rules.check_agreed(participant, to_transcription=False)
    transcript = captions.read(text.encode(), "notes.txt")
    document = _new(participant, Kind.NOTES, by)
    _fill(document, transcript.turns)
    document.came = _what_came(transcript)
    document.save()
    raw.keep(document, form=Form.TYPED, content=as_typed(transcript.turns))
    record(BROUGHT, by=by, what=document)
    return document


@transaction.atomic
def receive(contribution: Contribution, *, by: Person | None) -> Document | None:
    """What she sent in writing, question by question. Sent again, it stands after what was there, to be read through.

    None when nothing of it is left to receive.
    """
    participant = contribution.participant
    rules.check_study(participant.study)
    answers = hand_over(contribution)
    turns = list(_answered(contribution, answers))
    if not turns:
        return None
    rows = Document.objects.of(participant.organisation).select_for_update()
    document = rows.filter(participant=participant, kind=Kind.WRITTEN).first()
    before = raw.turns_of(document) if document else ()
    if document is None:
        document = Document(organisation=participant.organisation, participant=participant, kind=Kind.WRITTEN, by=by)
        document.voices = [{"label": "", "who": Who.TEAM}, {"label": "", "who": Who.HER}]
    _append(document, turns, from_turn=len(before))
    document.state, document.ready_on = Document.State.ARRIVED, None
    document.save()
    raw.keep(document, form=Form.TYPED, content=as_typed([*before, *turns]))
    record(BROUGHT, by=by, what=document, organisation=document.organisation)
    return document


def as_typed(turns: Iterable[Turn]) -> bytes:
    """What was typed here, as it came, for the comparison with what it becomes."""
    return json.dumps([[turn.speaker, turn.start, turn.text] for turn in turns], ensure_ascii=False).encode()


def _new(participant: Participant, kind: str, by: Person) -> Document:
    rows = Document.objects.of(participant.organisation).select_for_update()
    before = rows.filter(participant=participant, kind=kind).first()
    if before is not None:
        if before.state != Document.State.ARRIVED:
            raise IllegalMove
        raw.destroy_one(before)
        before.delete()
    return Document(organisation=participant.organisation, participant=participant, kind=kind, by=by)


def _fill(document: Document, turns: Sequence[Turn]) -> None:
    labels = list(dict.fromkeys(turn.speaker for turn in turns))
    if len(labels) > MOST_VOICES:
        raise NotReadable(Refusal.OTHER_KIND)  # a list, a log: nobody says who speaks a hundred times
    document.voices = [{"label": label, "who": Who.UNKNOWN} for label in labels]
    rows: list[Row] = []
    at = 0
    for number, turn in enumerate(turns):
        rows.append((labels.index(turn.speaker), turn.start, at, at + len(turn.text), number))
        at += len(turn.text) + len(BETWEEN)
    document.rows = rows
    document.text = BETWEEN.join(turn.text for turn in turns)


def _append(document: Document, turns: Sequence[Turn], *, from_turn: int) -> None:
    text, rows = document.text, list(document.rows)
    for number, turn in enumerate(turns, start=from_turn):
        text += BETWEEN if text else ""
        row: Row = (int(turn.speaker), None, len(text), len(text) + len(turn.text), number)
        rows.append(row)
        text += turn.text
    document.text, document.rows = text, rows
    document.edition += 1


def _answered(contribution: Contribution, answers: dict[str, str]) -> Iterable[Turn]:
    """The question as the team's turn, the answer as hers; `speaker` is the place of the voice."""
    for part in contribution.questions.parts:
        words_of_hers = unicodedata.normalize("NFC", answers.get(part["code"], "")).replace("\r\n", "\n").strip()
        if words_of_hers:
            yield Turn("0", None, part["text"])
            yield Turn("1", None, words_of_hers)


def _what_came(transcript: Transcript) -> dict[str, object]:
    problems = [
        {"what": each.what, "why": each.why, "line": each.line, "said": each.said} for each in transcript.problems
    ]
    return {
        "cues": transcript.cues,
        "turns": len(transcript.turns),
        "voices": len(transcript.speakers),
        "dropped": transcript.dropped,
        "problems": problems,
    }


def _form_of(content: bytes, name: str) -> str:
    if content.startswith(b"PK"):
        return Form.DOCX
    return (
        Form.VTT
        if name.lower().endswith((".vtt", ".srt")) or content.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT")
        else Form.TXT
    )
