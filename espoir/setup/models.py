from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.organisations.owned import Owned, OwnedQuerySet


class Seen(Owned):
    """A step of the set-up whose suggestions may fit as they are: someone read it and kept it, on this day."""

    class Step(models.TextChoices):
        NAMES = "names", gettext_lazy("Name on the screen, languages")
        CLOCKS = "clocks", gettext_lazy("How long things are kept")
        PACK = "pack", gettext_lazy("Print the pack")

    step = models.CharField(max_length=6, choices=Step)
    on = models.DateField(default=clock.today)

    objects = OwnedQuerySet["Seen"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "step"], name="a_step_is_seen_once")]

    def __str__(self) -> str:
        return self.get_step_display()

    def in_plain_words(self, reader: Any) -> str:
        return _("A step of the set-up: %(step)s") % {"step": self.get_step_display()}
