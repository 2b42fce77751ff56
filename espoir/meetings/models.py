from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.i18n import say
from espoir.meetings.codes import FOR_A_GROUP, Heavy, Help, Service, Theme, Way
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.pairing.models import Relationship
from espoir.vault import keys
from espoir.vault.boxes import Sealed, SealedBox

DAYS_TO_FIX = 7


class MeetingQuerySet(OwnedQuerySet["Meeting"]):
    def between(self, first: date, last: date) -> Self:
        return self.filter(on__range=(first, last))

    def for_two(self) -> Self:
        return self.filter(group=None)

    def latest_first(self) -> Self:
        return self.order_by("-on", "-noted_on", "-pk")


class Meeting(Owned):
    """One meeting that took place, of two people or of a group: date, length, way and up to three themes.

    What either wrote for both lies under the peer's key. What the supporter says of herself lies under hers.
    """

    ABOUT: ClassVar[tuple[str, ...]] = ("peer", "supporter")
    CLOCK: ClassVar[str | None] = Clock.NOTES
    CLOCK_FROM: ClassVar[str] = "noted_on"

    relationship = models.ForeignKey(Relationship, models.SET_NULL, null=True, blank=True, related_name="meetings")
    group = models.ForeignKey("Group", models.SET_NULL, null=True, blank=True, related_name="meetings")
    peer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    supporter = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    noted_on = models.DateField(default=clock.today)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=Way)
    themes = models.JSONField(default=list)

    box = SealedBox(under="peer_id")
    note = Sealed("")  # the supporter's word, which the peer reads
    peer_note = Sealed("")  # the peer's own word, which the supporter reads
    own_box = SealedBox(under="supporter_id")
    heavy = Sealed("", box="own_box")
    to_supervision = Sealed(False, box="own_box")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "on"]),
            models.Index(fields=["organisation", "relationship", "-on"]),
            models.Index(fields=["organisation", "supporter", "-on"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="a_meeting_lasts_a_while")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.minutes}"

    @property
    def fixable_until(self) -> date:
        return self.noted_on + timedelta(days=DAYS_TO_FIX)

    @property
    def can_be_fixed(self) -> bool:
        return clock.today() <= self.fixable_until

    @property
    def theme_words(self) -> str:
        return ", ".join(str(Theme(code).label) for code in self.themes if code in Theme)

    @property
    def facts(self) -> str:
        """« 1 heure, au téléphone »."""
        facts = {"length": say.length(self.minutes), "way": self.get_way_display()}
        return gettext("%(length)s, %(way)s") % facts

    def in_plain_words(self, reader: Any) -> str:
        said = gettext("Meeting on %(day)s: %(facts)s.") % {"day": say.day(self.on, year=True), "facts": self.facts}
        lines = [self.theme_words, self.note, self.peer_note]
        if self.supporter_id == reader.pk and self.heavy:
            lines.append(gettext("Was it heavy for you? %(answer)s") % {"answer": Heavy(self.heavy).label})
        return f"{said} {' · '.join(line for line in lines if line)}".strip()


class Planned(Placed):
    """A date that two people set. Once it is over or called off, nothing is kept of it."""

    KIND = Kind.RELATIONSHIP
    PLACES = ("relationship", "peer", "supporter")
    ABOUT: ClassVar[tuple[str, ...]] = ("peer", "supporter")
    AFTER_ERASURE: ClassVar[str] = "goes"

    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="planned")
    peer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way, default=Way.IN_PERSON)
    reminded_on = models.DateField(null=True, blank=True)

    objects = PlacedQuerySet["Planned"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "at"])]

    def together(self) -> Iterator[Iterable[str | None]]:
        """The two of a relationship that stands are joined already; a date of anyone else would be a placement."""
        both = {self.peer_id, self.supporter_id}
        if both != {self.relationship.peer_id, self.relationship.supporter_id}:
            yield both

    def __str__(self) -> str:
        return self.pk

    @property
    def is_over(self) -> bool:
        return self.at < clock.now()

    def in_plain_words(self, reader: Any) -> str:
        return gettext("A meeting planned: %(moment)s") % {"moment": say.moment(self.at)}


