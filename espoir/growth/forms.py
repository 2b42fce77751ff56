from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.growth.models import Circle, Step
from espoir.ui.fields import LINE, WORDS, Cents, MomentForm, day, not_over, not_to_come, whole

AN_AMOUNT = gettext_lazy("Type an amount, for example 120.00.")
MOST_HOURS = 400
AHEAD = timedelta(days=366)


def not_past(on: date) -> date:
    not_over(on)
    if on > clock.today() + AHEAD:
        raise forms.ValidationError(_("Choose a day within a year."))
    return on


class StepForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What would you like to learn?"),
        max_length=80,
        widget=LINE,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Where, or what for?"),
        choices=Step.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three.")},
    )
    by_when = day(gettext_lazy("By when would you like it? Only if you like."), required=False)
    words = forms.CharField(
        label=gettext_lazy("Anything else: where, with whom"), required=False, max_length=400, widget=WORDS
    )


class AskForm(forms.Form):
    hours = whole(gettext_lazy("How many paid hours?"), least=0, most=MOST_HOURS, initial=0)
    cents = Cents(label=gettext_lazy("How much money, in dollars?"), example=AN_AMOUNT, required=False)

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
        widget=WORDS,
        error_messages={"required": gettext_lazy("Write the reason. A short one is fine.")},
    )
    hours = whole(gettext_lazy("How many paid hours you give"), least=0, most=MOST_HOURS)
    cents = Cents(label=gettext_lazy("How much money you give, in dollars"), example=AN_AMOUNT, required=False)


class LearnedForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What was it?"),
        max_length=80,
        widget=LINE,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    on = day(gettext_lazy("Which day?"))
    minutes = whole(gettext_lazy("How many minutes?"), least=1, most=1440)

    def clean_on(self) -> date:
        return not_to_come(self.cleaned_data["on"])


class CertificateForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What does it say?"),
        max_length=100,
        widget=LINE,
        error_messages={"required": gettext_lazy("Write what it says, in a few words.")},
    )
    issuer = forms.CharField(label=gettext_lazy("Who gave it?"), max_length=100, required=False, widget=LINE)
    on = day(gettext_lazy("Which day?"))

    def clean_on(self) -> date:
        return not_to_come(self.cleaned_data["on"])


class BudgetForm(forms.Form):
    cents = Cents(label=gettext_lazy("How much is set aside this year, in dollars?"), example=AN_AMOUNT)


class CircleForm(MomentForm):
    topic = forms.CharField(
        label=gettext_lazy("What will you talk about? A few words."),
        max_length=80,
        widget=LINE,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    minutes = whole(gettext_lazy("How many minutes?"), least=15, most=480, initial=60)
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
        widget=LINE,
        required=False,
    )
    field_order = ["topic", "on", "hour"]

    def clean_on(self) -> date:
        return not_past(self.cleaned_data["on"])


class EventForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=80,
        widget=LINE,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
    )
    on = day(gettext_lazy("Which day?"))
    organiser = forms.CharField(label=gettext_lazy("Who organizes it?"), max_length=80, required=False, widget=LINE)
    where = forms.CharField(
        label=gettext_lazy("How to take part: a link, a number"), max_length=200, required=False, widget=LINE
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
