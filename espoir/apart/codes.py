"""What can be chosen on these pages, as it is kept and as it is said."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class What(models.TextChoices):
    """What a line names."""

    PERSON = "person", _("A name or nickname")
    PHONE = "phone", _("A number")
    HANDLE = "handle", _("An account")
    PLACE = "place", _("A place")
    VEHICLE = "vehicle", _("A vehicle")


class How(models.TextChoices):
    """How a line is kept."""

    SEALED = "sealed", _("So that I can read it again")
    TOKENS = "tokens", _("So that no one can read it back, not even me")


class Then(models.TextChoices):
    """What to do if a new line touches something that already stands."""

    CHANGE = "change", pgettext_lazy("what to do then", "Change it")
    CALL = "call", _("Call me")
    FUTURE = "future", _("Only from now on")
