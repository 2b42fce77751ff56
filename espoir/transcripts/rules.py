"""What may be done with a text now. No roles here."""

from __future__ import annotations

from datetime import date, timedelta

from espoir import clock
from espoir.consultations.models import Consent, Participant, Way
from espoir.research.models import Study
from espoir.transcripts.models import Document

State = Document.State
MOVES: dict[str, frozenset[str]] = {
    State.ARRIVED: frozenset({State.CLEANED}),
    State.CLEANED: frozenset({State.ARRIVED, State.HIDDEN}),
    State.HIDDEN: frozenset({State.CLEANED, State.READY}),
    State.READY: frozenset(),
}
RAW_AFTER_READY = timedelta(days=14)  # long enough to see that something was hidden or mended wrongly
RAW_AT_MOST = timedelta(days=90)  # from the day it came, whatever is still to do


class IllegalMove(Exception):
    """The text, or the study, has moved on."""


class NoTranscription(Exception):
    """She did not say yes to a transcription: notes are typed instead."""


class NotAgreed(Exception):
    """She has not agreed to take part, or no longer does."""


class NoInterview(Exception):
    """She takes part in writing: what she sends comes in, and nothing is written down for her."""


class StillToDecide(IllegalMove):
    """Something that may lead to someone is neither hidden nor left."""


class VoicesUnknown(IllegalMove):
    """Who speaks is not said for every voice."""


def check_agreed(participant: Participant, *, to_transcription: bool) -> None:
    """Raises when her yes does not reach that far, or when she is not interviewed."""
    if participant.way == Way.WRITTEN:
        raise NoInterview
    rows = Consent.objects.of(participant.organisation).filter(participant=participant, stopped_on=None)
    consent = rows.order_by("-signed_on", "-pk").first()
    if consent is None:
        raise NotAgreed
    if to_transcription and not consent.transcription:
        raise NoTranscription


def agrees(participant: Participant) -> bool:
    try:
        check_agreed(participant, to_transcription=False)
    except (NotAgreed, NoInterview):
        return False
    return True


def agrees_to_transcription(participant: Participant) -> bool:
    try:
        check_agreed(participant, to_transcription=True)
    except (NotAgreed, NoInterview, NoTranscription):
        return False
    return True


def is_open(study: Study) -> bool:
    """May its texts still change?"""
    return study.state in (Study.State.OPEN, Study.State.CLOSED)


def check_study(study: Study) -> None:
    if not is_open(study):
        raise IllegalMove


def raw_until(document: Document) -> date:
    """When the file as it came is destroyed: soon after it is no longer needed, and never after the study's own day."""
    day = document.arrived_on + RAW_AT_MOST
    if document.ready_on is not None:
        day = min(day, document.ready_on + RAW_AFTER_READY)
    limit = document.participant.study.raw_until
    return min(day, limit) if limit is not None else day


def is_due(day: date | None) -> bool:
    return day is not None and day <= clock.today()
