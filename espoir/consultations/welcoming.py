"""What the team does: a slip with a code, a yes entered for someone, a signature beside hers, a time to talk."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.consultations import actions, codes, queries, rules
from espoir.consultations.models import Consent, Identity, Participant, Talk
from espoir.consultations.rules import IllegalMove
from espoir.consultations.withdrawing import close_sessions
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.research.models import Audience, Edition
from espoir.research.queries import may_meet_people
from espoir.research.rules import seats_kept

OPENED_WHO = verb("consultations.opened_who", _lazy("opened who takes part in a study, and how to reach them"))
GAVE_A_CODE = verb("consultations.gave_a_code", _lazy("gave someone a code for a study, on paper"))
ENTERED = verb("consultations.entered", _lazy("entered what someone agreed to in a study"))
COUNTERSIGNED = verb("consultations.countersigned", _lazy("signed for the team in a study"))
ANSWERED = verb("consultations.answered", _lazy("answered a wish to talk in a study"))
CLOSED = verb("consultations.closed", _lazy("noted whether a talk took place in a study"))


class NotHers(Exception):
    """Only someone of the study's team who meets people does this."""


def _check_meets(by: Person, participant: Participant) -> None:
    if not may_meet_people(by, participant.study):
        raise NotHers


@transaction.atomic
def open_who(participant: Participant, *, by: Person) -> Identity | None:
    """Who she is and how to reach her. Each time leaves a line, which does not say whose."""
    _check_meets(by, participant)
    record(OPENED_WHO, by=by)
    return queries.identity_of(participant)


@transaction.atomic
def give_slip(audience: Audience, *, by: Person, language: str) -> tuple[Participant, str]:
    """A place for someone who has no device here, or who was invited in person: her code, on paper."""
    if not may_meet_people(by, audience.study):
        raise NotHers
    participant, words = actions.begin(audience, language=language, by=by)
    record(GAVE_A_CODE, by=by)
    return participant, words


@transaction.atomic
def give_another_code(participant: Participant, *, by: Person) -> str:
    """She lost hers. The one before opens nothing any more, nor do the sessions that it opened."""
    _check_meets(by, participant)
    words = codes.draw(participant.language)
    participant.code = codes.digest(words)
    participant.save(update_fields=["code"])
    close_sessions(participant)
    record(GAVE_A_CODE, by=by)
    return words


@transaction.atomic
def enter_consent(
    participant: Participant,
    *,
    by: Person,
    sheet: Edition,
    statements: Edition,
    agreed: list[str],
    name: str,
    copy: str,
    read: str,
    how: str,
    signed_on: date,
    witness: Person | None,
) -> Consent:
    """What she agreed to on paper, or aloud before a witness, by whoever was there."""
    _check_meets(by, participant)
    if queries.consent_of(participant) is not None:
        raise IllegalMove  # she said it herself, or it is entered: only she says it differently
    if how == Consent.How.SCREEN or (how == Consent.How.SPOKEN and witness is None):
        raise IllegalMove
    record(ENTERED, by=by)
    return actions.agree(
        participant, sheet=sheet, statements=statements, agreed=agreed, name=name, copy=copy, read=read, how=how,
        signed_on=signed_on, witness=witness if how == Consent.How.SPOKEN else None,
    )  # fmt: skip


@transaction.atomic
def countersign(consent: Consent, *, by: Person) -> None:
    """The team's own signature and date. Once."""
    if consent.countersigned_on is not None or consent.stopped_on is not None:
        raise IllegalMove
    consent.countersigned_by, consent.countersigned_on = by, clock.today()
    consent.save(update_fields=["countersigned_by", "countersigned_on"])
    record(COUNTERSIGNED, by=by)


@transaction.atomic
def set_time(talk: Talk, *, by: Person, at: datetime) -> None:
    """A day and an hour, for her page. Whoever sets it talks with her."""
    if not talk.is_open or not rules.still_asks(talk.participant.study):
        raise IllegalMove
    talk.state, talk.at, talk.by = Talk.State.AGREED, at, by
    talk.save()
    record(ANSWERED, by=by)


@transaction.atomic
def close_talk(talk: Talk, *, by: Person, took_place: bool) -> None:
    if talk.state != Talk.State.AGREED:
        raise IllegalMove
    talk.state = Talk.State.DONE if took_place else Talk.State.NOT_HELD
    talk.save(update_fields=["state"])
    record(CLOSED, by=by)


def witnesses(participant: Participant) -> list[Person]:
    return [seat.person for seat in seats_kept(participant.study)]
