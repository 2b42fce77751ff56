from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.pairing.models import Aftercare, CheckIn

MONTHS = [(1, _lazy("1 month")), (3, _lazy("3 months")), (6, _lazy("6 months"))]


class HowItGoes(forms.Form):
    answer = forms.ChoiceField(
        label=_lazy("What would you like?"),
        choices=CheckIn.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose one, or come back another day.")},
    )


class ClosingDay(forms.Form):
    on = forms.DateField(
        label=_lazy("Which day would suit you both?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _lazy("Choose a day, or go back and leave it open."),
            "invalid": _lazy("Choose a day on the calendar."),
        },
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < clock.today():
            raise forms.ValidationError(_("That day has gone by. Choose today or a day to come."))
        return on


class StayInTouch(forms.Form):
    months = forms.TypedChoiceField(
        label=_lazy("For how long?"), choices=MONTHS, coerce=int, initial=3, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_lazy("How?"), choices=Aftercare.Way.choices, initial=Aftercare.Way.PHONE, widget=forms.RadioSelect
    )


class PartnerForm(forms.Form):
    name = forms.CharField(
        label=_lazy("Name of the partner organization"),
        max_length=80,
        error_messages={"required": _lazy("Write the name that people will read.")},
    )
    phone = forms.CharField(
        label=_lazy("Telephone"),
        max_length=30,
        error_messages={"required": _lazy("Write the number that people can call.")},
    )
