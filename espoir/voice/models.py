from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from espoir import clock
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Idea(Owned):
    """What someone proposes, and what the organisation answers, with a reason and by a day."""

    class Kind(models.TextChoices):
        OUTING = "outing", gettext_lazy("An outing")
        CRAFT = "craft", gettext_lazy("Something to make or do together")
        POLICY = "policy", gettext_lazy("How things are done here")
        OTHER = "other", gettext_lazy("Something else")

    class State(models.TextChoices):
        SENT = "sent", gettext_lazy("Waiting for the organization’s answer")
        YES = "yes", gettext_lazy("Yes, and it is coming")
        DONE = "done", gettext_lazy("Yes, and it is done")
        OTHERWISE = "otherwise", gettext_lazy("A different way")
        NO = "no", gettext_lazy("No, with a reason")
        TAKEN_BACK = "taken_back", gettext_lazy("Taken back")

    OWED = frozenset({State.SENT, State.YES})  # while the organisation has something to do
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    CLOCK: ClassVar[str | None] = Clock.SUPERVISION
    CLOCK_FROM: ClassVar[str] = "ended_on"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    is_signed = models.BooleanField(default=False)  # with her chosen name; otherwise "from the team"
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    sent_on = models.DateField(default=clock.today)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    prolonged_on = models.DateField(null=True, blank=True)  # once only
    answered_on = models.DateField(null=True, blank=True)
    was_in_time = models.BooleanField(null=True)
    ended_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="person_id")
    title = Sealed("")
    words = Sealed("")
    why_later = Sealed("")
    answer = Sealed("")
    follows = Sealed("")  # what comes of a yes

    objects = OwnedQuerySet["Idea"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "sent_on"])]
        constraints = [
            models.CheckConstraint(
                name="an_idea_left_to_the_organisation_has_a_date",
                condition=~Q(state__in=["sent", "yes"]) | Q(due__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def signature(self) -> str:
        """What the one who answers reads. Never who wrote it, unless she signed."""
        return self.person.name if self.is_signed else _("From the team")

    @property
    def is_late(self) -> bool:
        return self.state in self.OWED and self.due is not None and self.due < clock.today()

    def in_plain_words(self, reader: Any) -> str:
        return _("An idea of yours: %(title)s") % {"title": self.title}


class Decision(Owned):
    """A decision about someone's support: she says first who comes. Nothing of what is decided is written."""

    class Matter(models.TextChoices):
        FORM = "form", gettext_lazy("The form of the support")
        SOMEONE_ELSE = "someone_else", gettext_lazy("Support from someone else")
        END = "end", gettext_lazy("An end, or a pause")
        REFERRAL = "referral", gettext_lazy("A service elsewhere")
        OTHER = "other", gettext_lazy("Something else about the support")

    class Who(models.TextChoices):
        SUPPORTER = "supporter", gettext_lazy("The person who supports me may come")
        HERSELF = "herself", gettext_lazy("I’ll come myself")
        BOTH = "both", gettext_lazy("Both of us")
        NEITHER = "neither", gettext_lazy("Neither of us")

    class State(models.TextChoices):
        ASKED = "asked", gettext_lazy("Waiting to hear who comes")
        ANSWERED = "answered", gettext_lazy("A date is owed")
        PLANNED = "planned", pgettext_lazy("decision", "Planned")
        HELD = "held", pgettext_lazy("decision", "It took place")
        NOT_HELD = "not_held", gettext_lazy("We didn’t hold it. Another date is owed")
        CALLED_OFF = "called_off", gettext_lazy("No longer needed")

    OPEN = frozenset({State.ASKED, State.ANSWERED, State.PLANNED, State.NOT_HELD})
    ABOUT: ClassVar[tuple[str, ...]] = ("peer", "supporter")
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.NOTES
    CLOCK_FROM: ClassVar[str] = "ended_on"

    peer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    supporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_on = models.DateField(default=clock.today)
    due = models.DateField(null=True, blank=True)  # the organisation's next step
    at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    supporter_is_invited = models.BooleanField(default=False)
    supporter_comes = models.BooleanField(null=True)  # her own word, once she is invited
    box = SealedBox(under="peer_id")
    matter = Sealed("")
    who = Sealed("")
    was_spoken = Sealed(False)  # she said it aloud; whoever keeps the invitation wrote it down

    objects = OwnedQuerySet["Decision"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"])]
        constraints = [
            models.CheckConstraint(
                name="a_decision_to_come_has_a_next_date",
                condition=~Q(state__in=["asked", "answered", "planned", "not_held"]) | Q(due__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def matter_said(self) -> str:
        return str(dict(self.Matter.choices).get(self.matter, ""))

    @property
    def who_said(self) -> str:
        return str(dict(self.Who.choices).get(self.who, ""))

    @property
    def peer_comes(self) -> bool:
        return self.who in (self.Who.HERSELF, self.Who.BOTH)

    def in_plain_words(self, reader: Any) -> str:
        return _("A decision about support: %(state)s") % {"state": self.get_state_display()}


class Word(Owned):
    """What someone says about one thing that the organisation asks or counts. A question is owed an answer."""

    class Says(models.TextChoices):
        FINE = "fine", gettext_lazy("It’s fine with me")
        QUESTION = "question", gettext_lazy("I have a question")
        STRIKE = "strike", gettext_lazy("Strike it")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    thing = models.CharField(max_length=30)  # a code of `asked.py`
    says = models.CharField(max_length=8, choices=Says)
    on = models.DateField(default=clock.today)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="person_id")
    words = Sealed("")
    answer = Sealed("")

    objects = OwnedQuerySet["Word"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thing"], name="one_word_each_about_a_thing")]

    def __str__(self) -> str:
        return self.get_says_display()

    def in_plain_words(self, reader: Any) -> str:
        return _("What you said about something we ask: %(word)s") % {"word": self.get_says_display()}


class Struck(Owned):
    """Something that was struck: out of use from that day where it can be, until the organisation answers why.

    It holds no name: who struck it is under her own key, in her `Word`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("Waiting for the organization’s answer")
        OUT = "out", gettext_lazy("It stays out")
        CHANGED = "changed", gettext_lazy("It comes back, changed")
        BACK = "back", gettext_lazy("It comes back, with a reason")

    thing = models.CharField(max_length=30)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    on = models.DateField(default=clock.today)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="organisation_id")
    answer = Sealed("")

    objects = OwnedQuerySet["Struck"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "thing"], condition=Q(state="waiting"), name="struck_once_until_answered"
            ),
            models.CheckConstraint(
                name="what_was_struck_has_a_date_for_its_answer",
                condition=~Q(state="waiting") | Q(due__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_out(self) -> bool:
        return self.state in (self.State.WAITING, self.State.OUT)

    def in_plain_words(self, reader: Any) -> str:
        return _("Something that was struck: %(state)s") % {"state": self.get_state_display()}


class Rate(Owned):
    """What the organisation pays for advice, as everyone here reads it. A new rate is a new row."""

    since = models.DateField(default=clock.today)
    box = SealedBox(under="organisation_id")
    cents = Sealed(0)  # an hour
    how = Sealed("")

    objects = OwnedQuerySet["Rate"].as_manager()

    def __str__(self) -> str:
        return str(self.since)

    def in_plain_words(self, reader: Any) -> str:
        return _("What is paid for advice")
