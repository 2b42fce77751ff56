from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked
from espoir.voice import queries
from espoir.voice.models import Idea, Rate, Struck, Word
from espoir.voice.rules import DAYS_TO_ANSWER, IllegalMove

PROPOSED = verb("voice.idea", _("sent an idea"))
TOOK_BACK = verb("voice.idea_back", _("took an idea back"))
PROLONGED = verb("voice.idea_later", _("asked for more time to answer your idea"))
ANSWERED = verb("voice.idea_answered", _("answered your idea"))
DONE = verb("voice.idea_done", _("said that your idea is done"))
OPENED = verb("voice.idea_opened", _("opened an idea of yours"))
SAID = verb("voice.word", _("said a word about what is asked here"))
ANSWERED_QUESTION = verb("voice.word_answered", _("answered your question about what is asked here"))
OPENED_QUESTION = verb("voice.word_opened", _("opened your question about what is asked here"))
ANSWERED_STRUCK = verb("voice.struck_answered", _("answered something that was struck"))
SET_RATE = verb("voice.rate", _("said what is paid for advice"))


def _in_two_weeks() -> date:
    return clock.today() + timedelta(days=DAYS_TO_ANSWER)


def _chief(organisation: Organisation) -> Person | None:
    return Asked(organisation).chief


# Ideas.


@transaction.atomic
def propose(*, by: Person, kind: str, title: str, words: str = "", is_signed: bool) -> Idea:
    """Send an idea. Someone owes her an answer from now on, whether her name is on it or not."""
    idea = Idea(organisation=by.organisation, person=by, kind=kind, is_signed=is_signed)
    idea.owner, idea.due = _chief(by.organisation), _in_two_weeks()
    idea.title, idea.words = title, words
    idea.save()
    record(PROPOSED, by=by, about=[by], what=idea)
    if idea.owner is not None:
        tell(idea.owner)
    return idea


@transaction.atomic
def take_back(idea: Idea, *, by: Person) -> None:
    """While nobody has answered. Nobody is told."""
    _must(idea, Idea.State.SENT)
    _end(idea, Idea.State.TAKEN_BACK)
    record(TOOK_BACK, by=by, about=[by], what=idea)


@transaction.atomic
def prolong(idea: Idea, *, by: Person, due: date, words: str) -> None:
    """Another day for the answer, once, and she reads why."""
    _must(idea, Idea.State.SENT)
    if idea.prolonged_on is not None:
        raise IllegalMove
    idea.prolonged_on, idea.due, idea.owner, idea.why_later = clock.today(), due, by, words
    idea.save()
    record(PROLONGED, by=by, about=[idea.person], what=idea)
    tell(idea.person)


@transaction.atomic
def say_yes(idea: Idea, *, by: Person, words: str, follows: str, owner: Person, due: date) -> None:
    """Yes: what comes of it, who does it and by when. It is a promise until it is done."""
    _answer(idea, Idea.State.YES, words)
    idea.follows, idea.owner, idea.due = follows, owner, due
    idea.save()
    record(ANSWERED, by=by, about=[idea.person], what=idea)
    tell(idea.person)


@transaction.atomic
def say_otherwise(idea: Idea, *, by: Person, words: str) -> None:
    """A different way, said in a sentence."""
    _close(idea, Idea.State.OTHERWISE, by, words)


@transaction.atomic
def say_no(idea: Idea, *, by: Person, words: str) -> None:
    """No, with a reason."""
    _close(idea, Idea.State.NO, by, words)


def _close(idea: Idea, state: Idea.State, by: Person, words: str) -> None:
    _answer(idea, state, words)
    idea.owner = by
    _end(idea, state)
    record(ANSWERED, by=by, about=[idea.person], what=idea)
    tell(idea.person)


def _answer(idea: Idea, state: Idea.State, words: str) -> None:
    _must(idea, Idea.State.SENT)
    idea.was_in_time = idea.due is not None and clock.today() <= idea.due
    idea.state, idea.answered_on, idea.answer = state, clock.today(), words


@transaction.atomic
def finish(idea: Idea, *, by: Person) -> None:
    """What was said to come of it has come."""
    _must(idea, Idea.State.YES)
    _end(idea, Idea.State.DONE)
    record(DONE, by=by, about=[idea.person], what=idea)
    tell(idea.person)


def _must(idea: Idea, state: Idea.State) -> None:
    if idea.state != state:
        raise IllegalMove


def _end(idea: Idea, state: Idea.State) -> None:
    idea.state, idea.due, idea.ended_on = state, None, clock.today()
    idea.save()


# What is asked here.


@transaction.atomic
def say(thing: str, *, by: Person, says: str, words: str = "") -> Word:
    """Her word about one thing. A question is owed an answer; what she strikes is out of use at once, where it can."""
    word = queries.word_about(by, thing) or Word(organisation=by.organisation, person=by, thing=thing)
    word.says, word.on, word.words = says, clock.today(), words
    word.answer, word.answered_on, word.owner, word.due = "", None, None, None
    if says == Word.Says.QUESTION:
        word.owner, word.due = _chief(by.organisation), _in_two_weeks()
    word.save()
    record(SAID, by=by, about=[by], what=word)
    if says == Word.Says.STRIKE:
        _strike(thing, by.organisation)
    if word.owner is not None:
        tell(word.owner)
    return word


def _strike(thing: str, organisation: Organisation) -> None:
    """It is out at once; whoever struck it is not written beside it."""
    if queries.struck_now(organisation, thing) is not None:
        return
    row = Struck(organisation=organisation, thing=thing, owner=_chief(organisation), due=_in_two_weeks())
    row.save()
    if row.owner is not None:
        tell(row.owner)


@transaction.atomic
def answer_question(word: Word, *, by: Person, words: str) -> None:
    if word.due is None:
        raise IllegalMove
    word.answer, word.answered_on, word.owner, word.due = words, clock.today(), by, None
    word.save()
    record(ANSWERED_QUESTION, by=by, about=[word.person], what=word)
    tell(word.person)


@transaction.atomic
def answer_struck(row: Struck, *, by: Person, state: str, words: str) -> None:
    """It stays out, or it comes back, and everyone here reads why. Whoever struck it is told that something waits."""
    if not row.is_out or state == Struck.State.WAITING:
        raise IllegalMove
    row.state, row.answer, row.answered_on, row.owner, row.due = Struck.State(state), words, clock.today(), by, None
    row.save()
    record(ANSWERED_STRUCK, by=by, what=row)
    said = Word.objects.of(row.organisation).filter(thing=row.thing, says=Word.Says.STRIKE)
    for word in said.filter(person__state=Person.State.HERE).select_related("person"):
        tell(word.person)


@transaction.atomic
def set_rate(*, by: Person, cents: int, how: str) -> Rate:
    """What an hour of advice is paid, and how. Everyone who gives some reads it before."""
    rate = Rate(organisation=by.organisation)
    rate.cents, rate.how = cents, how
    rate.save()
    record(SET_RATE, by=by, what=rate)
    return rate
