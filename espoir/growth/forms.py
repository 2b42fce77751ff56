from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.growth.models import Circle, Step

LONG = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"})
SHORT = forms.TextInput(attrs={"autocomplete": "off"})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
AMOUNT = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")
NUMBER = {
    "required": gettext_lazy("Type a whole number."),
    "invalid": gettext_lazy("Type a whole number."),
    "min_value": gettext_lazy("Type %(limit_value)s or more."),
    "max_value": gettext_lazy("Type %(limit_value)s or less."),
}
A_DAY = {"required": gettext_lazy("Choose a day."), "invalid": gettext_lazy("Choose a day of the calendar.")}
MOST_HOURS = 400
AHEAD = timedelta(days=366)


class Cents(forms.CharField):
    """An amount as people type it, kept as whole cents. Left empty, it is nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=12,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"required": gettext_lazy("Type an amount, for example 120.00.")},
            **kwargs,
        )

    def clean(self, value: Any) -> int:
        typed = re.sub(r"[\s$]", "", super().clean(value) or "")
        if not typed:
            return 0
        found = AMOUNT.fullmatch(typed)
        if found is None:
            raise forms.ValidationError(_("Type an amount, for example 120.00."))
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100}.{value % 100:02}" if isinstance(value, int) else value


def not_past(on: date) -> date:
    if on < clock.today():
        raise forms.ValidationError(_("That day is over. Choose today or a day after."))
    if on > clock.today() + AHEAD:
        raise forms.ValidationError(_("Choose a day within a year."))
    return on


def not_to_come(on: date) -> date:
    if on > clock.today():
        raise forms.ValidationError(_("That day hasn’t come yet. Choose today or a day before."))
    return on


class StepForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What would you like to learn?"),
        max_length=80,
        widget=SHORT,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Where, or what for?"),
        choices=Step.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three.")},
    )
    by_when = forms.DateField(
        label=gettext_lazy("By when would you like it? Only if you like."),
        required=False,
        widget=DAY,
        error_messages=A_DAY,
    )
    words = forms.CharField(
        label=gettext_lazy("Anything else: where, with whom"), required=False, max_length=400, widget=LONG
    )


class AskForm(forms.Form):
    hours = forms.IntegerField(
        label=gettext_lazy("How many paid hours?"), min_value=0, max_value=MOST_HOURS, initial=0, error_messages=NUMBER
    )
    cents = Cents(label=gettext_lazy("How much money, in dollars?"), required=False)

    def clean(self) -> dict[str, Any]:
        said = {**self.cleaned_data}
        if not self.errors and not said.get("hours") and not said.get("cents"):
            raise forms.ValidationError(_("Ask for hours, for money, or for both."))
        return said


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What do you answer?"),
        choices=[
            ("yes", gettext_lazy("Yes")),
            ("otherwise", gettext_lazy("A different way")),
            ("no", gettext_lazy("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Why, and how"),
        max_length=600,
        widget=LONG,
        error_messages={"required": gettext_lazy("Write the reason. A short one is fine.")},
    )
    hours = forms.IntegerField(
        label=gettext_lazy("How many paid hours you give"), min_value=0, max_value=MOST_HOURS, error_messages=NUMBER
    )
    cents = Cents(label=gettext_lazy("How much money you give, in dollars"), required=False)


class LearnedForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What was it?"),
        max_length=80,
        widget=SHORT,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    on = forms.DateField(label=gettext_lazy("Which day?"), widget=DAY, error_messages=A_DAY)
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"), min_value=1, max_value=1440, error_messages=NUMBER
    )

    def clean_on(self) -> date:
        return not_to_come(self.cleaned_data["on"])


class CertificateForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What does it say?"),
        max_length=100,
        widget=SHORT,
        error_messages={"required": gettext_lazy("Write what it says, in a few words.")},
    )
    issuer = forms.CharField(label=gettext_lazy("Who gave it?"), max_length=100, required=False, widget=SHORT)
    on = forms.DateField(label=gettext_lazy("Which day?"), widget=DAY, error_messages=A_DAY)

    def clean_on(self) -> date:
        return not_to_come(self.cleaned_data["on"])


class BudgetForm(forms.Form):
    cents = Cents(label=gettext_lazy("How much is set aside this year, in dollars?"))


class CircleForm(forms.Form):
    topic = forms.CharField(
        label=gettext_lazy("What will you talk about? A few words."),
        max_length=80,
        widget=SHORT,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    on = forms.DateField(label=gettext_lazy("Which day?"), widget=DAY, error_messages=A_DAY)
    hour = forms.TimeField(
        label=gettext_lazy("At what time?"),
        widget=HOUR,
        error_messages={
            "required": gettext_lazy("Choose a time."),
            "invalid": gettext_lazy("Choose a time, for example 14:30."),
        },
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"), min_value=15, max_value=480, initial=60, error_messages=NUMBER
    )
    way = forms.ChoiceField(
        label=gettext_lazy("In what way?"),
        choices=Circle.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a way.")},
    )
    where = forms.CharField(
        label=gettext_lazy("The link, the number or the room"),
        help_text=gettext_lazy("Only those who said that they come read it."),
        max_length=200,
        widget=SHORT,
        required=False,
    )

    def clean_on(self) -> date:
        return not_past(self.cleaned_data["on"])

    @property
    def at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["on"], self.cleaned_data["hour"]))

    def clean(self) -> dict[str, Any]:
        if {"on", "hour"} <= set(self.cleaned_data) and self.at < clock.now():
            self.add_error("hour", _("That hour is over. Choose a later one."))
        return {**self.cleaned_data}


class EventForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=80,
        widget=SHORT,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    on = forms.DateField(label=gettext_lazy("Which day?"), widget=DAY, error_messages=A_DAY)
    organiser = forms.CharField(label=gettext_lazy("Who organizes it?"), max_length=80, required=False, widget=SHORT)
    where = forms.CharField(
        label=gettext_lazy("How to take part: a link, a number"), max_length=200, required=False, widget=SHORT
    )
    is_paid = forms.TypedChoiceField(
        label=gettext_lazy("Are the hours paid?"),
        choices=[("yes", gettext_lazy("Paid hours")), ("no", gettext_lazy("Not paid hours"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose paid or not paid.")},
    )

    def clean_on(self) -> date:
        return not_past(self.cleaned_data["on"])
