from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from espoir import clock
from espoir.charter.pulse import Tallies
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox

PARTS = ("does", "does_not", "ask_first", "turn_to")


class Charter(Owned):
    """One version of the role charter: a page in both languages. A version is never changed; an edit makes the next."""

    AFTER_ERASURE: ClassVar[str] = "stays"

    version = models.PositiveSmallIntegerField()
    since = models.DateTimeField(default=clock.now)
    box = SealedBox(under="organisation_id")
    does_fr = Sealed("")
    does_en = Sealed("")
    does_not_fr = Sealed("")
    does_not_en = Sealed("")
    ask_first_fr = Sealed("")
    ask_first_en = Sealed("")
    turn_to_fr = Sealed("")
    turn_to_en = Sealed("")

    objects = OwnedQuerySet["Charter"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="a_charter_version_is_written_once")
        ]

    def __str__(self) -> str:
        return f"{self.version}"

    def lines(self, part: str, language: str | None = None) -> list[str]:
        """The lines of one part, in the reader's language, or in the other one while that is not written."""
        first = "fr" if (language or get_language() or "fr").startswith("fr") else "en"
        other = "en" if first == "fr" else "fr"
        text: str = getattr(self, f"{part}_{first}") or getattr(self, f"{part}_{other}")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def in_plain_words(self, reader: Any) -> str:
        return _("Role charter, version %(version)d") % {"version": self.version}


class Agreement(Owned):
    """Someone said yes to one version of the charter."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = OwnedQuerySet["Agreement"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["charter", "person"], name="a_yes_to_a_charter_is_said_once")]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("You said yes to version %(version)d of the role charter on %(day)s.") % {
            "version": self.charter.version,
            "day": say.day(self.at, year=True),
        }


class Post(Owned):
    """How much of someone's post the role is, in the organisation's words. She says whether it is so."""

    class State(models.TextChoices):
        TOLD = "told", gettext_lazy("Waiting for a word")
        AGREED = "agreed", pgettext_lazy("post", "Agreed by both")
        NOT_SO = "not_so", gettext_lazy("Not what was agreed")

    WHOLE: ClassVar[int] = 100
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.TOLD)
    told_on = models.DateField(default=clock.today)
    due = models.DateField(null=True, blank=True)  # while the organisation has to put it right
    box = SealedBox(under="person_id")
    percent = Sealed(0)  # of the post
    rest = Sealed("")  # what the rest of the post is

    objects = OwnedQuerySet["Post"].as_manager()

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_whole(self) -> bool:
        return self.percent >= self.WHOLE

    @property
    def words(self) -> str:
        if self.is_whole:
            return _("The role is the whole post.")
        if not self.rest:
            return _("The role is %(percent)s of the post.") % {"percent": say.percent(self.percent)}
        said = {"percent": say.percent(self.percent), "other": say.percent(self.WHOLE - self.percent)}
        return _("The role is %(percent)s of the post. The other %(other)s: %(rest)s") % {**said, "rest": self.rest}

    def in_plain_words(self, reader: Any) -> str:
        return self.words


class Reading(Owned):
    """A colleague has read what the role is. There is no answer to keep, and nothing is marked."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    on = models.DateField(default=clock.today)

    objects = OwnedQuerySet["Reading"].as_manager()

    def __str__(self) -> str:
        return str(self.on)

    def in_plain_words(self, reader: Any) -> str:
        return _("You read “The role in ten minutes” on %(day)s.") % {"day": say.day(self.on, year=True)}


class Round(Owned):
    """The team was asked how the role is understood. Counts and marks are sealed; no row is about anyone.

    `who` holds a mark for each person who answered: it keeps her from answering twice and rounds from being compared
    too closely, stands beside no answer, and points to nobody once she is erased.
    """

    AFTER_ERASURE: ClassVar[str] = "stays"

    opened_on = models.DateField(default=clock.today)
    closes_on = models.DateField()
    is_open = models.BooleanField(default=True)
    is_shown = models.BooleanField(default=False)
    box = SealedBox(under="organisation_id")
    tallies: Sealed[Tallies] = Sealed({})
    who: Sealed[list[str]] = Sealed([])

    objects = OwnedQuerySet["Round"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(is_open=True), name="one_round_of_questions_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.opened_on)
