from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.readiness.codes import Experience, Leaning, Outcome, Stand
from espoir.vault.boxes import Sealed, SealedBox

PARTS = ("role", "work", "pay", "hours", "contract", "supports", "apply")
LANGUAGES = ("fr", "en")
Texts = dict[str, dict[str, str]]


class Posting(Owned):
    """A role that the organisation offers: what it asks, what it pays, what it gives, in each of its languages."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("Being written")
        OPEN = "open", gettext_lazy("Open")
        CLOSED = "closed", gettext_lazy("Closed")

    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    written_on = models.DateField(default=clock.today)
    closes_on = models.DateField(null=True, blank=True)
    first = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")  # reads, and answers
    second = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")  # reads
    box = SealedBox(under="organisation_id")
    texts: Sealed[Texts] = Sealed({})

    objects = OwnedQuerySet["Posting"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="two_different_people_read", condition=~Q(first=F("second"))),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def readers(self) -> list[Person]:
        return [person for person in (self.first, self.second) if person is not None]

    @property
    def second_name(self) -> str:
        return self.second.name if self.second is not None else _("someone whom we still choose")

    def in_language(self, language: str) -> Mapping[str, str]:
        """Its words in one language; empty when it is not written in it."""
        return self.texts.get(language, {})

    @property
    def words(self) -> Mapping[str, str]:
        """Its words in the reader's language, or in the other one when that is not written."""
        mine = "fr" if (get_language() or "fr").startswith("fr") else "en"
        found = [self.in_language(language) for language in sorted(LANGUAGES, key=lambda one: one != mine)]
        return next((words for words in found if words.get("role")), {})

    @property
    def role(self) -> str:
        return self.words.get("role") or _("A role here")


