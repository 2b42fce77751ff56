from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from espoir.ui.fields import whole


class LimitForm(forms.Form):
    hours = whole(gettext_lazy("Hours planned in a week, at most"), least=0, most=60)
    a_day = whole(gettext_lazy("Meetings on one day, at most"), least=0, most=12)
