from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from espoir.apart import rules


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("A name, as you know it here"),
        help_text=_("One name. No reason is asked. Capitals and accents don’t matter."),
        max_length=rules.LONGEST,
        error_messages={"required": _("Type a name to add it.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
