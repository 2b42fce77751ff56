from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Rhythm(Placed):
    """With whom, and how often, a supporter has supervision. The organisation owes it."""

    KIND = Kind.SUPERVISOR
    PLACES = ("supporter", "supervisor", "second")
    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.OneToOneField(Person, models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    weeks = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(12)])
    since = models.DateField(default=clock.today)

    objects = PlacedQuerySet["Rhythm"].as_manager()

    def __str__(self) -> str:
        return f"{self.weeks}"

    def together(self) -> Iterator[Iterable[str | None]]:
        yield [self.supporter_id, self.supervisor_id]
        yield [self.supporter_id, self.second_id]

    def in_plain_words(self, reader: Any) -> str:
        return _("Your supervision, with %(name)s") % {"name": self.supervisor.name}


class Supervision(Placed):
    """One date of supervision. If it did not happen, the organisation says that it was the one to cancel."""

    class State(models.TextChoices):
        PLANNED = "planned", gettext_lazy("Planned")
        HELD = "held", gettext_lazy("Held")
        CANCELLED = "cancelled", gettext_lazy("Cancelled by the organization")

    KIND = Kind.SUPERVISOR
    PLACES = ("supporter", "supervisor")
    JOINED_IN = frozenset({State.PLANNED.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION

    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    box = SealedBox(under="supporter_id")
    note = Sealed("")  # both read it, both may write it

    objects = PlacedQuerySet["Supervision"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "supporter", "-at"])]

    def __str__(self) -> str:
        return self.get_state_display()

    def together(self) -> Iterator[Iterable[str | None]]:
        """A date of the supervision that stands joins nobody anew; one with anyone else would."""
        stands = Rhythm.objects.of(self.organisation).filter(supporter=self.supporter_id)
        if not stands.filter(Q(supervisor=self.supervisor_id) | Q(second=self.supervisor_id)).exists():
            yield [self.supporter_id, self.supervisor_id]

    def in_plain_words(self, reader: Any) -> str:
        return _("Supervision: %(state)s") % {"state": self.get_state_display()}


class Topic(Owned):
    """Something on the agenda. Both write it; each topic ends done, carried over or passed on."""

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("To talk about")
        CARRIED = "carried", gettext_lazy("Carried over by the organization")
        ESCALATED = "escalated", gettext_lazy("Passed on")
        DONE = "done", gettext_lazy("Done")

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION
    CLOCK_FROM: ClassVar[str] = "ended_on"

    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    added_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    added = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True)
    box = SealedBox(under="supporter_id")
    words = Sealed("")
    passed_on = Sealed("")  # the one sentence that the director or the ally reads
    answer = Sealed("")  # what they answered

    objects = OwnedQuerySet["Topic"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "supporter", "state"])]
        constraints = [
            models.CheckConstraint(
                name="a_topic_left_to_the_organisation_has_an_owner_and_a_date",
                condition=models.Q(state__in=["open", "done"]) | models.Q(owner__isnull=False, due__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_late(self) -> bool:
        """Only what is left to the organisation can be late."""
        return self.due is not None and self.due < clock.today() and self.state != self.State.DONE

    def in_plain_words(self, reader: Any) -> str:
        return _("A topic for supervision: %(words)s") % {"words": self.words}


class TalkRequest(Owned):
    """“I need to talk today”: who answers, by when, and who takes over. It holds no reason."""

    class State(models.TextChoices):
        SENT = "sent"
        TAKEN_OVER = "taken_over"  # it went unanswered: the person on call has it
        ANSWERED = "answered"
        TAKEN_BACK = "taken_back"  # “I don’t need this any more”

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION
    CLOCK_FROM: ClassVar[str] = "ended"

    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")  # who answers now
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent = models.DateTimeField(default=clock.now)
    answer_by = models.DateTimeField()
    taken_over = models.DateTimeField(null=True)
    owner_was_told = models.BooleanField(default=True)  # a notice could leave at once
    ended = models.DateTimeField(null=True)

    objects = OwnedQuerySet["TalkRequest"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "answer_by"])]
        constraints = [
            models.UniqueConstraint(
                fields=["supporter"],
                condition=models.Q(state__in=["sent", "taken_over"]),
                name="one_request_to_talk_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.state

    def in_plain_words(self, reader: Any) -> str:
        return _("You asked to talk the same day")
