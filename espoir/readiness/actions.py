"""Verbs of a role here: it is offered, someone asks, three people talk, she agrees to the words, the answer comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.apart import placement
from espoir.apart.placement import Kind, places
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role
from espoir.people import actions as people
from espoir.people import rules as people_rules
from espoir.people.queries import TEAM_ROLES
from espoir.readiness import queries, rules
from espoir.readiness.models import Application, Conversation, Posting, Support

WROTE = verb("readiness.posting", _lazy("wrote a role on offer"))
OPENED_POSTING = verb("readiness.posting_opened", _lazy("opened a role to everyone here"))
CLOSED_POSTING = verb("readiness.posting_closed", _lazy("closed a role on offer"))
SENT = verb("readiness.sent", _lazy("asked about a role here"))
OPENED = verb("readiness.opened", _lazy("opened what was sent about a role"))
TAKEN_BACK = verb("readiness.taken_back", _lazy("took back what was sent about a role"))
ARRANGED = verb("readiness.arranged", _lazy("chose who talks with you about a role"))
SHARED = verb("readiness.shared", _lazy("said that a conversation may go on"))
LET_GO = verb("readiness.let_go", _lazy("left a conversation to other people"))
PROPOSED = verb("readiness.proposed", _lazy("wrote words for you to read"))
AGREED = verb("readiness.agreed", _lazy("said yes to the words"))
ANOTHER = verb("readiness.another", _lazy("asked to talk with other people"))
ANSWERED = verb("readiness.answered", _lazy("answered you about a role"))
NEW_DAY = verb("readiness.new_day", _lazy("gave a new date for what we owe you"))
BEGUN = verb("readiness.begun", _lazy("gave you the role you asked about"))
SUPPORTED = verb("readiness.supported", _lazy("said that a support is in place"))
NOT_YET = verb("readiness.not_yet", _lazy("said that a support is not in place yet"))
NOT_NEEDED = verb("readiness.not_needed", _lazy("said that a support is no longer needed"))
LOOKED_AGAIN = verb("readiness.looked_again", _lazy("looked again with you at what helps"))

# A role on offer.


@transaction.atomic
def write_posting(
    *,
    by: Person,
    posting: Posting | None = None,
    texts: Mapping[str, Mapping[str, str]],
    readers: Sequence[Person] = (),
    closes_on: date | None = None,
) -> Posting:
    """Write it, in one language or more: `texts` replaces the languages that it names. An open one stays whole."""
    posting = posting or Posting(organisation=by.organisation)
    posting.texts = {**posting.texts, **{language: dict(words) for language, words in texts.items()}}
    if readers:
        rules.check(not queries.have_asked(posting, readers), rules.NotAvailable())
        posting.first, posting.second = (*readers, None)[:2]
    posting.closes_on = closes_on or posting.closes_on
    if posting.state == Posting.State.OPEN and (missing := rules.missing(posting)):
        raise rules.NotWhole(missing)
    posting.save()
    record(WROTE, by=by, what=posting)
    return posting


@transaction.atomic
def open_posting(posting: Posting, *, by: Person) -> None:
    """Everyone here can read it now. It says pay, hours and supports, who reads and until when, or stays shut."""
    if missing := rules.missing(posting):
        raise rules.NotWhole(missing)
    posting.state = Posting.State.OPEN
    posting.save(update_fields=["state"])
    record(OPENED_POSTING, by=by, what=posting)


@transaction.atomic
def close_posting(posting: Posting, *, by: Person | None) -> None:
    """Nobody asks any more. Who asked before still gets an answer."""
    posting.state = Posting.State.CLOSED
    posting.save(update_fields=["state"])
    record(CLOSED_POSTING, by=by, what=posting, organisation=posting.organisation)


# Someone asks.


@transaction.atomic
def send(*, by: Person, posting: Posting, values: Mapping[str, str], person: Person | None = None) -> Application:
    """Ask for a role, or write it with someone who is here: `values` holds experience, wishes, hours, helps."""
    person = person or by
    people_rules.check_limits_seen(person)
    rules.check(queries.may_ask_for(person, posting), rules.IllegalMove(posting.state))
    application = Application(organisation=by.organisation, posting=posting, person=person)
    application.answer_by = rules.answer_day()
    for name in ("experience", "wishes", "hours", "helps"):
        setattr(application, name, values.get(name, ""))
    application.save()
    record(SENT, by=by, about=[person], what=application)
    for reader in posting.readers:
        tell(reader)
    return application


@transaction.atomic
def take_back(application: Application, *, by: Person) -> None:
    """All of it goes at once: what she sent, what was talked about, what was owed for it. No reason."""
    rules.check(application.person_id == by.pk, rules.NotTheirs())
    rules.check(application.state != rules.BEGUN, rules.IllegalMove(application.state))
    record(TAKEN_BACK, by=by, about=[by])
    application.delete()


# Three people talk.


@places(Kind.INTRODUCTION)
@transaction.atomic
def arrange(*, by: Person, application: Application, two: Sequence[Person]) -> Conversation:
    """Say who talks with her. After she asked for other people, none of those who talked with her before."""
    _check_reads(by, application)
    known = queries.conversations_of(application)
    rules.check(application.state == rules.SENT, rules.IllegalMove(application.state))
    rules.check(not any(one.state in rules.LIVE for one in known), rules.IllegalMove("one at a time"))
    rules.check(rules.may_converse(two, application, known), rules.NotAvailable())
    trio = [application.person, *two]
    rules.check(placement.is_whole(trio, kind=Kind.INTRODUCTION, asker=by), rules.NotAvailable())
    first, second = two
    conversation = Conversation(
        organisation=by.organisation, application=application, person=application.person, first=first, second=second
    )
    conversation.talk_by = clock.today() + timedelta(days=rules.DAYS_TO_TALK)
    conversation.save()
    record(ARRANGED, by=by, about=[application.person], what=conversation)
    for someone in trio:
        tell(someone)
    return conversation


@transaction.atomic
def say_one_of_us_has(conversation: Conversation, *, by: Person) -> None:
    """One of the two has lived experience. Which of them is written nowhere."""
    _check_holds(by, conversation, rules.PLANNED)
    conversation.is_shared = True
    conversation.save(update_fields=["is_shared"])
    record(SHARED, by=None, organisation=conversation.organisation, about=[conversation.person], what=conversation)


@transaction.atomic
def let_go(conversation: Conversation, *, by: Person | None) -> None:
    """These two do not hold it: whoever reads chooses again."""
    rules.check(conversation.state in rules.LIVE, rules.IllegalMove(conversation.state))
    _end(conversation, rules.LET_GO)
    record(LET_GO, by=by, organisation=conversation.organisation, about=[conversation.person], what=conversation)
    for reader in conversation.application.posting.readers:
        tell(reader)


@transaction.atomic
def propose(
    conversation: Conversation,
    *,
    by: Person,
    outcome: str,
    words: str = "",
    supports: Sequence[Mapping[str, str]] = (),
    look_again_on: date,
) -> None:
    """Write what the three concluded. Nothing stands before she has read it and said yes."""
    _check_holds(by, conversation, *rules.LIVE)
    rules.check(rules.has_lived_experience(conversation), rules.NotSharedYet())
    conversation.state, conversation.outcome, conversation.words = rules.PROPOSED, outcome, words
    conversation.proposed = [dict(support) for support in supports]
    conversation.look_again = look_again_on.isoformat()
    conversation.save()
    record(PROPOSED, by=by, about=[conversation.person], what=conversation)
    tell(conversation.person)


@transaction.atomic
def agree(conversation: Conversation, *, by: Person) -> None:
    """She read the words and says yes: from now on they stand, and the supports are owed."""
    _check_is_hers(by, conversation, rules.PROPOSED)
    application = conversation.application
    owners = {person.pk: person for person in Person.objects.of(by.organisation).here()}
    chief = application.posting.readers[0]
    for one in conversation.proposed:
        support = Support(organisation=by.organisation, application=application, person=by)
        support.owner, support.due = owners.get(one["owner"], chief), date.fromisoformat(one["due"])
        support.words = one["words"]
        support.save()
        tell(support.owner)
    conversation.state, conversation.proposed = rules.AGREED, []
    conversation.save()
    application.look_again_on = date.fromisoformat(conversation.look_again)
    _owe_an_answer(application, rules.DAYS_AFTER_TALKING)
    record(AGREED, by=by, about=[by], what=conversation)


@transaction.atomic
def ask_for_another(conversation: Conversation, *, by: Person) -> None:
    """With two other people, before or after talking. No reason is asked, and what the first two wrote is not kept."""
    _check_is_hers(by, conversation, *rules.LIVE)
    _end(conversation, rules.ANOTHER)
    _owe_an_answer(conversation.application, rules.DAYS_TO_ANSWER)
    record(ANOTHER, by=by, about=[by], what=conversation)


def _owe_an_answer(application: Application, days: int) -> None:
    application.answer_by = max(application.answer_by, clock.today() + timedelta(days=days))
    application.save(update_fields=["answer_by", "look_again_on"])
    for reader in application.posting.readers:
        tell(reader)


def _end(conversation: Conversation, state: str) -> None:
    conversation.state, conversation.ended_on = state, clock.today()
    conversation.outcome = conversation.words = conversation.look_again = ""
    conversation.proposed = []
    conversation.save()


# The answer.


@transaction.atomic
def answer(application: Application, *, by: Person, yes: bool, words: str) -> None:
    """The organisation answers, in words. A yes rests on what she agreed to; after a no, nothing else is kept."""
    _check_reads(by, application)
    rules.check(application.state == rules.SENT, rules.IllegalMove(application.state))
    if yes:
        rules.check(rules.allows_yes(_agreed(application)), rules.IllegalMove("no words agreed"))
        application.state = rules.YES
        application.answer_by = clock.today() + timedelta(days=rules.DAYS_TO_BEGIN)
    else:
        _keep_the_answer_alone(application)
    application.answer = words
    application.save()
    record(ANSWERED, by=by, about=[application.person], what=application)
    tell(application.person)


def _agreed(application: Application) -> Conversation | None:
    found = queries.conversation_now(application)
    return found if found is not None and found.state == rules.AGREED else None


def _keep_the_answer_alone(application: Application) -> None:
    Conversation.objects.of(application.organisation).filter(application=application).delete()
    Support.objects.of(application.organisation).filter(application=application).delete()
    application.state, application.ended_on = rules.ENDED, clock.today()
    application.experience = application.wishes = application.hours = application.helps = ""


@transaction.atomic
def give_a_new_day(application: Application, *, by: Person, day: date) -> None:
    """The organisation is not done: she reads the new day."""
    _check_reads(by, application)
    application.answer_by = day
    application.save(update_fields=["answer_by"])
    record(NEW_DAY, by=by, about=[application.person], what=application)
    tell(application.person)


@transaction.atomic
def take_on(*, by: Person, application: Application) -> Person:
    """She begins: the role is hers from now on, or from her yes to what it changes. What she sent goes by its clock."""
    rules.check(application.state == rules.YES, rules.IllegalMove(application.state))
    person = application.person
    people.change_hats(by=by, person=person, roles={*(person.roles & set(TEAM_ROLES)), Role.SUPPORTER})
    application.state, application.ended_on = rules.BEGUN, clock.today()
    application.save()
    record(BEGUN, by=by, about=[person], what=application)
    return person


# What was owed for it, and looking again.


@transaction.atomic
def done(support: Support, *, by: Person) -> None:
    rules.check(support.owner_id == by.pk, rules.NotTheirs())
    _close(support, Support.State.OWED, Support.State.DONE)
    record(SUPPORTED, by=by, about=[support.person], what=support)
    tell(support.person)


@transaction.atomic
def not_there_yet(support: Support, *, by: Person) -> None:
    """She says that what we called done is not: it is owed again, soon."""
    rules.check(support.person_id == by.pk, rules.NotTheirs())
    _close(support, Support.State.DONE, Support.State.OWED)
    support.due, support.ended_on = clock.today() + timedelta(days=rules.DAYS_TO_MEND), None
    support.save(update_fields=["due", "ended_on"])
    record(NOT_YET, by=by, about=[by], what=support)
    tell(support.owner)


@transaction.atomic
def not_needed(support: Support, *, by: Person) -> None:
    rules.check(support.person_id == by.pk, rules.NotTheirs())
    _close(support, Support.State.OWED, Support.State.NOT_NEEDED)
    record(NOT_NEEDED, by=by, about=[by], what=support)


@transaction.atomic
def new_day_for(support: Support, *, by: Person, due: date) -> None:
    rules.check(support.owner_id == by.pk, rules.NotTheirs())
    rules.check(support.state == Support.State.OWED, rules.IllegalMove(support.state))
    support.due = due
    support.save(update_fields=["due"])
    record(NEW_DAY, by=by, about=[support.person], what=support)
    tell(support.person)


def _close(support: Support, before: str, after: str) -> None:
    rules.check(support.state == before, rules.IllegalMove(support.state))
    support.state, support.ended_on = after, clock.today()
    support.save(update_fields=["state", "ended_on"])


@transaction.atomic
def looked_again(application: Application, *, by: Person, next_on: date | None) -> None:
    """They looked again together: another day, or none when she needs none."""
    _check_reads(by, application)
    application.look_again_on = next_on
    application.save(update_fields=["look_again_on"])
    if next_on is None:
        rows = Conversation.objects.of(by.organisation).filter(application=application, ended_on=None)
        rows.update(ended_on=clock.today())
    record(LOOKED_AGAIN, by=by, about=[application.person], what=application)


def _check_reads(by: Person, application: Application) -> None:
    rules.check(by in application.posting.readers and by.pk != application.person_id, rules.NotTheirs())


def _check_holds(by: Person, conversation: Conversation, *states: str) -> None:
    rules.check(by in conversation.two, rules.NotTheirs())
    rules.check(conversation.state in states, rules.IllegalMove(conversation.state))


def _check_is_hers(by: Person, conversation: Conversation, *states: str) -> None:
    rules.check(by.pk == conversation.person_id, rules.NotTheirs())
    rules.check(conversation.state in states, rules.IllegalMove(conversation.state))


# What the worker does.


def close_what_is_over(organisation: Organisation) -> None:
    for posting in queries.open_postings(organisation).filter(closes_on__lt=clock.today()):
        close_posting(posting, by=None)


def forget_what_is_past_its_date(organisation: Organisation) -> None:
    """What was answered with a no goes whole on its day; nothing of it is owed any more."""
    rows = Application.objects.of(organisation).filter(state=rules.ENDED, look_again_on=None)
    for application in rows:
        if application.ended_on and rules.kept_until(organisation, application.ended_on) < clock.today():
            application.delete()
