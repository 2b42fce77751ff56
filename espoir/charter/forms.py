from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir.charter.actions import TEXTS
from espoir.charter.models import Post
from espoir.charter.pulse import Statement, Word

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


class PostForm(forms.Form):
    """A whole post, or a share of one."""

    percent = forms.IntegerField(
        label=_lazy("How much of the post is the role, in percent? 100 is the whole post."),
        min_value=5,
        max_value=Post.WHOLE,
        error_messages={
            "required": _lazy("Type a whole number from 5 to 100."),
            "invalid": _lazy("Type a whole number from 5 to 100."),
            "min_value": _lazy("Type a whole number from 5 to 100."),
            "max_value": _lazy("Type a whole number from 5 to 100."),
        },
    )
    rest = forms.CharField(
        label=_lazy("What is the rest of the post? Name the work, never the person."), max_length=80, required=False
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("percent", Post.WHOLE) < Post.WHOLE and not said.get("rest"):
            self.add_error("rest", _("Say what the rest of the post is."))
        return said


class PulseForm(forms.Form):
    """Five statements, four words each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for statement in Statement:
            self.fields[statement.value] = forms.ChoiceField(
                label=statement.label,
                choices=Word.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _lazy("Choose a word, or leave the page without answering.")},
            )
