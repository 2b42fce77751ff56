from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Rhythm(Placed):
    """With whom, and how often, a supporter has supervision. The organisation owes it."""

    class FromInside(models.TextChoices):
        """Does someone in this supervision know the role from the inside? Of the arrangement, never of a person."""

        UNSAID = "", gettext_lazy("Not said yet")
        YES = "yes", gettext_lazy("Yes, or someone is named for it")
        NOT_YET = "not_yet", gettext_lazy("Not yet")

    KIND = Kind.SUPERVISOR
    PLACES = ("supporter", "supervisor", "second")
    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.OneToOneField(Person, models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    weeks = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(12)])
    since = models.DateField(default=clock.today)
    from_inside = models.CharField(max_length=7, choices=FromInside, default=FromInside.UNSAID, blank=True)
    someone_by = models.DateField(null=True)  # the day by which we owe the name of a consultant

    objects = PlacedQuerySet["Rhythm"].as_manager()

    def __str__(self) -> str:
        return f"{self.weeks}"

    def together(self) -> Iterator[Iterable[str | None]]:
        yield [self.supporter_id, self.supervisor_id]
        yield [self.supporter_id, self.second_id]

    def in_plain_words(self, reader: Any) -> str:
        return _("Your supervision, with %(name)s") % {"name": self.supervisor.name}


class More(Owned):
    """“More, for now”: a closer rhythm until a day. It returns by itself, and no reason is kept."""

    class State(models.TextChoices):
        OFFERED = "offered"  # her supervisor would like it: it waits for her yes
        YES = "yes"
        OVER = "over"  # she stopped it before its day, or another took its place

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    weeks = models.PositiveSmallIntegerField(default=1)
    since = models.DateField(default=clock.today)
    until = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.YES)
    she_said_enough = models.BooleanField(default=False)
    they_said_enough = models.BooleanField(default=False)

    objects = OwnedQuerySet["More"].as_manager()

    def __str__(self) -> str:
        return self.state

    def in_plain_words(self, reader: Any) -> str:
        return _("Supervision more often, until %(day)s") % {"day": say.day(self.until, year=True)}


class SecondWish(Placed):
    """Whom she would also like to talk with. `other` sees it only while it can be: nobody reads why it cannot.

    She chooses, and reads the same words whether someone says not now, says nothing, or was never shown it.
    """

    KIND = Kind.SUPERVISOR
    PLACES = ("supporter", "other")
    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.OneToOneField(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answer_by = models.DateField()
    box = SealedBox(under="supporter_id")
    whom = Sealed("")  # the id of whom she chose

    objects = PlacedQuerySet["SecondWish"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def is_waiting(self) -> bool:
        return clock.today() <= self.answer_by

    def in_plain_words(self, reader: Any) -> str:
        return _("You asked for someone else to talk with, too")


class Consultant(Placed):
    """Someone to turn to who knows the role from the inside: of the house, or outside of it by words."""

    KIND = Kind.SUPERVISOR
    PLACES = ("rhythm", "person")
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    rhythm = models.OneToOneField(Rhythm, models.CASCADE, related_name="consultant")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    since = models.DateField(default=clock.today)
    box = SealedBox(under="organisation_id")
    outside = Sealed("")  # a name, when it is someone outside
    reach = Sealed("")

    objects = PlacedQuerySet["Consultant"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.outside

    def together(self) -> Iterator[Iterable[str | None]]:
        yield [self.rhythm.supporter_id, self.person_id]
        yield [self.rhythm.supervisor_id, self.person_id]

    def in_plain_words(self, reader: Any) -> str:
        return _("Someone may turn to you about supervision")


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


class ShortTalk(Owned):
    """They talked: a day and a length, and nothing else. It counts towards nothing."""

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    on = models.DateField(default=clock.today)
    minutes = models.PositiveSmallIntegerField()

    objects = OwnedQuerySet["ShortTalk"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        said = {"name": self.supervisor.name, "length": say.length(self.minutes)}
        return _("A short talk with %(name)s, %(length)s") % said


class Gathering(Placed):
    """One date of supervision with several supporters."""

    State = Supervision.State
    KIND = Kind.GROUP
    PLACES = ("supervisor",)
    JOINED_IN = frozenset({State.PLANNED.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("supervisor",)

    supervisor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    state = models.CharField(max_length=9, choices=Supervision.State, default=Supervision.State.PLANNED)

    objects = PlacedQuerySet["Gathering"].as_manager()

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_to_come(self) -> bool:
        return self.state == Supervision.State.PLANNED and self.at > clock.now()

    def together(self) -> Iterator[Iterable[str | None]]:
        coming = Chair.objects.of(self.organisation).filter(gathering=self, state=Chair.State.COMING)
        here = coming.filter(supporter__state=Person.State.HERE)
        yield [self.supervisor_id, *here.values_list("supporter_id", flat=True)]

    def in_plain_words(self, reader: Any) -> str:
        return _("Supervision together, which you lead: %(state)s") % {"state": self.get_state_display()}


class Chair(Placed):
    """An invitation to supervision together. Coming or not needs no reason; one who cannot be asked has no row."""

    class State(models.TextChoices):
        INVITED = "invited", gettext_lazy("Invited")
        COMING = "coming", gettext_lazy("Coming")
        NOT_THIS_TIME = "not_now", gettext_lazy("Not this time")

    KIND = Kind.GROUP
    PLACES = ("gathering", "supporter")
    JOINED_IN = frozenset({State.INVITED.value, State.COMING.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="chairs")
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.INVITED)

    objects = PlacedQuerySet["Chair"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "supporter"], name="one_chair_each_in_a_gathering")]

    def __str__(self) -> str:
        return self.get_state_display()

    def together(self) -> Iterator[Iterable[str | None]]:
        yield from self.all_together([self])

    @classmethod
    def all_together(cls, rows: Sequence[Self]) -> Iterator[Iterable[str | None]]:
        """With whom each of them would sit: the room is looked at once a gathering."""
        gatherings = {row.gathering_id: row.gathering for row in rows}
        present = {pk: list(next(iter(gathering.together()))) for pk, gathering in gatherings.items()}
        for row in rows:
            yield [row.supporter_id, *present[row.gathering_id]]

    def in_plain_words(self, reader: Any) -> str:
        said = {"day": say.day(self.gathering.at, year=True), "state": self.get_state_display()}
        return _("Supervision together, on %(day)s: %(state)s") % said


class SharedTopic(Owned):
    """Something to talk about together: how the work goes, without the name of anyone who is supported."""

    ABOUT: ClassVar[tuple[str, ...]] = ("added_by",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION
    CLOCK_FROM: ClassVar[str] = "added"

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="topics")
    added_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    added = models.DateField(default=clock.today)
    box = SealedBox(under="added_by_id")
    words = Sealed("")

    objects = OwnedQuerySet["SharedTopic"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("A topic for supervision together: %(words)s") % {"words": self.words}
