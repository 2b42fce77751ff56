from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.practice.codes import Kind, Outcome, Place, Way, What, When
from espoir.practice.drift import Time
from espoir.vault.boxes import Sealed, SealedBox

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def words_of(kind: str, fr: str, en: str) -> StrOrPromise:
    """A usual kind says itself in the reader's language; a line of the charter was kept in both."""
    if kind in Kind.values:
        return Kind(kind).label
    return (fr or en) if (get_language() or "fr").startswith("fr") else (en or fr)


class Noted(Owned):
    """Something that a supporter noted for herself. All of it is sealed, the day and the kind too: at rest, and to
    everyone else, such a row says nothing, not even which of the three things it is."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    box = SealedBox(under="person_id")
    what = Sealed(What.TIME.value)
    day = Sealed("")  # as 2026-11-17
    kind = Sealed("")  # a usual kind, or where the line stood in the charter
    fr = Sealed("")  # that line, in both languages: the charter may change
    en = Sealed("")
    place = Sealed(Place.OUTSIDE.value)
    minutes = Sealed(0)
    when = Sealed("")
    way = Sealed("")
    is_answered = Sealed(False)

    objects = OwnedQuerySet["Noted"].as_manager()

    def __str__(self) -> str:
        return self.pk

    @property
    def on(self) -> date:
        """The earliest of all days where the box cannot be read."""
        try:
            return date.fromisoformat(self.day)
        except ValueError:
            return date.min

    @property
    def words(self) -> StrOrPromise:
        if self.what == What.CONTACT and self.when:
            return When(self.when).label
        return words_of(self.kind, self.fr, self.en) if self.what == What.TIME else What(self.what).label

    @property
    def place_words(self) -> StrOrPromise:
        return Place(self.place).label

    @property
    def way_words(self) -> StrOrPromise:
        return Way(self.way).label if self.way else ""

    @property
    def time(self) -> Time | None:
        """What it adds to her time; None where it is not about time, or once the key is gone."""
        if self.what != What.TIME or not self.minutes:
            return None
        return Time(self.on, self.minutes, self.place == Place.OUTSIDE)

    def in_plain_words(self, reader: Any) -> str:
        return _("You noted: %(words)s") % {"words": self.words}


class Question(Owned):
    """“Who takes care of it?”, asked of the team by a supporter who chose to. A copy in words: never a row of hers."""

    class State(models.TextChoices):
        ASKED = "asked", gettext_lazy("Waiting for an answer")
        ANSWERED = "answered", gettext_lazy("Answered")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION
    CLOCK_FROM: ClassVar[str] = "answered_on"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")  # who asks
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_on = models.DateField(default=clock.today)
    due = models.DateField()  # by when the organisation answers
    answered_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="person_id")
    kinds: Sealed[list[dict[str, str]]] = Sealed([])  # kind, fr, en
    share = Sealed("")  # in words only, when she ticked it
    says_contacts = Sealed(False)
    says_always = Sealed(False)
    outcome = Sealed("")
    answer = Sealed("")

    objects = OwnedQuerySet["Question"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def lines(self) -> list[StrOrPromise]:
        """What it is about, in the reader's language."""
        return [words_of(one["kind"], one["fr"], one["en"]) for one in self.kinds]

    @property
    def outcome_words(self) -> StrOrPromise:
        return Outcome(self.outcome).label if self.outcome else ""

    def in_plain_words(self, reader: Any) -> str:
        return _("You asked the team a question on %(day)s") % {"day": say.day(self.asked_on, year=True)}
