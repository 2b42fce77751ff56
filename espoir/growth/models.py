from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.apart.placed import Kind, Placed, PlacedQuerySet
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Step(Owned):
    """Something that a supporter would like to learn. Hers alone until she asks for hours or money."""

    class Kind(models.TextChoices):
        INSIDE = "inside", gettext_lazy("Here")
        ELSEWHERE = "elsewhere", gettext_lazy("Elsewhere")
        ADVOCACY = "advocacy", gettext_lazy("To speak up for change")

    class State(models.TextChoices):
        HERS = "hers", gettext_lazy("Only you see it")
        ASKED = "asked", gettext_lazy("Waiting for the organization’s answer")
        YES = "yes", gettext_lazy("Yes")
        OTHERWISE = "otherwise", gettext_lazy("A different way")
        NO = "no", gettext_lazy("No, with a reason")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.HERS)
    since = models.DateField(default=clock.today)
    by_when = models.DateField(null=True, blank=True)  # when she would like it; never a deadline
    asked_minutes = models.PositiveIntegerField(default=0)
    asked_cents = models.PositiveIntegerField(default=0)
    given_minutes = models.PositiveIntegerField(default=0)
    given_cents = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="person_id")
    title = Sealed("")
    words = Sealed("")  # where, with whom: as she likes
    answer = Sealed("")

    objects = OwnedQuerySet["Step"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person"])]
        constraints = [
            models.CheckConstraint(
                name="what_she_asked_to_learn_has_a_date_for_its_answer",
                condition=~Q(state="asked") | Q(due__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    def in_plain_words(self, reader: Any) -> str:
        return _("Something you’d like to learn: %(title)s") % {"title": self.title}


class Learned(Owned):
    """Time that she spent learning on one day. She alone enters it and reads it."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    box = SealedBox(under="person_id")
    title = Sealed("")

    objects = OwnedQuerySet["Learned"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person", "-on"])]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="learning_fits_in_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.minutes}"

    def in_plain_words(self, reader: Any) -> str:
        return _("Time you spent learning: %(title)s") % {"title": self.title}


class Certificate(Owned):
    """What she was given at the end, in her own words. The paper stays with her."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    on = models.DateField()
    box = SealedBox(under="person_id")
    title = Sealed("")
    issuer = Sealed("")

    objects = OwnedQuerySet["Certificate"].as_manager()

    def __str__(self) -> str:
        return str(self.on)

    def in_plain_words(self, reader: Any) -> str:
        return _("A certificate you keep here: %(title)s") % {"title": self.title}


class Budget(Owned):
    """What the organisation sets aside in a year for what its support people learn."""

    year = models.PositiveSmallIntegerField()
    cents = models.PositiveIntegerField(default=0)  # 0: nobody has said yet
    given_cents = models.PositiveIntegerField(default=0)  # stays, whatever someone takes out

    objects = OwnedQuerySet["Budget"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="one_learning_budget_a_year")]

    def __str__(self) -> str:
        return str(self.year)

    def in_plain_words(self, reader: Any) -> str:
        return _("What is set aside for learning in a year")


class Circle(Owned):
    """A date at which support people talk among themselves. Supervision and figures never hear of it."""

    class Way(models.TextChoices):
        VIDEO = "video", gettext_lazy("By video")
        PHONE = "phone", gettext_lazy("By phone")
        TOGETHER = "together", gettext_lazy("In the same room")

    class State(models.TextChoices):
        PLANNED = "planned", gettext_lazy("Planned")
        CALLED_OFF = "called_off", gettext_lazy("Called off")

    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    way = models.CharField(max_length=8, choices=Way)
    places = models.PositiveSmallIntegerField(default=8)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    box = SealedBox(under="organisation_id")
    topic = Sealed("")
    where = Sealed("")  # the link, the number or the room: for those who said they come

    objects = OwnedQuerySet["Circle"].as_manager()

    def __str__(self) -> str:
        return str(self.at)

    def in_plain_words(self, reader: Any) -> str:
        return _("A circle of support people")


class Coming(Placed):
    """Someone who said that she comes to a circle. Who is there already is asked about before she is in."""

    KIND = Kind.GROUP
    PLACES = ("circle", "person")
    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    objects = PlacedQuerySet["Coming"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="once_in_a_circle")]

    def __str__(self) -> str:
        return str(self.circle_id)

    def together(self) -> Iterator[Iterable[str | None]]:
        """Everyone who comes, and whoever joins them."""
        there = Coming.objects.of(self.organisation).filter(circle=self.circle_id).values_list("person_id", flat=True)
        yield {self.person_id, *there}

    def in_plain_words(self, reader: Any) -> str:
        return _("You come to a circle of support people")


class Event(Owned):
    """Something that others organise, for support people of several places. Nobody is signed up from here."""

    on = models.DateField()
    is_paid = models.BooleanField()  # the organisation pays the hours of whoever goes
    box = SealedBox(under="organisation_id")
    title = Sealed("")
    organiser = Sealed("")
    where = Sealed("")

    objects = OwnedQuerySet["Event"].as_manager()

    def __str__(self) -> str:
        return str(self.on)

    def in_plain_words(self, reader: Any) -> str:
        return _("A date that others organize")
