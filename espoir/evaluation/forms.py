from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from espoir.evaluation.models import Pace


class PaceForm(forms.Form):
    months = forms.TypedChoiceField(
        label=_("How often do you give figures?"),
        choices=Pace.Months.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
