from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir.cores.scoring import Key
from espoir.measures import wording
from espoir.measures.queries import LANGUAGES


class BringForm(forms.Form):
    language = forms.ChoiceField(
        label=_lazy("Its language"),
        choices=list(LANGUAGES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose the language of this file.")},
    )
    file = forms.FileField(
        label=_lazy("The file with the publisher’s wording"),
        help_text=_lazy("CSV in UTF-8, two columns: item,text"),
        error_messages={
            "required": _lazy("Choose a file to go on."),
            "empty": _lazy("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args: Any, key: Key, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key

    def clean_file(self) -> dict[str, Any]:
        """The wording itself: the file is not kept."""
        file = self.cleaned_data["file"]
        if file.size > wording.LIMIT:
            raise forms.ValidationError(_("This file is too large for one questionnaire. Choose another one."))
        try:
            return wording.parse(file.read(), self.key)
        except wording.Unfit as sentence:
            raise forms.ValidationError(str(sentence)) from sentence