class NextStep(Owned):
    """Something to do together. It exists once both say yes; either may let it go."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AGREED = "agreed", _("agreed by both")
        DONE = "done", _("done")
        LET_GO = "let_go", _("let go")

    MOVES: ClassVar[dict[str, set[str]]] = {
        State.PROPOSED: {State.AGREED, State.LET_GO},
        State.AGREED: {State.DONE, State.LET_GO},
        State.DONE: set(),
        State.LET_GO: set(),
    }
    ABOUT: ClassVar[tuple[str, ...]] = ("peer",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.NOTES

    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="steps")
    peer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    to_talk_about = models.BooleanField(default=False)  # the other one would rather talk about it again first
    since = models.DateField(default=clock.today)
    box = SealedBox(under="peer_id")
    words = Sealed("")

    objects = OwnedQuerySet["NextStep"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        if not self.words:
            return gettext("A next step, without its words (%(state)s).") % {"state": self.get_state_display()}
        return gettext("A next step: “%(words)s” (%(state)s).") % {
            "words": self.words,
            "state": self.get_state_display(),
        }


class Referral(Owned):
    """A way to a service that she said yes to, alone or together."""

    class State(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DONE = "done", _("done")
        DID_NOT_HAPPEN = "did_not_happen", _("did not happen")

    ABOUT: ClassVar[tuple[str, ...]] = ("peer",)

    peer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    supporter = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    service = models.CharField(max_length=10, choices=Service)
    state = models.CharField(max_length=14, choices=State, default=State.ACCEPTED)
    together = models.BooleanField(default=False)  # somebody goes with her
    on = models.DateField(default=clock.today)

    objects = OwnedQuerySet["Referral"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "on"])]

    def __str__(self) -> str:
        return f"{self.service} {self.state}"

    def in_plain_words(self, reader: Any) -> str:
        said = {
            "day": say.day(self.on, year=True),
            "service": self.get_service_display(),
            "state": self.get_state_display(),
        }
        if self.together:
            return gettext("A referral on %(day)s, going together: %(service)s (%(state)s).") % said
        return gettext("A referral on %(day)s: %(service)s (%(state)s).") % said


class Good(Owned):
    """Something she received, by its code: bus tickets, a meal, minutes for a phone."""

    ABOUT: ClassVar[tuple[str, ...]] = ("peer",)

    peer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    supporter = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    code = models.CharField(max_length=10, choices=Help)
    count = models.PositiveSmallIntegerField(default=1)
    on = models.DateField(default=clock.today)

    objects = OwnedQuerySet["Good"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "on"])]

    def __str__(self) -> str:
        return f"{self.code} {self.count}"

    def in_plain_words(self, reader: Any) -> str:
        if self.count == 1:
            return gettext("Received on %(day)s: %(what)s.") % {
                "day": say.day(self.on, year=True),
                "what": self.get_code_display(),
            }
        return gettext("Received on %(day)s: %(what)s, %(count)d.") % {
            "day": say.day(self.on, year=True),
            "what": self.get_code_display(),
            "count": self.count,
        }


class Goal(Owned):
    """What she wants for herself, in her words. She alone reads it, ticks it, changes it, takes it out."""

    ABOUT: ClassVar[tuple[str, ...]] = ("peer",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    peer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateField(default=clock.today)
    box = SealedBox(under="peer_id")
    words = Sealed("")
    ticked = Sealed(False)

    objects = OwnedQuerySet["Goal"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        said = gettext("What you want for yourself: “%(words)s”") if not self.ticked else gettext("Ticked: “%(words)s”")
        return said % {"words": self.words}


class Group(Placed):
    """A group, a workshop, an outing, a craft table. Its texts lie under a key of its own."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        OVER = "over", _("over")

    KIND = Kind.GROUP
    PLACES = ("facilitator", "by_the_door")
    JOINED_IN = frozenset({State.OPEN.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("facilitator", "by_the_door")

    kind = models.CharField(_("What kind"), max_length=10, choices=[(way.value, way.label) for way in FOR_A_GROUP])
    facilitator = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    by_the_door = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    places = models.PositiveSmallIntegerField(default=8)
    next_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    looked_on = models.DateField(null=True, blank=True)  # when seats were last offered
    state = models.CharField(max_length=4, choices=State, default=State.OPEN)
    since = models.DateField(default=clock.today)
    box = SealedBox(under="pk")
    title = Sealed("")
    agreement_fr = Sealed("")
    agreement_en = Sealed("")

    objects = PlacedQuerySet["Group"].as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.title or gettext("a group")

    @property
    def agreement(self) -> str:
        """In the reader's language, with the name of the person by the door."""
        french = (get_language() or "fr").startswith("fr")
        text = (self.agreement_fr if french else self.agreement_en) or self.agreement_fr or self.agreement_en
        return text.replace("{name}", self.by_the_door.name if self.by_the_door else gettext("someone"))

    def together(self) -> Iterator[Iterable[str | None]]:
        """Everyone who would be in the room, or at its door."""
        taken = Seat.objects.of(self.organisation).filter(group=self, state=Seat.State.TAKEN)
        sitting = taken.filter(person__state=Person.State.HERE).values_list("person_id", flat=True)
        yield [self.facilitator_id, self.by_the_door_id, *sitting]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not keys.exists(self.organisation_id, self.pk):
            keys.mint(self.organisation_id, self.pk)
        super().save(*args, **kwargs)

    def in_plain_words(self, reader: Any) -> str:
        if self.facilitator_id == reader.pk:
            return gettext("A group you lead: %(name)s.") % {"name": self.name}
        return gettext("A group where you are by the door: %(name)s.") % {"name": self.name}


class Seat(Placed):
    """A place in a group, offered by the worker, taken and left as she likes. A seat not offered has no row."""

    class State(models.TextChoices):
        OFFERED = "offered", _("offered")
        TAKEN = "taken", _("taken")
        LEFT = "left", _("left")

    KIND = Kind.GROUP
    PLACES = ("group", "person")
    JOINED_IN = frozenset({State.OFFERED.value, State.TAKEN.value})
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    group = models.ForeignKey(Group, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.OFFERED)
    since = models.DateField(default=clock.today)

    objects = PlacedQuerySet["Seat"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_seat_each_in_a_group")]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    def together(self) -> Iterator[Iterable[str | None]]:
        yield from self.all_together([self])

    @classmethod
    def all_together(cls, rows: Sequence[Self]) -> Iterator[Iterable[str | None]]:
        """With whom each of them would sit: the room is looked at once a group."""
        groups = {row.group_id: row.group for row in rows}
        present = {pk: list(next(group.together())) for pk, group in groups.items()}
        for row in rows:
            yield [row.person_id, *present[row.group_id]]

    def in_plain_words(self, reader: Any) -> str:
        return gettext("A seat in a group: %(name)s (%(state)s).") % {
            "name": self.group.name,
            "state": self.get_state_display(),
        }


class Attendance(Owned):
    """Who came to a group meeting. Once she is erased it stays, without her."""

    class CheckIn(models.TextChoices):
        NONE = "none", _("not asked for")
        WISHED = "wished", _("wished")
        DONE = "done", _("done")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    check_in = models.CharField(max_length=6, choices=CheckIn, default=CheckIn.NONE)

    objects = OwnedQuerySet["Attendance"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="she_came_once_to_a_meeting")]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        meeting = self.meeting
        return gettext("You came on %(day)s: %(facts)s.") % {
            "day": say.day(meeting.on, year=True),
            "facts": meeting.facts,
        }
