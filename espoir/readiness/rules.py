"""May this be done now? State, not role."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from espoir import clock
from espoir.organisations.models import CLOCKS_AT_FIRST, Clock, Organisation, Person
from espoir.organisations.roles import Role
from espoir.readiness.codes import Outcome
from espoir.readiness.models import LANGUAGES, Application, Conversation, Posting

DAYS_TO_ANSWER = 14  # from the day it is sent: ten working days
DAYS_TO_TALK = 14  # from the day the two are named
DAYS_AFTER_TALKING = 7  # from the day she agrees to the words, or asks for other people
DAYS_TO_MEND = 7  # when she says that a support is not there yet
DAYS_TO_BEGIN = 14  # from a yes
DAYS_TO_READ = 14  # while an answer tops the page of whoever asked
NEEDED = ("role", "pay", "hours", "supports")  # without them a posting does not open

SENT, YES, BEGUN, ENDED = Application.State
PLANNED, PROPOSED, AGREED, ANOTHER, LET_GO = Conversation.State
LIVE = (PLANNED, PROPOSED)


class IllegalMove(Exception):
    """What is answered, agreed or closed stays so."""


class NotTheirs(Exception):
    """Someone else reads, talks or answers here."""


class NotWhole(Exception):
    """Something that must be said first is missing. `missing` says what."""

    def __init__(self, missing: Collection[str]) -> None:
        super().__init__(*missing)
        self.missing = missing


class NotAvailable(Exception):
    """Someone cannot be chosen for this, whatever the cause."""


class NotSharedYet(Exception):
    """Nobody of the two has said that one of them has lived experience, and neither is the outside ally."""


def check(yes: bool, refusal: Exception) -> None:
    if not yes:
        raise refusal


def languages_of(organisation: Organisation) -> list[str]:
    """Those in which a posting is written: the organisation's own first."""
    return [tag for tag in organisation.languages if tag in LANGUAGES] or list(LANGUAGES)


def missing(posting: Posting) -> list[str]:
    """What keeps it from being opened: `pay_fr`, `readers`, `closes_on`…"""
    words = [
        f"{part}_{language}"
        for language in languages_of(posting.organisation)
        for part in NEEDED
        if not posting.in_language(language).get(part, "").strip()
    ]
    readers = [] if len(posting.readers) == len(("first", "second")) else ["readers"]
    day = [] if posting.closes_on and posting.closes_on >= clock.today() else ["closes_on"]
    return words + readers + day


def has_lived_experience(conversation: Conversation) -> bool:
    """One of the two said so of the two of them, or is the outside ally."""
    return conversation.is_shared or any(Role.ALLY in person.roles for person in conversation.two)


def may_converse(two: Iterable[Person], application: Application, before: Iterable[Conversation]) -> bool:
    """Two different people who work here, neither of them herself, nor anyone who talked with her before."""
    chosen = {person.pk for person in two}
    known = {pk for one in before if one.state == ANOTHER for pk in (one.first_id, one.second_id)}
    return len(chosen) == len(("one", "other")) and not chosen & (known | {application.person_id})


def allows_yes(conversation: Conversation | None) -> bool:
    return conversation is not None and conversation.outcome in (Outcome.NOW, Outcome.WITH_SUPPORTS)


def kept_until(organisation: Organisation, ended_on: date) -> date:
    """The clock of short notes, as the organisation set it."""
    months = int(organisation.clocks.get(Clock.NOTES, CLOCKS_AT_FIRST[Clock.NOTES]))
    year, month = divmod(ended_on.year * 12 + ended_on.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(ended_on.day, last))


def was_just_answered(application: Application) -> bool:
    """So recently that it stands on her home page; afterwards it waits for her more quietly."""
    ended_on = application.ended_on if application.state == ENDED else None
    return ended_on is not None and ended_on > clock.today() - timedelta(days=DAYS_TO_READ)


def answer_day() -> date:
    """The day by which someone who asks today has an answer."""
    return clock.today() + timedelta(days=DAYS_TO_ANSWER)


def is_agreed(conversation: Conversation | None) -> bool:
    return conversation is not None and conversation.state == AGREED
