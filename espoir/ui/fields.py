"""What the forms of several rooms ask in the same way: a day, an hour, some words, a number, an amount."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock

LINE = forms.TextInput(attrs={"autocomplete": "off"})
WORDS = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
CHOOSE_A_DAY = {
    "required": gettext_lazy("Choose a day."),
    "invalid": gettext_lazy("Choose a day of the calendar."),
}
CHOOSE_A_TIME = {
    "required": gettext_lazy("Choose a time."),
    "invalid": gettext_lazy("Choose a time, for example 14:30."),
}
AMOUNT = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DAY, error_messages=CHOOSE_A_DAY, **more)


def time_of_day(label: Any, **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=HOUR, error_messages=CHOOSE_A_TIME, **more)


def whole(label: Any, *, least: int, most: int, **more: Any) -> forms.IntegerField:
    """A whole number."""
    words = {
        "required": gettext_lazy("Type a whole number."),
        "invalid": gettext_lazy("Type a whole number."),
        "min_value": gettext_lazy("Type %(limit_value)s or more."),
        "max_value": gettext_lazy("Type %(limit_value)s or less."),
    }
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=words, **more)


class Cents(forms.CharField):
    """An amount as people type it ("21.50", « 21,5 $ »), kept as whole cents: never a fraction of one. Left empty
    where it may be, it is nothing."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, example: Any, **more: Any) -> None:
        self.example = example
        super().__init__(max_length=14, error_messages={"required": example}, **more)

    def clean(self, value: Any) -> int:
        typed = re.sub(r"[\s$]", "", super().clean(value) or "")
        if not typed and not self.required:
            return 0
        found = AMOUNT.fullmatch(typed)
        if found is None:
            raise forms.ValidationError(self.example)
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100}.{value % 100:02}" if isinstance(value, int) else value


def not_over(on: date) -> date:
    """Today, or a day to come."""
    if on < clock.today():
        raise forms.ValidationError(_("That day is over. Choose today or a day after."))
    return on


def not_to_come(on: date) -> date:
    """Today, or a day before."""
    if on > clock.today():
        raise forms.ValidationError(_("That day hasn’t come yet. Choose today or a day before."))
    return on


class MomentForm(forms.Form):
    """A day and an hour to come. A room says in `clean_on` how far ahead."""

    on = day(gettext_lazy("Which day?"))
    hour = time_of_day(gettext_lazy("At what time?"))

    @property
    def at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["on"], self.cleaned_data["hour"]))

    def clean(self) -> dict[str, Any]:
        if {"on", "hour"} <= set(self.cleaned_data) and self.at < clock.now():
            self.add_error("hour", _("That hour is over. Choose a later one."))
        return {**self.cleaned_data}
