"""What is talked about in the first ninety days, and when: as it is kept and as it is said."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Week(models.TextChoices):
    """The conversations of the first ninety days, with a buddy; the last one with whoever answers here."""

    ONE = "w1", _("After one week")
    TWO = "w2", _("After two weeks")
    FOUR = "w4", _("After four weeks")
    EIGHT = "w8", _("After eight weeks")
    TWELVE = "w12", _("After twelve weeks")
    CLOSING = "closing", _("A closing conversation")


AFTER = {
    Week.ONE: timedelta(weeks=1),
    Week.TWO: timedelta(weeks=2),
    Week.FOUR: timedelta(weeks=4),
    Week.EIGHT: timedelta(weeks=8),
    Week.TWELVE: timedelta(weeks=12),
    Week.CLOSING: timedelta(days=90),
}


class Why(models.TextChoices):
    """For what an earlier file is opened. A word is enough: nobody asks for more."""

    CHECK = "check", _("To check a date or a fact")
    CORRECT = "correct", _("To put something right")
    ASKED = "asked", _("Because a court, a lawyer or an office asks for it")
    OTHER = "other", _("For something else")


class About(models.TextChoices):
    """The conversations that a new support person is owed."""

    ROLE = "role", _("The role")
    BOUNDARIES = "boundaries", _("My boundaries")
    SAFETY = "safety", _("The safety sheet")
    RESPONSIBILITIES = "duties", _("What I answer for, and what others answer for")
    REACH = "reach", _("When I can be reached, and saying no")
    CARE = "care", _("Looking after myself")
    SUPERVISION = "rhythm", pgettext_lazy("conversation", "Supervision")
    PAY = "pay", pgettext_lazy("conversation", "Pay")


DAYS = {
    About.ROLE: 5,
    About.BOUNDARIES: 7,
    About.SAFETY: 7,
    About.RESPONSIBILITIES: 14,
    About.REACH: 14,
    About.CARE: 21,
    About.SUPERVISION: 21,
    About.PAY: 28,
}

# Before these three, she is not offered to anyone: it would not be fair to either.
FIRST = (About.ROLE, About.BOUNDARIES, About.SAFETY)
