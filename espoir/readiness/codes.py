"""The few words that this room keeps as codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Experience(models.TextChoices):
    """Asked once, answered by a tap. Nobody asks for more."""

    YES = "yes", _("Yes")
    UNSAID = "unsaid", _("I’d rather not say here")


class Outcome(models.TextChoices):
    """What three people conclude together, for one role. Never a score."""

    NOW = "now", _("This role, now")
    WITH_SUPPORTS = "with", _("This role, with these supports")
    NOT_NOW = "not_now", _("Not this role, now")


class Leaning(models.TextChoices):
    """Where her own thoughts stand. Nobody else reads it, and nothing follows."""

    NOW = "now", _("Now")
    OTHERWISE = "other", _("In another form")
    LATER = "later", _("Later")


class Stand(models.TextChoices):
    """Where the organisation says that it stands."""

    NOW = "now", _("We can begin")
    WITH = "with", _("We can begin, with what we owe below")
    LATER = "later", _("We wait before we begin")
