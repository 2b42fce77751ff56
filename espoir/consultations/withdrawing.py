"""Leaving a study, whole or in part. The promise is on the disk before anything is destroyed (`logbook/ledger.py`).

`let_go()` is the whole of it, and may be run again at any moment: by the worker after a stop, or by `restore` after an
older backup was put back. What is taken back in part is promised under a mark with a turn: what she writes afterwards
has another turn, and stays.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.accounts.models import Session
from espoir.consultations import pages, queries
from espoir.consultations.gate import HERS
from espoir.consultations.models import Departure, Participant, Talk
from espoir.consultations.rules import IllegalMove
from espoir.logbook import anchors, ledger
from espoir.logbook.actions import record
from espoir.logbook.ledger import Receipt
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation
from espoir.research.shipped import APART
from espoir.vault import keys
from espoir.vault.sweeping import empty_the_write_ahead_log

LEFT = verb("consultations.left", _lazy("left a study"))
TOOK_BACK = verb("consultations.took_back", _lazy("took something back from a study"))
TRAITS, REACH, ANSWER, TALK = "traits", "reach", "q-", "t-"


@transaction.atomic
def withdraw(participant: Participant) -> Receipt:
    """Everything of hers goes, for good. From here on nothing can stop it: what is cut short is finished later."""
    organisation = participant.organisation
    receipt = ledger.promise([ledger.mark(organisation.pk, subject) for subject in subjects_of(participant)])
    let_go(participant, receipt=ledger.digest(receipt.code))
    record(LEFT, by=None, organisation=organisation)
    transaction.on_commit(partial(_afterwards, organisation))
    return receipt


def subjects_of(participant: Participant) -> list[str]:
    """Under whose keys her words and her name lie."""
    identity = queries.identity_of(participant)
    return [participant.pk, *([identity.pk] if identity else [])]


def let_go(participant: Participant, *, receipt: str = "") -> None:
    """Her sessions, what rooms keep elsewhere, her rows and theirs, her keys. With a receipt, that someone left."""
    subjects = subjects_of(participant)
    pages.say_farewell(participant)
    close_sessions(participant)
    if receipt:
        Departure.objects.of(participant.organisation).get_or_create(
            organisation=participant.organisation,
            receipt=receipt,
            defaults={"study": participant.study, "what": Departure.What.EVERYTHING},
        )
    scope = participant.organisation_id
    participant.delete()
    for subject in subjects:
        keys.shred(scope, subject)


def close_sessions(participant: Participant, *, besides: str | None = None) -> None:
    """Wherever her code opened one. None of them belongs to an account."""
    for session in Session.objects.filter(account=None, expire_date__gt=clock.machine()):
        if session.get_decoded().get(HERS) == participant.pk and session.session_key != besides:
            session.delete()


def _afterwards(organisation: Organisation) -> None:
    empty_the_write_ahead_log()
    anchors.anchor(organisation)


# A part.


def parts_of(participant: Participant) -> list[str]:
    """What she can take back by itself: each answer, the permission to quote or to transcribe, and so on."""
    consent, contribution = queries.consent_of(participant), queries.contribution_of(participant)
    identity = queries.identity_of(participant)
    answers = [f"{ANSWER}{part['code']}" for part in contribution.questions.parts
               if part["code"] in contribution.answers] if contribution else []  # fmt: skip
    return [
        *answers,
        *(code for code in APART if consent is not None and code in consent.agreed),
        *([TRAITS] if participant.traits else []),
        *([REACH] if identity is not None and (identity.way or identity.never) else []),
        *(f"{TALK}{talk.pk}" for talk in queries.talks_of(participant)),
    ]


@transaction.atomic
def take_back(participant: Participant, *, part: str) -> Receipt:
    """One part goes, for good; the rest stays as it is."""
    if part not in parts_of(participant):
        raise IllegalMove
    receipt = ledger.promise([_mark(participant, part)])
    _take_out(participant, part)
    Departure.objects.create(
        organisation=participant.organisation,
        study=participant.study,
        what=Departure.What.PART,
        receipt=ledger.digest(receipt.code),
    )
    record(TOOK_BACK, by=None, organisation=participant.organisation)
    transaction.on_commit(partial(_afterwards, participant.organisation))
    return receipt


def take_back_what_is_no_longer_agreed(participant: Participant, *, agreed: list[str]) -> list[tuple[str, Receipt]]:
    """She says her yes again, and not all of it: what was made under the rest goes, as if she had taken it back."""
    before = queries.consent_of(participant)
    gone = [code for code in APART if before is not None and code in before.agreed and code not in agreed]
    return [(code, take_back(participant, part=code)) for code in gone]


def _mark(participant: Participant, part: str) -> str:
    turn = participant.turns.get(part, 0)
    return ledger.mark(participant.organisation_id, f"{participant.pk}|{part}|{turn}")


def _take_out(participant: Participant, part: str) -> None:
    if part in APART:
        _stop_agreeing(participant, part)
    elif part == REACH:
        identity = queries.identity_of(participant)
        if identity is not None:
            identity.way = identity.never = ""
            identity.save()
    elif part.startswith(TALK):
        Talk.objects.of(participant.organisation).filter(participant=participant, pk=part[len(TALK) :]).delete()
    elif part.startswith(ANSWER):
        _empty_answer(participant, part[len(ANSWER) :])
    else:
        participant.traits = {}
    pages.say_taken_back(participant, part)
    participant.turns = {**participant.turns, part: participant.turns.get(part, 0) + 1}
    participant.save()


def _stop_agreeing(participant: Participant, code: str) -> None:
    """Her other statements stand as she said them."""
    consent = queries.consent_of(participant)
    if consent is not None:
        consent.agreed = [each for each in consent.agreed if each != code]
        consent.transcription, consent.quotations = (each in consent.agreed for each in APART)
        consent.save()


def _empty_answer(participant: Participant, code: str) -> None:
    contribution = queries.contribution_of(participant)
    if contribution is not None:
        contribution.answers = {each: words for each, words in contribution.answers.items() if each != code}
        if not contribution.answers:
            contribution.sent_on = None
        contribution.save()


# Again, after a stop or an older copy.


def finish(organisation: Organisation) -> int:
    """What was promised to go and is there all the same."""
    marks = ledger.marks()
    rows = Participant.objects.of(organisation).select_related("organisation", "study") if marks else []
    return sum(_finish_one(row, marks) for row in rows)


def _finish_one(participant: Participant, marks: frozenset[str]) -> int:
    whole = ledger.mark(participant.organisation_id, participant.pk)
    if whole in marks:
        promised = ledger.promise_with(whole) or {}
        let_go(participant, receipt=str(promised.get("receipt", "")))
        return 1
    again = [part for part in parts_of(participant) if _mark(participant, part) in marks]
    for part in again:
        _take_out(participant, part)
    return len(again)
