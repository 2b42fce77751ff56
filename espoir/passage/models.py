from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.passage.codes import About, Week, Why
from espoir.vault.boxes import Sealed, SealedBox

TO_PRESS = timedelta(hours=48)  # both press within this time, or it is asked again


# Someone who came for support takes on a role here.


class Passage(Owned):
    """A role is offered to someone who came for support. Nothing changes before her yes."""

    class State(models.TextChoices):
        ASKED = "asked"
        BEGUN = "begun"
        NOT_NOW = "not_now"

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField(default=clock.today)
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    begun_on = models.DateField(null=True)
    # She would rather be supported elsewhere: who owes her that conversation, by when, and when it took place.
    elsewhere_with = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    elsewhere_by = models.DateField(null=True)
    elsewhere_on = models.DateField(null=True)
    destroyed_on = models.DateField(null=True)

    objects = OwnedQuerySet["Passage"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state="begun") ^ Q(begun_on__isnull=True), name="a_passage_begins_a_day")
        ]

    def __str__(self) -> str:
        return self.pk

    @property
    def has_begun(self) -> bool:
        return self.state == Passage.State.BEGUN

    @property
    def is_owed_elsewhere(self) -> bool:
        return self.elsewhere_by is not None and self.elsewhere_on is None

    def in_plain_words(self, reader: Any) -> str:
        if self.begun_on:
            return _("You took on a role here on %(day)s.") % {"day": say.day(self.begun_on, weekday=False, year=True)}
        return _("A role here was offered to you on %(day)s.") % {
            "day": say.day(self.asked_on, weekday=False, year=True)
        }


class Willing(Owned):
    """Someone who may have met her here chooses whether she may be offered to them. Without a yes she is not."""

    class Answer(models.TextChoices):
        YES = "yes", gettext_lazy("Yes")
        NO = "no", gettext_lazy("No")
        LATER = "later", gettext_lazy("Later")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")  # who chooses
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sat_together = models.BooleanField(default=False)  # in the same group: the name says nothing new
    asked_on = models.DateField(default=clock.today)
    is_answered = models.BooleanField(default=False)
    box = SealedBox(under="person_id")
    answer = Sealed("")

    objects = OwnedQuerySet["Willing"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "supporter"], name="each_chooses_once_about_each")]

    def __str__(self) -> str:
        return self.pk

    @property
    def said(self) -> str:
        return str(Willing.Answer(self.answer).label) if self.answer else ""

    def in_plain_words(self, reader: Any) -> str:
        said = self.said or _("not said yet")
        if self.sat_together:
            return _("May %(name)s be offered to you? %(answer)s") % {"name": self.supporter.name, "answer": said}
        return _("May someone you may have met here be offered to you? %(answer)s") % {"answer": said}


class Opening(Owned):
    """She and the privacy lead open her earlier file together, for a reason and until an hour. She alone begins it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.CONSENTS
    CLOCK_FROM: ClassVar[str] = "asked_at"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    lead = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    hours = models.PositiveSmallIntegerField(default=1)
    until = models.DateTimeField(null=True)  # once both have pressed
    closed_at = models.DateTimeField(null=True)
    box = SealedBox(under="person_id")
    reason = Sealed("")

    objects = OwnedQuerySet["Opening"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "lead", "-asked_at"])]

    def __str__(self) -> str:
        return self.pk

    @property
    def why(self) -> str:
        return str(Why(self.reason).label) if self.reason else ""

    @property
    def is_open(self) -> bool:
        return self.until is not None and self.closed_at is None and clock.now() < self.until

    @property
    def waits(self) -> bool:
        """For the lead to press too."""
        return self.until is None and self.closed_at is None and clock.now() < self.press_by

    @property
    def press_by(self) -> Any:
        return self.asked_at + TO_PRESS

    def in_plain_words(self, reader: Any) -> str:
        return _("You asked %(name)s to open what is closed, on %(day)s. The reason: %(reason)s") % {
            "name": self.lead.name,
            "day": say.day(self.asked_at, weekday=False, year=True),
            "reason": self.why or "–",
        }


# The first ninety days of anyone who comes to support others.


class Start(Owned):
    """What the organisation owes a new support person: conversations, a buddy, and a closing conversation."""

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.OneToOneField(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    began_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True)

    objects = OwnedQuerySet["Start"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def lasts_until(self) -> date:
        return self.began_on + timedelta(days=90)

    def in_plain_words(self, reader: Any) -> str:
        return _("Your first ninety days in your role, since %(day)s") % {
            "day": say.day(self.began_on, weekday=False, year=True)
        }


class Buddy(Placed):
    """A colleague beside her for the first ninety days."""

    KIND = Kind.TRANSITION
    PLACES = ("supporter", "buddy")
    ABOUT: ClassVar[tuple[str, ...]] = ("supporter", "buddy")
    AFTER_ERASURE: ClassVar[str] = "goes"

    supporter = models.OneToOneField(Person, models.CASCADE, related_name="+")
    buddy = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateField(default=clock.today)

    objects = PlacedQuerySet["Buddy"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def together(self) -> Iterator[Iterable[str | None]]:
        yield [self.supporter_id, self.buddy_id]

    def in_plain_words(self, reader: Any) -> str:
        if self.buddy_id == reader.pk:
            return _("You are beside %(name)s in the first ninety days.") % {"name": self.supporter.name}
        return _("%(name)s is beside you in the first ninety days.") % {"name": self.buddy.name}


class OwedQuerySet(OwnedQuerySet[Any]):
    def open(self) -> Self:
        """Not ended, and she is still here."""
        return self.filter(supporter__state=Person.State.HERE, start__ended_on=None)


class Talk(Owned):
    """A conversation of the first ninety days. It ends with “We talked”, without a note."""

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    start = models.ForeignKey(Start, models.CASCADE, related_name="+")
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    week = models.CharField(max_length=7, choices=Week)
    due = models.DateField()
    talked_on = models.DateField(null=True)

    objects = OwedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["start", "week"], name="each_week_once")]

    def __str__(self) -> str:
        return self.get_week_display()

    @property
    def is_late(self) -> bool:
        """Only the organisation can be late."""
        return self.talked_on is None and self.due < clock.today()

    def in_plain_words(self, reader: Any) -> str:
        return _("A conversation of your first ninety days: %(what)s") % {"what": self.get_week_display()}


class Step(Owned):
    """A conversation about one part of the role. It has taken place once both say so."""

    ABOUT: ClassVar[tuple[str, ...]] = ("supporter",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    start = models.ForeignKey(Start, models.CASCADE, related_name="+")
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    due = models.DateField()
    hers_on = models.DateField(null=True)  # the day she said that they talked
    theirs_on = models.DateField(null=True)  # the day whoever led it said so

    objects = OwedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["start", "about"], name="each_part_of_the_role_once")]

    def __str__(self) -> str:
        return self.get_about_display()

    @property
    def is_done(self) -> bool:
        return self.hers_on is not None and self.theirs_on is not None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due < clock.today()

    def in_plain_words(self, reader: Any) -> str:
        return _("A conversation as you began: %(what)s") % {"what": self.get_about_display()}
