from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox

DAYS_TO_ANSWER = 7


def a_week_from_now() -> date:
    return clock.today() + timedelta(days=DAYS_TO_ANSWER)


def this_hour_tomorrow() -> datetime:
    return clock.now().replace(second=0, microsecond=0) + timedelta(days=1)


class Query(Owned):
    """Something a person asks about what is kept of her. The organisation owes an answer, by someone, by a day."""

    class Kind(models.TextChoices):
        WHY = "why", gettext_lazy("Why was this opened?")
        CORRECT = "correct", gettext_lazy("Please put this right")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a question", "open")
        ANSWERED = "answered", pgettext_lazy("a question", "answered")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION
    CLOCK_FROM: ClassVar[str] = "asked_on"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_on = models.DateField(default=clock.today)
    due = models.DateField(default=a_week_from_now)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answered_on = models.DateField(null=True, blank=True)
    line = models.CharField(max_length=12, blank=True)  # the logbook line she asks about
    box = SealedBox(under="person_id")
    topic = Sealed("")  # the line or the page, in her language, as she saw it
    words = Sealed("")
    answer = Sealed("")

    objects = OwnedQuerySet["Query"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "due"]), models.Index(fields=["person", "-asked_on"])]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        asked = {"day": capfirst(say.day(self.asked_on)), "topic": self.topic, "words": self.words}
        if self.state == self.State.ANSWERED:
            return _("%(day)s, you asked about “%(topic)s”: %(words)s The answer: %(answer)s") % {
                **asked, "answer": self.answer,
            }  # fmt: skip
        return _("%(day)s, you asked about “%(topic)s”: %(words)s %(owner)s will answer by %(due)s.") % {
            **asked, "owner": self.owner.name, "due": say.day(self.due),
        }  # fmt: skip


class Copy(Owned):
    """A copy of everything, prepared for its owner to take away; the file is sealed under her key until then."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    ready_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(default=this_hour_tomorrow)

    objects = OwnedQuerySet["Copy"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("A copy that you asked for. It stays here until %(moment)s.") % {"moment": say.moment(self.until)}
