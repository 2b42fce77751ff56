from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Way(models.TextChoices):
    NONE = "none", gettext_lazy("No notice at all")
    SCREEN = "screen", gettext_lazy("Only here, when I open my pages")
    EMAIL = "email", gettext_lazy("By email")


class Channel(Owned):
    """How notices reach a person, and when they may come. Without one, nothing ever leaves the house."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="channel")
    way = models.CharField(max_length=6, choices=Way, default=Way.SCREEN)
    confirmed_on = models.DateField(default=clock.today)  # asked again each quarter
    box = SealedBox(under="person_id")
    address = Sealed("")
    days: Sealed[list[str]] = Sealed([])
    starts = Sealed("09:00")
    ends = Sealed("17:00")

    objects = OwnedQuerySet["Channel"].as_manager()

    def __str__(self) -> str:
        return self.get_way_display()

    def may_come_at(self, local: datetime) -> bool:
        """Is this a moment the person allowed? `local` is on the reader's own clock."""
        begins, ends = time.fromisoformat(self.starts), time.fromisoformat(self.ends)
        return WEEK[local.weekday()] in self.days and begins <= local.time() < ends

    def in_plain_words(self, reader: Any) -> str:
        return _("How notices reach you: %(way)s") % {"way": self.get_way_display()}


class Kind(models.TextChoices):
    MESSAGE = "message"  # something waits for the person: “You have a message.”
    REMINDER = "reminder"  # “You have an appointment Wednesday at 2 p.m.”


class Notice(Owned):
    """A notice waiting for its hour. A code and a time: no name, no cause, no address."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        DROPPED = "dropped"  # its time went by, or it could not be delivered

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MESSAGE)
    at = models.DateTimeField(null=True)  # the appointment that a reminder is for
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    queued = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=clock.now)
    ended = models.DateTimeField(null=True)

    objects = OwnedQuerySet["Notice"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "not_before"])]

    def __str__(self) -> str:
        return self.kind

    def in_plain_words(self, reader: Any) -> str:
        return _("A notice for you that says nothing about you")
