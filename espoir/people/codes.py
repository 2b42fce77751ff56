"""The short lists that wishes and profiles share. Codes are kept, labels are said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Form(models.TextChoices):
    """How two people may meet."""

    IN_PERSON = "in_person", _("in person")
    PHONE = "phone", _("by phone")
    VIDEO = "video", _("by video")
    TEXT = "text", _("by text")
    WALK = "walk", _("on a walk")
    GROUP = "group", _("in a group")
    WORKSHOP = "workshop", _("in a workshop")
    OUTING = "outing", _("on an outing")
    CRAFT = "craft", _("making things")


class Day(models.TextChoices):
    MON = "mon", _("Monday")
    TUE = "tue", _("Tuesday")
    WED = "wed", _("Wednesday")
    THU = "thu", _("Thursday")
    FRI = "fri", _("Friday")
    SAT = "sat", _("Saturday")
    SUN = "sun", _("Sunday")


class Who(models.TextChoices):
    """How a support person describes herself, if she does, and whom someone would rather meet."""

    WOMAN = "woman", _("a woman")
    MAN = "man", _("a man")
    ANOTHER_GENDER = "another_gender", _("someone of another gender")


class Language(models.TextChoices):
    """The usual ones; any other is written by hand."""

    FR = "fr", _("French")
    EN = "en", _("English")
    ES = "es", _("Spanish")
    AR = "ar", _("Arabic")
    LSQ = "lsq", _("LSQ (sign language)")
    ASL = "asl", _("ASL (sign language)")


class Way(models.TextChoices):
    """A way in which someone may be reached."""

    CALL = "call", _("a call")
    TEXT = "text", _("a text")
    EMAIL = "email", _("an email")
    HERE = "here", _("a message on this site")
    IN_PERSON = "in_person", _("face to face")


class Far(models.TextChoices):
    NEAR = "near", _("close to me")
    HALF_HOUR = "half_hour", _("up to half an hour away")
    HOUR = "hour", _("up to an hour away")
    ANYWHERE = "anywhere", _("anywhere")


FORMS, DAYS, WHO, DESCRIBES = Form.values, Day.values, Who.values, Who.values


def said(choices: type[models.TextChoices], codes: Iterable[str]) -> str:
    """« En personne, au téléphone ». A code that is not in the list was written by hand and is said as it is."""
    labels = dict(choices.choices)
    return capfirst(", ".join(str(labels.get(code, code)) for code in codes))


def pills(choices: type[models.TextChoices]) -> list[tuple[str, StrOrPromise]]:
    """The same labels, each with a capital, for buttons to press."""
    return [(code, capfirst(label)) for code, label in choices.choices]
