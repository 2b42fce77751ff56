from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Protocol(Owned):
    """One version of the organisation's safety sheet: what to do, step by step, and who to call now."""

    version = models.PositiveSmallIntegerField(default=1)
    on_call = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written = models.DateTimeField(default=clock.now)
    confirmed_on = models.DateField(null=True)  # read by the team and agreed to be true
    box = SealedBox(under="organisation_id")
    steps_fr = Sealed("")  # one step a line
    steps_en = Sealed("")
    phone = Sealed("")  # of the person on call
    numbers_fr = Sealed("")  # other numbers of the place, one a line
    numbers_en = Sealed("")
    after_fr = Sealed("")  # what the organisation does once it was told something, one step a line …
    after_en = Sealed("")  # … and the same steps, in the same order

    objects = OwnedQuerySet["Protocol"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="a_safety_sheet_has_one_of_each_version")
        ]

    def __str__(self) -> str:
        return f"{self.version}"

    @property
    def steps(self) -> list[str]:
        """In the reader's language; in the other one rather than none."""
        return _lines(self.steps_fr, self.steps_en)

    @property
    def numbers(self) -> list[str]:
        return _lines(self.numbers_fr, self.numbers_en)

    @property
    def after(self) -> list[tuple[str, str]]:
        """What we do once something was told: each step in French and in English."""
        return [*zip(_split(self.after_fr), _split(self.after_en), strict=False)]

    @property
    def tel(self) -> str:
        return "".join(filter(str.isdigit, self.phone))

    def in_plain_words(self, reader: Any) -> str:
        return _("Version %(number)d of the safety sheet") % {"number": self.version}


def _lines(french: str, english: str) -> list[str]:
    mine, other = (french, english) if say.in_french() else (english, french)
    return _split(mine or other)


def _split(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


class What(models.TextChoices):
    """What happened, in a word that asks for no story."""

    HURT = "hurt", gettext_lazy("A threat, or someone was hurt")
    CONTACT = "contact", gettext_lazy("A frightening contact")
    LINE = "line", gettext_lazy("A line was crossed")
    CRISIS = "crisis", gettext_lazy("A crisis")
    WORDS = "words", gettext_lazy("Words that hurt")
    OTHER = "other", gettext_lazy("Something else")


class When(models.TextChoices):
    TODAY = "today", gettext_lazy("Today")
    YESTERDAY = "yesterday", gettext_lazy("Yesterday")
    BEFORE = "before", gettext_lazy("Before")


class MayKnow(models.TextChoices):
    """Whom the owner may tell, in person. It opens no page to them."""

    SUPERVISOR = "supervisor", gettext_lazy("The person who supervises me")
    COORDINATOR = "coordinator", gettext_lazy("The coordinator")
    DIRECTOR = "director", gettext_lazy("The director")
    SUPPORTER = "supporter", gettext_lazy("The person who supports me")


# How the owner of an incident reads the same answers.
MAY_BE_TOLD = {
    MayKnow.SUPERVISOR: gettext_lazy("Their supervisor"),
    MayKnow.COORDINATOR: gettext_lazy("The coordinator"),
    MayKnow.DIRECTOR: gettext_lazy("The director"),
    MayKnow.SUPPORTER: gettext_lazy("Their support person"),
}


class Incident(Owned):
    """Something happened. Sealed under the key of the person who said it; only she and its owner can open it."""

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("We have it")
        IN_HAND = "in_hand", gettext_lazy("In hand")
        ENDED = "ended", gettext_lazy("Ended")

    class Debrief(models.TextChoices):
        OWED = "owed"  # the organisation has still to offer a moment
        SAID = "said"  # it offered one out loud: hers to answer
        WANTED = "wanted"
        HELD = "held"
        NOT_WANTED = "not_wanted"

    ABOUT: ClassVar[tuple[str, ...]] = ("reporter",)
    CLOCK: ClassVar[str | None] = Clock.INCIDENTS
    CLOCK_FROM: ClassVar[str] = "ended_on"

    reporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    went_outside = models.BooleanField(default=False)  # to an ally: never back to someone inside, but by her own hand
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    sent = models.DateTimeField(default=clock.now)
    news_by = models.DateTimeField()  # when the owner gives news, at the latest
    ended_on = models.DateField(null=True)
    second = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")  # has still to say whether the
    second_by = models.DateField(null=True)  # last contact without her yes was decided by two, by that day
    box = SealedBox(under="reporter_id")
    what = Sealed(What.OTHER.value)
    when = Sealed(When.TODAY.value)
    words = Sealed("")
    may_know: Sealed[list[str]] = Sealed([])
    added: Sealed[list[dict[str, str]]] = Sealed([])  # {"at", "words"}: what she said afterwards
    corrected_at = Sealed("")
    todo: Sealed[list[dict[str, str]]] = Sealed([])  # {"fr", "en", "state", "at", "who"}: the sheet's steps, as it was
    todo_by = Sealed("")  # the day by which they are done
    steps: Sealed[list[dict[str, str]]] = Sealed([])  # {"at", "who", "words"}: what was done, told to the reporter
    outside: Sealed[list[dict[str, str]]] = Sealed([])  # one contact each, as `actions.contact_outside` writes it
    outside_yes: Sealed[list[str]] = Sealed([])  # whom outside she lets us call (rules.Whom)
    told_at_the_end = Sealed("")
    over_on = Sealed("")  # the day on which she said that it is over for her too
    debrief = Sealed("")
    moment_on = Sealed("")  # the day of that moment: owed, asked for or taken

    objects = OwnedQuerySet["Incident"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "owner", "state", "-sent"]),
            models.Index(fields=["organisation", "reporter", "-sent"]),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_late(self) -> bool:
        """Only the organisation can be late."""
        return self.state != self.State.ENDED and self.news_by < clock.now()

    @property
    def owes_a_moment(self) -> bool:
        return self.debrief in (self.Debrief.OWED, self.Debrief.WANTED)

    @property
    def is_for_today(self) -> bool:
        return self.moment_on == clock.today().isoformat()

    @property
    def moment_day(self) -> date | None:
        return date.fromisoformat(self.moment_on) if self.moment_on else None

    def get_what_display(self) -> str:
        return str(What(self.what).label)

    def get_when_display(self) -> str:
        """The day itself: “today” would not be true tomorrow."""
        sent = timezone.localtime(self.sent).date()
        if self.when == When.BEFORE:
            return _("Before %(day)s") % {"day": say.day(sent - timedelta(days=1))}
        return say.day(sent - timedelta(days=self.when == When.YESTERDAY))

    def in_plain_words(self, reader: Any) -> str:
        return _("Something you told us: %(what)s") % {"what": self.get_what_display()}


class Look(Owned):
    """What a quarter that is over says without names, as it was first worked out: it is never worked out again.

    Two looks at one quarter could be subtracted: what is left would be one person's.
    """

    first = models.DateField()
    kept = models.DateField(default=clock.today)
    box = SealedBox(under="organisation_id")
    told: Sealed[dict[str, int]] = Sealed({})  # only what may be shown (safety/patterns.py)

    objects = OwnedQuerySet["Look"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "first"], name="one_look_a_quarter")]

    def __str__(self) -> str:
        return str(self.first)

    def in_plain_words(self, reader: Any) -> str:
        return _("What a quarter says, without names")
