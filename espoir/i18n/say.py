"""Dates, hours, lengths and numbers as one says them in fr-CA and en-CA (voice.md § 4)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NBSP = "\u00a0"


def in_french() -> bool:
    return (get_language() or "fr").startswith("fr")


def day(value: date, *, year: bool = False, weekday: bool = True) -> str:
    """« mardi 17 novembre 2026 », "Tuesday, November 17, 2026"."""
    value = _local(value)
    name, month = str(WEEKDAYS[value.weekday()]), str(MONTHS[value.month])
    if in_french():
        number = f"1er{NBSP}" if value.day == 1 else f"{value.day}{NBSP}"
        said = f"{number}{month}" + (f" {value.year}" if year else "")
        return f"{name} {said}" if weekday else said
    said = f"{month}{NBSP}{value.day}" + (f", {value.year}" if year else "")
    return f"{name}, {said}" if weekday else said


def hour(value: time | datetime) -> str:
    """« 14 h 05 », « 9 h »; "2:05 p.m.", "noon"."""
    value = timezone.localtime(value).time() if isinstance(value, datetime) else value
    if in_french():
        return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02}" if value.minute else "")
    if (value.hour, value.minute) == (12, 0):
        return "noon"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{NBSP}{'a.m.' if value.hour < 12 else 'p.m.'}"


def moment(value: datetime) -> str:
    """« mardi 17 novembre, 14 h 05 »."""
    return f"{day(value)}, {hour(value)}"


def length(minutes: int) -> str:
    """« 45 minutes », « 1 heure 30 »; spelled out, since « 1 h » is also a time."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    said = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return _("%(hours)s %(minutes)d") % {"hours": said, "minutes": rest} if rest else said


def number(value: float, places: int = 0) -> str:
    """« 1 250 », « 3,5 »; "1,250", "3.5"."""
    said = f"{value:,.{places}f}"
    return said.replace(",", "\u202f").replace(".", ",") if in_french() else said


def percent(value: int) -> str:
    """« 60 % », "60%"."""
    return f"{value}{NBSP}%" if in_french() else f"{value}%"


def _local(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def one_stop(sentence: str) -> str:
    """A sentence that ends with “p.m.” needs no second full stop."""
    return sentence.replace("m..", "m.")
