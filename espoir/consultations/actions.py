"""Taking part: what she does herself, by her code. Who she is stands in no line of the logbook."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.consultations import codes, queries, rules
from espoir.consultations.models import Consent, Contribution, Identity, Participant, Talk, Way
from espoir.consultations.rules import IllegalMove
from espoir.logbook.actions import record
from espoir.logbook.verbs import Verb, verb
from espoir.organisations.models import Person
from espoir.research.models import Audience, Edition, Study
from espoir.research.shipped import APART

BEGAN = verb("consultations.began", _lazy("began to take part in a study"))
AGREED = verb("consultations.agreed", _lazy("said what they agree to in a study"))
SENT = verb("consultations.sent", _lazy("sent answers in a study"))
CHANGED = verb("consultations.changed", _lazy("changed something in a study"))


def note(done: Verb, participant: Participant) -> None:
    """That it was done, and when; neither by whom nor to which row, which may be gone tomorrow."""
    record(done, by=None, organisation=participant.organisation)


@transaction.atomic
def begin(audience: Audience, *, way: str = "", language: str, by: Person | None = None) -> tuple[Participant, str]:
    """A new place in a study, and the words that open it, told once. `by`: who of the team made it for her."""
    study = Study.objects.of(audience.organisation).select_for_update().get(pk=audience.study_id)
    if not rules.takes_people(study) or not queries.is_ready(audience):
        raise IllegalMove
    study.last_number += 1
    study.save(update_fields=["last_number"])
    words = codes.draw(language)
    participant = Participant(
        organisation=audience.organisation, study=study, audience=audience, number=study.last_number,
        language=language, way=way, code=codes.digest(words),
    )  # fmt: skip
    participant.save()
    record(BEGAN, by=by, organisation=audience.organisation)
    return participant, words


@transaction.atomic
def new_words(participant: Participant) -> str:
    """Another code for the same place: the one before opens nothing any more."""
    words = codes.draw(participant.language)
    participant.code = codes.digest(words)
    participant.save(update_fields=["code"])
    note(CHANGED, participant)
    return words


@transaction.atomic
def agree(
    participant: Participant,
    *,
    sheet: Edition,
    statements: Edition,
    agreed: list[str],
    name: str,
    copy: str = Consent.Copy.NONE,
    read: str = Consent.Read.HERSELF,
    how: str = Consent.How.SCREEN,
    signed_on: date | None = None,
    witness: Person | None = None,
) -> Consent:
    """Her yes, statement by statement, in the editions that she read. It takes the place of an earlier one."""
    if not rules.still_asks(participant.study) or not set(rules.needed(statements)) <= set(agreed):
        raise IllegalMove
    stop_consents(participant)
    known = {part["code"] for part in statements.parts}
    consent = Consent(
        organisation=participant.organisation, participant=participant, sheet=sheet, statements=statements,
        read=read, how=how, copy=copy, signed_on=signed_on or clock.today(), witness=witness,
    )  # fmt: skip
    consent.agreed = [code for code in agreed if code in known]
    consent.transcription, consent.quotations = (code in consent.agreed for code in APART)
    consent.save()
    say_who(participant, name=name)
    note(AGREED, participant)
    return consent


def stop_consents(participant: Participant) -> None:
    rows = Consent.objects.of(participant.organisation).filter(participant=participant, stopped_on=None)
    rows.update(stopped_on=clock.today())


def say_who(participant: Participant, **values: str) -> Identity:
    """The name she signs with, how to reach her and how not to: apart from what she says, under another key."""
    identity = queries.identity_of(participant) or Identity(
        organisation=participant.organisation, participant=participant
    )
    for name, value in values.items():
        setattr(identity, name, value)
    identity.save()
    return identity


@transaction.atomic
def choose_way(participant: Participant, *, way: str) -> None:
    """One press, no reason. How she took part before stays written, for her."""
    if not rules.still_asks(participant.study) or way not in ways_of(participant.audience):
        raise IllegalMove
    if participant.way == way:
        return
    if participant.way:
        participant.ways = [*participant.ways, {"way": participant.way, "until": clock.today().isoformat()}]
    participant.way = way
    participant.save()
    note(CHANGED, participant)


def ways_of(audience: Audience) -> list[str]:
    offered = {Way.INTERVIEW: audience.by_interview, Way.WRITTEN: audience.in_writing}
    return [str(way) for way, is_offered in offered.items() if is_offered]


# In writing.


@transaction.atomic
def save_answers(participant: Participant, *, answers: dict[str, str]) -> Contribution:
    """What is written so far: the draft that she finds again, or a correction of what she sent."""
    if not rules.still_asks(participant.study) or queries.consent_of(participant) is None:
        raise IllegalMove
    contribution = queries.contribution_of(participant)
    if contribution is None:
        questions = queries.newest(participant.audience, Edition.Kind.QUESTIONS)
        if questions is None:
            raise IllegalMove
        contribution = Contribution(organisation=participant.organisation, participant=participant, questions=questions)
    if contribution.sent_on and not contribution.answers:
        contribution.sent_on = None  # what she sent has moved on: this is a new draft, read by nobody
    kept = {**contribution.answers, **answers}
    contribution.answers = {code: words for code, words in kept.items() if words.strip()}
    contribution.save()
    return contribution


@transaction.atomic
def send_answers(participant: Participant) -> Contribution:
    contribution = queries.contribution_of(participant)
    if contribution is None or not contribution.answers or not rules.still_asks(participant.study):
        raise IllegalMove
    contribution.sent_on = clock.today()
    contribution.save()
    if not participant.way:
        choose_way(participant, way=Way.WRITTEN)
    note(SENT, participant)
    return contribution


@transaction.atomic
def hand_over(contribution: Contribution) -> dict[str, str]:
    """For the room that keeps texts: her answers move there and are no longer here. A text is kept once."""
    if contribution.sent_on is None:
        raise IllegalMove
    answers = dict(contribution.answers)
    contribution.answers = {}
    contribution.save()
    return answers


@transaction.atomic
def say_traits(participant: Participant, *, traits: dict[str, list[str]]) -> None:
    """What she says of herself for who took part; every line may stay empty."""
    participant.traits = {trait: said for trait, said in traits.items() if said}
    participant.save()
    note(CHANGED, participant)


# Talking.


@transaction.atomic
def ask_to_talk(participant: Participant, *, kind: str, when: str, by_what: str) -> Talk:
    """She says which days and hours suit her; the team owes her a time."""
    if not rules.still_asks(participant.study) or not may_ask(participant, kind):
        raise IllegalMove
    open_ones = queries.talks_of(participant).filter(kind=kind, state__in=(Talk.State.ASKED, Talk.State.AGREED))
    talk = open_ones.first() or Talk(organisation=participant.organisation, participant=participant, kind=kind)
    talk.state, talk.at, talk.asked_on = Talk.State.ASKED, None, clock.today()
    talk.when, talk.by_what = when, by_what
    talk.save()
    if kind == Talk.Kind.INTERVIEW and participant.way != Way.INTERVIEW:
        choose_way(participant, way=Way.INTERVIEW)
    note(CHANGED, participant)
    return talk


def may_ask(participant: Participant, kind: str) -> bool:
    """A call comes before deciding anything; an interview after her yes."""
    if kind == Talk.Kind.CALL:
        return participant.audience.call_offered
    return participant.audience.by_interview and queries.consent_of(participant) is not None


@transaction.atomic
def stop_talk(talk: Talk) -> None:
    """One press, no reason, and nothing of it stays."""
    if talk.state not in (Talk.State.ASKED, Talk.State.AGREED):
        raise IllegalMove
    note(CHANGED, talk.participant)
    talk.delete()


@transaction.atomic
def change_reach(participant: Participant, *, way: str, never: str) -> None:
    say_who(participant, way=way, never=never)
    note(CHANGED, participant)