class Application(Owned):
    """Someone would like a role. It asks for no story; two people whom she knows by name read it."""

    class State(models.TextChoices):
        SENT = "sent", gettext_lazy("Being read")
        YES = "yes", gettext_lazy("Yes")
        BEGUN = "begun", gettext_lazy("Begun")
        ENDED = "ended", gettext_lazy("Answered")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.NOTES
    CLOCK_FROM: ClassVar[str] = "ended_on"

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=5, choices=State, default=State.SENT)
    sent_on = models.DateField(default=clock.today)
    answer_by = models.DateField()  # the organisation owes an answer until then
    ended_on = models.DateField(null=True)
    look_again_on = models.DateField(null=True)  # agreed with her
    box = SealedBox(under="person_id")
    experience = Sealed("")
    wishes = Sealed("")  # what she would like to do
    hours = Sealed("")
    helps = Sealed("")  # what would help her do it well
    answer = Sealed("")  # the organisation's words

    objects = OwnedQuerySet["Application"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "answer_by"])]
        constraints = [
            models.UniqueConstraint(fields=["posting", "person"], name="someone_asks_for_a_role_once"),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def experience_words(self) -> str:
        return str(Experience(self.experience).label) if self.experience in Experience.values else ""

    def in_plain_words(self, reader: Any) -> str:
        day = say.day(self.sent_on, year=True)
        said = [self.experience_words, self.wishes, self.hours, self.helps, self.answer]
        words = " · ".join(words for words in said if words)
        return _("You asked about a role here on %(day)s. %(words)s") % {"day": day, "words": words}


class Conversation(Placed):
    """Two people talk with her about one role, with a guide. What stays is what she said yes to, and nothing else."""

    class State(models.TextChoices):
        PLANNED = "planned", gettext_lazy("To come")
        PROPOSED = "proposed", gettext_lazy("Words wait to be read")
        AGREED = "agreed", gettext_lazy("Agreed")
        ANOTHER = "another", gettext_lazy("With other people")  # she asked for it
        LET_GO = "let_go", gettext_lazy("Not held")

    KIND = Kind.INTRODUCTION
    PLACES = ("person", "first", "second")
    JOINED_IN = frozenset({State.PLANNED.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.NOTES
    CLOCK_FROM: ClassVar[str] = "ended_on"

    application = models.ForeignKey(Application, models.CASCADE, related_name="conversations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    talk_by = models.DateField()
    # One of the two has lived experience, they said: a property of the conversation, never of one of them.
    is_shared = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    box = SealedBox(under="person_id")
    outcome = Sealed("")
    words = Sealed("")
    proposed: Sealed[list[dict[str, str]]] = Sealed([])  # supports, until she agrees: words, owner, due
    look_again = Sealed("")

    objects = PlacedQuerySet["Conversation"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "application", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["planned", "proposed"]),
                name="one_conversation_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    def together(self) -> Iterator[list[str]]:
        yield [self.person_id, self.first_id, self.second_id]

    @property
    def two(self) -> list[Person]:
        return [self.first, self.second]

    @property
    def look_again_on(self) -> date | None:
        return date.fromisoformat(self.look_again) if self.look_again else None

    @property
    def outcome_words(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome in Outcome.values else ""

    def in_plain_words(self, reader: Any) -> str:
        said = " · ".join(words for words in (self.get_state_display(), self.outcome_words, self.words) if words)
        values = {"first": self.first.name, "second": self.second.name, "words": said}
        return _("A conversation about a role, with %(first)s and %(second)s. %(words)s") % values


class Support(Owned):
    """Something that the organisation owes her for this role: who does it, by when, and how it ended."""

    class State(models.TextChoices):
        OWED = "owed", gettext_lazy("Owed")
        DONE = "done", gettext_lazy("Done")
        NOT_NEEDED = "not_needed", gettext_lazy("No longer needed")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.NOTES
    CLOCK_FROM: ClassVar[str] = "ended_on"

    application = models.ForeignKey(Application, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OWED)
    ended_on = models.DateField(null=True)
    box = SealedBox(under="person_id")
    words = Sealed("")

    objects = OwnedQuerySet["Support"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "owner", "state"])]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_late(self) -> bool:
        return self.state == self.State.OWED and self.due < clock.today()

    def in_plain_words(self, reader: Any) -> str:
        return _("What we owe you: %(words)s") % {"words": self.words}


class GuideAnswers(Owned):
    """What she wrote for herself beside the guide's questions. She alone reads it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    box = SealedBox(under="person_id")
    answers: Sealed[dict[str, str]] = Sealed({})

    objects = OwnedQuerySet["GuideAnswers"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("My own notes: %(words)s") % {"words": " · ".join(self.answers.values())}


class Reflection(Owned):
    """Her own thoughts on whether a support relationship is right for her. Nobody reviews them; nothing follows."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    box = SealedBox(under="person_id")
    leaning = Sealed("")
    answers: Sealed[dict[str, str]] = Sealed({})

    objects = OwnedQuerySet["Reflection"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def leaning_words(self) -> str:
        return str(Leaning(self.leaning).label) if self.leaning in Leaning.values else ""

    def in_plain_words(self, reader: Any) -> str:
        said = [self.leaning_words, *self.answers.values()]
        return _("My own thoughts: %(words)s") % {"words": " · ".join(words for words in said if words)}


class Look(Owned):
    """The organisation looks at itself: what is there, what it owes, when it looks again. Words, no figures."""

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("Being written")
        KEPT = "kept", gettext_lazy("Concluded")

    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    begun_on = models.DateField(default=clock.today)
    kept_on = models.DateField(null=True)
    look_again_on = models.DateField(null=True)
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")  # who looks again
    was_followed = models.BooleanField(default=False)  # another look has begun since
    box = SealedBox(under="organisation_id")
    notes: Sealed[dict[str, str]] = Sealed({})
    stand = Sealed("")
    words = Sealed("")

    objects = OwnedQuerySet["Look"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state="open"),
                name="an_organisation_looks_at_itself_once_at_a_time",
            ),
            models.CheckConstraint(
                name="a_look_that_is_kept_says_when_to_look_again",
                condition=Q(state="open") | Q(kept_on__isnull=False, look_again_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def stand_words(self) -> str:
        return str(Stand(self.stand).label) if self.stand in Stand.values else ""


class Step(Owned):
    """Something that the organisation owes before or while it begins: who, by when, and how it ended."""

    class State(models.TextChoices):
        OWED = "owed", gettext_lazy("Owed")
        DONE = "done", gettext_lazy("Done")
        LET_GO = "let_go", gettext_lazy("No longer needed")

    look = models.ForeignKey(Look, models.CASCADE, related_name="steps")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.OWED)
    ended_on = models.DateField(null=True)
    box = SealedBox(under="organisation_id")
    words = Sealed("")

    objects = OwnedQuerySet["Step"].as_manager()

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_late(self) -> bool:
        return self.state == self.State.OWED and self.due < clock.today()
