from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Clock, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.pay.codes import Basis, Contract, Kind, RateKind
from espoir.pay.parity import Pay
from espoir.vault.boxes import Sealed, SealedBox


class Hours(Owned):
    """Time that a supporter gave on one day: for what, how long, paid or not. She alone enters it and reads it."""

    class State(models.TextChoices):
        COUNTED = "counted", gettext_lazy("Counted")
        LEFT_OUT = "left_out", gettext_lazy("Left out")  # a suggestion she does not want to count

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"
    CLOCK: ClassVar[str | None] = Clock.NOTES
    CLOCK_FROM: ClassVar[str] = "on"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=11, choices=Kind)
    minutes = models.PositiveSmallIntegerField()
    is_paid = models.BooleanField()
    state = models.CharField(max_length=8, choices=State, default=State.COUNTED)
    box = SealedBox(under="person_id")
    source = Sealed("")  # of which meeting or supervision she said it: nothing else in the house can join the two

    objects = OwnedQuerySet["Hours"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person", "-on"])]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="hours_fit_in_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes}"

    def in_plain_words(self, reader: Any) -> str:
        said = {"kind": self.get_kind_display(), "length": say.length(self.minutes)}
        return _("%(kind)s, %(length)s, paid") % said if self.is_paid else _("%(kind)s, %(length)s, not paid") % said


class PaidRole:
    """The sealed part that a person's terms and a role beside hers have in common."""

    basis = Sealed(Basis.HOUR.value)
    cents = Sealed(0)
    hours = Sealed(0)  # a year
    benefits: Sealed[list[str]] = Sealed([])
    sick_days = Sealed(0)
    leave_days = Sealed(0)
    advancement = Sealed("")
    contract: Any

    @property
    def pay(self) -> Pay | None:
        """None once the key is gone."""
        if not self.hours:
            return None
        benefits = frozenset(self.benefits)
        days = (self.sick_days, self.leave_days)
        permanent, advances = self.contract == Contract.PERMANENT, bool(self.advancement.strip())
        return Pay(self.cents, self.basis, self.hours, benefits, *days, permanent, advances)

    @property
    def contract_label(self) -> str:
        return str(Contract(self.contract).label) if self.contract else ""


class Comparator(PaidRole, Owned):
    """A role of the same weight in the organisation, beside which a supporter's pay is put. A role, never someone."""

    box = SealedBox(under="organisation_id")
    title = Sealed("")
    contract = Sealed("")
    since = models.DateField(default=clock.today)

    objects = OwnedQuerySet["Comparator"].as_manager()

    def __str__(self) -> str:
        return str(self.since)


class Terms(PaidRole, Owned):
    """What the organisation says a supporter is paid. She says whether it is what she knows."""

    class State(models.TextChoices):
        TOLD = "told", gettext_lazy("Waiting for a word")
        CONFIRMED = "confirmed", pgettext_lazy("pay", "Both say the same")
        DISPUTED = "disputed", gettext_lazy("Not what was known")

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    contract = models.CharField(max_length=10, choices=Contract)
    comparator = models.ForeignKey(Comparator, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.TOLD)
    since = models.DateField(default=clock.today)  # from which day she is paid so
    told_on = models.DateField(default=clock.today)
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)  # while the organisation owes an answer
    answered_on = models.DateField(null=True, blank=True)
    box = SealedBox(under="person_id")
    her_words = Sealed("")
    answer = Sealed("")

    objects = OwnedQuerySet["Terms"].as_manager()

    def __str__(self) -> str:
        return self.get_state_display()

    def in_plain_words(self, reader: Any) -> str:
        return _("What you are paid: %(contract)s") % {"contract": self.get_contract_display()}


class Before(PaidRole, Owned):
    """What a supporter was paid before, from one day to another: so that she sees what changed."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contract = models.CharField(max_length=10, choices=Contract)
    since = models.DateField()
    until = models.DateField()  # the day from which something else holds
    at = models.DateTimeField(default=clock.now)
    box = SealedBox(under="person_id")
    beside = Sealed("")  # the name of the role beside it then

    objects = OwnedQuerySet["Before"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person", "-at"])]

    def __str__(self) -> str:
        return f"{self.since} {self.until}"

    def in_plain_words(self, reader: Any) -> str:
        return _("What you were paid before %(day)s") % {"day": say.day(self.until, year=True)}


class DatedRate(Owned):
    """A rate that the organisation wrote down: so many cents an hour from a day on, and by whose word."""

    kind = models.CharField(max_length=9, choices=RateKind)
    since = models.DateField()
    written_on = models.DateField(default=clock.today)
    box = SealedBox(under="organisation_id")
    title = Sealed("")
    cents = Sealed(0)
    source = Sealed("")
    url = Sealed("")

    objects = OwnedQuerySet["DatedRate"].as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"

    def in_plain_words(self, reader: Any) -> str:
        return _("A rate written down, with its source")


class Share(Owned):
    """Until that day, whoever directs reads her hours by kind. She may stop any time."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    until = models.DateField()

    objects = OwnedQuerySet["Share"].as_manager()

    def __str__(self) -> str:
        return str(self.until)

    def is_open(self, today: date) -> bool:
        return today <= self.until

    def in_plain_words(self, reader: Any) -> str:
        return _("Your hours by kind are shared until %(day)s") % {"day": say.day(self.until, year=True)}
