from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.pay.codes import Basis, Benefit, Contract, Kind, RateKind
from espoir.pay.models import Comparator

LONG = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AMOUNT = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")
MOST_DAYS = 366
MOST_SHARED = 366
CHOOSE_A_DAY = {
    "required": gettext_lazy("Choose a day."),
    "invalid": gettext_lazy("Choose a day of the calendar."),
}


class Cents(forms.CharField):
    """An amount as people type it ("21.50", « 21,5 $ »), kept as whole cents: never a fraction of one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=14, **kwargs)

    def clean(self, value: Any) -> int:
        typed = re.sub(r"[\s$]", "", super().clean(value))
        found = AMOUNT.fullmatch(typed)
        if found is None:
            raise forms.ValidationError(_("Type an amount, for example 21.50. Zero is an amount too."))
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100}.{value % 100:02}" if isinstance(value, int) else value


def whole(label: Any, *, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    words = {
        "required": gettext_lazy("Type a whole number."),
        "invalid": gettext_lazy("Type a whole number."),
        "min_value": gettext_lazy("Type %(limit_value)s or more."),
        "max_value": gettext_lazy("Type %(limit_value)s or less."),
    }
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=words, **kwargs)


class HoursForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("For what?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the time went to.")},
    )
    on = forms.DateField(label=gettext_lazy("Which day?"), widget=DAY, error_messages=CHOOSE_A_DAY)
    minutes = whole(gettext_lazy("How many minutes?"), least=1, most=1440)
    is_paid = forms.TypedChoiceField(
        label=gettext_lazy("Is it paid?"),
        choices=[("yes", gettext_lazy("Paid")), ("no", gettext_lazy("Not paid"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose paid or not paid.")},
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("That day hasn’t come yet. Choose today or a day before."))
        return on


class ShareForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("Share my hours by kind until"), widget=DAY, error_messages=CHOOSE_A_DAY)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < clock.today():
            raise forms.ValidationError(_("That day is over. Choose today or a day after."))
        if until > clock.today() + timedelta(days=MOST_SHARED):
            raise forms.ValidationError(_("Choose a day within a year. You can share again then."))
        return until


class NotWhatIKnowForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What do you know instead? Only if you like."), required=False, max_length=600, widget=LONG
    )


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you answer"),
        max_length=1000,
        widget=LONG,
        error_messages={"required": gettext_lazy("Write your answer.")},
    )


class PayForm(forms.Form):
    basis = forms.ChoiceField(
        label=gettext_lazy("Paid how?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose by the hour or by the year.")},
    )
    cents = Cents(
        label=gettext_lazy("How much, in dollars?"),
        error_messages={"required": gettext_lazy("Type an amount, for example 21.50. Zero is an amount too.")},
    )
    hours = whole(gettext_lazy("How many hours a year?"), least=1, most=4000)
    benefits = forms.MultipleChoiceField(
        label=gettext_lazy("What comes with it"),
        choices=Benefit.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sick_days = whole(gettext_lazy("Paid sick days a year"), least=0, most=MOST_DAYS)
    leave_days = whole(gettext_lazy("Paid leave days a year"), least=0, most=MOST_DAYS)
    contract = forms.ChoiceField(
        label=gettext_lazy("Kind of contract"),
        choices=Contract.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the kind of contract.")},
    )
    advancement = forms.CharField(
        label=gettext_lazy("What comes next in this role: raises, other roles"),
        required=False,
        max_length=400,
        widget=LONG,
    )


class DateOfRate(forms.DateField):
    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("From which day?"), widget=DAY, error_messages=CHOOSE_A_DAY)


class RateForm(forms.Form):
    """A rate that someone published: how much, from which day, and where it can be read."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=RateKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    title = forms.CharField(
        label=gettext_lazy("What it’s called, and where it holds"),
        max_length=80,
        error_messages={"required": gettext_lazy("Type what it’s called.")},
    )
    cents = Cents(
        label=gettext_lazy("How much an hour, in dollars?"),
        error_messages={"required": gettext_lazy("Type an amount, for example 21.50. Zero is an amount too.")},
    )
    since = DateOfRate()
    source = forms.CharField(
        label=gettext_lazy("Who published it, and when?"),
        max_length=100,
        error_messages={"required": gettext_lazy("Type the source: a rate stands here only with its source.")},
    )
    url = forms.URLField(
        label=gettext_lazy("Its address on the web, if it has one"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Type a whole address, or leave it empty.")},
    )


class RoleForm(PayForm):
    title = forms.CharField(
        label=gettext_lazy("Name of the role"),
        max_length=80,
        error_messages={"required": gettext_lazy("Type the name of the role.")},
    )
    field_order = ["title", "contract"]


class TermsForm(PayForm):
    since = forms.DateField(
        label=gettext_lazy("From which day?"), widget=DAY, required=False, error_messages=CHOOSE_A_DAY
    )
    comparator = forms.ChoiceField(
        label=gettext_lazy("The role of the same weight"), required=False, widget=forms.RadioSelect
    )
    field_order = ["since", "contract", "basis", "cents", "hours", "benefits", "sick_days", "leave_days", "comparator"]

    def __init__(self, *args: Any, roles: list[Comparator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {role.pk: role for role in roles}
        choices = [("", _("None yet")), *((pk, role.title) for pk, role in self.roles.items())]
        self.fields["comparator"].choices = choices  # type: ignore[attr-defined]

    def clean_comparator(self) -> Comparator | None:
        return self.roles.get(self.cleaned_data["comparator"])
