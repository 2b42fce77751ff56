from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from espoir.cores.captions import LIMIT, Refusal
from espoir.transcripts.models import Document
from espoir.transcripts.saying import KINDS, REFUSED
from espoir.ui.fields import LINE

LONG = forms.Textarea(attrs={"rows": 8, "autocomplete": "off"})
MOST = 200_000  # letters of notes typed at once


class BringForm(forms.Form):
    file = forms.FileField(
        label=_lazy("The file"),
        help_text=_lazy("VTT or DOCX as Microsoft Teams gives it, or a plain text. Up to 5 MB."),
        error_messages={
            "required": _lazy("Choose a file to go on."),
            "empty": _lazy("This file is empty. Choose another one."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMIT:
            raise forms.ValidationError(REFUSED[Refusal.TOO_BIG])
        return file


class NotesForm(forms.Form):
    text = forms.CharField(
        label=_lazy("Notes of the interview"),
        help_text=_lazy("An empty line between two paragraphs. A name and a colon show who speaks. No need for both."),
        max_length=MOST,
        widget=LONG,
        error_messages={"required": _lazy("Write something to go on.")},
    )


class VoicesForm(forms.Form):
    """One question for each voice of the file."""

    def __init__(self, *args: Any, document: Document, guesses: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(document.voices)
        choices = [(value, label) for value, label in Document.Who.choices if value]
        for number, voice in enumerate(document.voices):
            self.fields[f"v{number}"] = forms.ChoiceField(
                label=voice["label"] or _lazy("Words without a name"),
                choices=choices,
                initial=voice["who"] or guesses.get(number, ""),
                widget=forms.RadioSelect,
                error_messages={"required": _lazy("Say who speaks here.")},
            )

    @property
    def whos(self) -> list[str]:
        return [self.cleaned_data[f"v{number}"] for number in range(self.count)]


class TurnForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_lazy("What is said"),
        help_text=_lazy("Leave it empty to take this turn out."),
        required=False,
        max_length=MOST,
        widget=LONG,
    )
    voice = forms.TypedChoiceField(label=_lazy("Who speaks"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, voices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voice"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = voices


class AddTurnForm(TurnForm):
    text = forms.CharField(
        label=_lazy("What is said"),
        max_length=MOST,
        widget=LONG,
        error_messages={"required": _lazy("Write something to go on.")},
    )


class WordForm(forms.Form):
    words = forms.CharField(
        label=_lazy("A name, a place or another word"),
        help_text=_lazy("We look for it with or without accents, capitals and hyphens."),
        max_length=80,
        widget=LINE,
        error_messages={"required": _lazy("Write the word to look for.")},
    )
    kind = forms.ChoiceField(
        label=_lazy("What is it?"),
        choices=[(str(kind), words) for kind, words in KINDS.items()],
        initial="person",
        error_messages={"required": _lazy("Say what it is.")},
    )


class CorrectionForm(forms.Form):
    words = forms.CharField(
        label=_lazy("My words beside this"),
        help_text=_lazy("They stand beside the text. What you said stays as it was."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _lazy("Write something to go on.")},
    )
