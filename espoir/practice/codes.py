"""What someone may have been asked to do, besides what the charter names. Codes are kept, labels are said."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class What(models.TextChoices):
    """The three things that may be noted."""

    TIME = "time", _("Something I was asked to do")
    CONTACT = "contact", _("Reached outside my hours")
    ALWAYS = "always", _("I felt I had to be there all the time")


class Kind(models.TextChoices):
    CASE = "case", _("Case management")
    INTERPRETING = "interpreting", _("Interpreting")
    SECURITY = "security", _("Security, or watching the door")
    PAPERWORK = "paperwork", _("Paperwork")
    TRANSPORT = "transport", _("Driving someone alone")
    REPLACING = "replacing", _("Standing in for someone")
    UPKEEP = "upkeep", _("Cleaning, moving, errands")
    SPEAKING = "speaking", _("Speaking in public")
    OTHER = "other", pgettext_lazy("what I was asked to do", "Something else")


class Place(models.TextChoices):
    """Where it stands, in her own judgement."""

    OUTSIDE = "outside", _("Outside my role")
    ASKED_FIRST = "asked_first", _("Asked first, and I said yes")
    IN_ROLE = "in_role", _("In my role")


class When(models.TextChoices):
    EVENING = "evening", _("An evening")
    NIGHT = "night", _("A night")
    WEEKEND = "weekend", _("A weekend")
    DAY_OFF = "day_off", _("A day off")


class Way(models.TextChoices):
    MESSAGE = "message", pgettext_lazy("reached", "By message")
    PHONE = "phone", pgettext_lazy("reached", "By phone")
    IN_PERSON = "in_person", pgettext_lazy("reached", "In person")


class Outcome(models.TextChoices):
    """What the organisation answers to a question to the team."""

    SOMEONE_ELSE = "someone_else", _("Someone else takes care of it")
    STOPS = "stops", _("Nobody is asked for it any more")
    CHARTER = "charter", _("We look at the charter together")
    TIME_AND_PAY = "time_and_pay", _("It stays, with the time and the pay it takes")


LENGTHS = (15, 30, 60, 120, 240)
HALF_AN_HOUR = 30
