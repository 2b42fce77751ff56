from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from espoir.charter.actions import TEXTS

LONGEST = 1500  # a charter is one page

LABELS = {
    "does_fr": _lazy("What I do, in French"),
    "does_en": _lazy("What I do, in English"),
    "does_not_fr": _lazy("What I don’t do, in French"),
    "does_not_en": _lazy("What I don’t do, in English"),
    "ask_first_fr": _lazy("What I ask about first, in French"),
    "ask_first_en": _lazy("What I ask about first, in English"),
    "turn_to_fr": _lazy("Whom I turn to, in French"),
    "turn_to_en": _lazy("Whom I turn to, in English"),
}


class CharterForm(forms.Form):
    """Eight short texts, one idea a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TEXTS:
            self.fields[name] = forms.CharField(
                label=LABELS[name],
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 8, "lang": "fr-CA" if name.endswith("_fr") else "en-CA"}),
                error_messages={
                    "required": _lazy("Write at least one line, in both languages."),
                    "max_length": _lazy("Shorten this part: the charter is one page."),
                },
            )

    def clean(self) -> dict[str, Any]:
        """Line ends as one writes them, whatever the browser sends."""
        return {name: text.replace("\r\n", "\n").strip() for name, text in self.cleaned_data.items()}
