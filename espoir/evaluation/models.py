from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.evaluation.periods import Period
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Pace(Owned):
    """How long the periods are for which this organisation gives figures, from a first of January on."""

    class Months(models.IntegerChoices):
        QUARTER = 3, gettext_lazy("Every three months")
        HALF_YEAR = 6, gettext_lazy("Every six months")
        YEAR = 12, gettext_lazy("Once a year")

    months = models.PositiveSmallIntegerField(choices=Months, default=Months.HALF_YEAR)
    since = models.DateField()

    objects = OwnedQuerySet["Pace"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "since"], name="one_pace_a_year")]

    def __str__(self) -> str:
        return self.get_months_display()

    def in_plain_words(self, reader: Any) -> str:
        return _("How often we give figures: %(pace)s") % {"pace": self.get_months_display()}


class Edition(Owned):
    """The figures of a month or of a period, as they were first given. They are never worked out again.

    Someone who then stops being counted is counted in no later edition. To work this one out again without her would
    publish her: the difference between the two editions would be hers alone.
    """

    first = models.DateField()
    last = models.DateField()
    kept = models.DateField(default=clock.today)
    box = SealedBox(under="organisation_id")
    figures: Sealed[dict[str, Any]] = Sealed({})

    objects = OwnedQuerySet["Edition"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "first", "last"], name="one_edition_a_period")]

    def __str__(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    def in_plain_words(self, reader: Any) -> str:
        return _("Figures of the program, without names")


FIRST_PACE = Pace.Months.HALF_YEAR
