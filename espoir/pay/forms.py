from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.pay.codes import Basis, Benefit, Contract, Kind, RateKind
from espoir.pay.models import Comparator
from espoir.ui.fields import WORDS, Cents, day, not_over, not_to_come, whole

AN_AMOUNT = gettext_lazy("Type an amount, for example 21.50. Zero is an amount too.")
MOST_DAYS = 366
MOST_SHARED = 366


class HoursForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("For what?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the time went to.")},
    )
    on = day(gettext_lazy("Which day?"))
    minutes = whole(gettext_lazy("How many minutes?"), least=1, most=1440)
    is_paid = forms.TypedChoiceField(
        label=gettext_lazy("Is it paid?"),
        choices=[("yes", gettext_lazy("Paid")), ("no", gettext_lazy("Not paid"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose paid or not paid.")},
    )

    def clean_on(self) -> date:
        return not_to_come(self.cleaned_data["on"])


class ShareForm(forms.Form):
    until = day(gettext_lazy("Share my hours by kind until"))

    def clean_until(self) -> date:
        until = not_over(self.cleaned_data["until"])
        if until > clock.today() + timedelta(days=MOST_SHARED):
            raise forms.ValidationError(_("Choose a day within a year. You can share again then."))
        return until


class NotWhatIKnowForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What do you know instead? Only if you like."), required=False, max_length=600, widget=WORDS
    )


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you answer"),
        max_length=1000,
        widget=WORDS,
        error_messages={"required": gettext_lazy("Write your answer.")},
    )


class PayForm(forms.Form):
    basis = forms.ChoiceField(
        label=gettext_lazy("Paid how?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose by the hour or by the year.")},
    )
    cents = Cents(label=gettext_lazy("How much, in dollars?"), example=AN_AMOUNT)
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
        widget=WORDS,
    )


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
    cents = Cents(label=gettext_lazy("How much an hour, in dollars?"), example=AN_AMOUNT)
    since = day(gettext_lazy("From which day?"))
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
    since = day(gettext_lazy("From which day?"), required=False)
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
