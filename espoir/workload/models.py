from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet


class Limit(Owned):
    """How much the organisation may plan with someone: set together, lowered by her alone, raised by nobody alone."""

    class By(models.TextChoices):
        HER = "her"
        US = "us"

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    hours = models.PositiveSmallIntegerField(null=True)  # planned in a week; None until both said so
    a_day = models.PositiveSmallIntegerField(null=True)  # meetings on one day
    since = models.DateField(default=clock.today)
    asked_by = models.CharField(max_length=3, choices=By, blank=True)  # whose idea waits for the other one's word
    asked_hours = models.PositiveSmallIntegerField(null=True)
    asked_a_day = models.PositiveSmallIntegerField(null=True)
    answer_by = models.DateField(null=True)  # when the organisation answers hers

    objects = OwnedQuerySet["Limit"].as_manager()

    def __str__(self) -> str:
        return f"{self.hours} {self.a_day}"

    @property
    def is_set(self) -> bool:
        return self.hours is not None

    def in_plain_words(self, reader: Any) -> str:
        if self.hours is None:
            return _("Limits that are not agreed yet")
        return _("Planned with you at most: %(hours)s h a week, %(a_day)s meetings a day") % {
            "hours": self.hours,
            "a_day": self.a_day,
        }
