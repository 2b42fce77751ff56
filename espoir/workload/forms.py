from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


def whole(label: Any, *, least: int, most: int) -> forms.IntegerField:
    words = {
        "required": gettext_lazy("Type a whole number."),
        "invalid": gettext_lazy("Type a whole number."),
        "min_value": gettext_lazy("Type %(limit_value)s or more."),
        "max_value": gettext_lazy("Type %(limit_value)s or less."),
    }
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=words)


class LimitForm(forms.Form):
    hours = whole(gettext_lazy("Hours planned in a week, at most"), least=0, most=60)
    a_day = whole(gettext_lazy("Meetings on one day, at most"), least=0, most=12)
