from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WEEK = "week"  # the kind of a leaf that holds our own two questions; any other is `code@version` of an instrument
INSTRUMENTS = ("who5", "proqol")  # what can be filled in here once the organisation has switched it on


class Weight(models.TextChoices):
    """How heavy has this week been?"""

    LIGHT = "1", pgettext_lazy("week", "Light")
    RATHER_LIGHT = "2", pgettext_lazy("week", "Rather light")
    BETWEEN = "3", pgettext_lazy("week", "In between")
    RATHER_HEAVY = "4", pgettext_lazy("week", "Rather heavy")
    HEAVY = "5", pgettext_lazy("week", "Heavy")


class Rest(models.TextChoices):
    """Could you rest?"""

    FULLY = "5", _("Yes, fully")
    MOSTLY = "4", _("Mostly")
    SOMEWHAT = "3", _("Somewhat")
    LITTLE = "2", _("A little")
    HARDLY = "1", _("Hardly at all")


DEMONSTRATION_PASSPHRASE = "brume lanterne tricot rivière"  # noqa: S105 (the page of the demonstration tells it)
