from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from espoir.pay import parity


class Kind(models.TextChoices):
    """What the hours went to."""

    MEETING = "meeting", _("Meetings")
    PREPARATION = "preparation", _("Preparation")
    NOTES = "notes", pgettext_lazy("hours", "Notes")
    TRAINING = "training", _("Training")
    SUPERVISION = "supervision", pgettext_lazy("hours", "Supervision")
    TRAVEL = "travel", _("Travel")
    COMMUNITY = "community", _("Community")
    OTHER = "other", _("Something else")


class Contract(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    FIXED_TERM = "fixed_term", _("For a fixed time")
    OCCASIONAL = "occasional", _("Now and then")
    VOLUNTEER = "volunteer", _("Volunteer")
    PLACEMENT = "placement", _("Placement")


class Basis(models.TextChoices):
    HOUR = parity.HOUR, _("By the hour")
    YEAR = parity.YEAR, _("By the year")


class Benefit(models.TextChoices):
    HEALTH = "health", _("Health insurance")
    DENTAL = "dental", _("Dental insurance")
    PENSION = "pension", _("Pension plan")
    DISABILITY = "disability", _("Income if illness lasts")
    LIFE = "life", _("Life insurance")
    HELPLINE = "helpline", _("Help program for staff")
    TRAVEL = "travel", _("Travel is covered")
    CHILD_CARE = "child_care", _("Child care is covered")
    TELEPHONE = "telephone", _("Telephone is covered")
    TRAINING = "training", _("Training is paid")


class RateKind(models.TextChoices):
    """A dated rate that the organisation wrote down, with its source."""

    MINIMUM = "minimum", _("The minimum wage here")
    REFERENCE = "reference", _("A rate to stand beside: a living wage, an agreement")


class Gap(models.TextChoices):
    """What stands out in someone's terms: the organisation owes an answer to each."""

    UNPAID = "unpaid", _("A role without pay")
    MINIMUM = "minimum", _("Less than the minimum wage here")
    REFERENCE = "reference", _("Less than a rate that stands beside it")
    MONEY = "money", _("Less than the other role, for an hour")
    BENEFITS = "benefits", _("Benefits that the other role has")
    DAYS = "days", _("Fewer paid days than the other role")
    PERMANENCE = "permanence", _("Not permanent, and the other role is")
    ADVANCEMENT = "advancement", _("Nothing comes next, and the other role has it")
    HOURS = "hours", _("Hours that aren’t paid")
