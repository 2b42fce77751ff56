from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.pauses.forms import pills
from espoir.pauses.models import Accommodation, Need, Outsider
from espoir.ui.fields import WORDS, day, whole

State = Accommodation.State


class HelpForm(forms.Form):
    need = pills(gettext_lazy("What would help?"), Need.choices)
    words = forms.CharField(
        label=gettext_lazy("In a few words, if you like: what would be good. No reason is needed."),
        max_length=300,
        widget=WORDS,
        required=False,
    )
    is_shared = forms.BooleanField(label=gettext_lazy("My supervisor may read it too"), required=False)


class AnswerForm(forms.Form):
    """A "not now" and another way come with their words; a yes may stand alone."""

    state = pills(gettext_lazy("Your answer"), [])
    words = forms.CharField(
        label=gettext_lazy("What you answer: how it will be, or why not now"),
        max_length=600,
        required=False,
        widget=WORDS,
    )
    until = day(gettext_lazy("It stands until (blank: no end)"), required=False)

    def __init__(self, *args: Any, row: Accommodation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        over = State.OVER if row.state in Accommodation.STANDS else State.NOT_NOW
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (state.value, state.label) for state in (State.YES, State.OTHERWISE, over)
        ]

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until <= clock.today():
            raise forms.ValidationError(_("Choose a day after today, or leave it blank."))
        return until

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("state") in (State.OTHERWISE, State.NOT_NOW) and not asked.get("words"):
            self.add_error("words", _("Write how it will be, or why not now."))
        return asked


class CounsellingForm(forms.Form):
    how_fr = forms.CharField(
        label=gettext_lazy("How it works, in French: whom to call, who pays"),
        max_length=800,
        widget=WORDS,
        required=False,
    )
    how_en = forms.CharField(
        label=gettext_lazy("How it works, in English: whom to call, who pays"),
        max_length=800,
        widget=WORDS,
        required=False,
    )
    sessions = whole(gettext_lazy("How many talks each person may have in a year"), least=0, most=100)
    price = whole(gettext_lazy("Price of one talk, in dollars"), least=0, most=1000)
    budget = whole(gettext_lazy("Set aside for the year, in dollars"), least=0, most=1_000_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, language in (("how_fr", "fr-CA"), ("how_en", "en-CA")):
            self.fields[name].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if not (asked.get("how_fr") or asked.get("how_en")):
            raise forms.ValidationError(_("Write how it works in at least one language."))
        return asked


class OutsiderForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("The name to use"),
        max_length=80,
        error_messages={"required": gettext_lazy("Type the name to use.")},
    )
    words_fr = forms.CharField(
        label=gettext_lazy("In French: who this is"), max_length=300, required=False, widget=WORDS
    )
    words_en = forms.CharField(
        label=gettext_lazy("In English: who this is"), max_length=300, required=False, widget=WORDS
    )
    reach = forms.CharField(
        label=gettext_lazy("How to reach this person"),
        max_length=100,
        error_messages={"required": gettext_lazy("Type a way to reach this person.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, language in (("words_fr", "fr-CA"), ("words_en", "en-CA")):
            self.fields[name].widget.attrs["lang"] = language


class FoundForm(forms.Form):
    outsider = forms.ChoiceField(
        label=gettext_lazy("Who stands by?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one to go on.")},
    )
    words = forms.CharField(
        label=gettext_lazy("A word with it, if you like"), max_length=300, required=False, widget=WORDS
    )

    def __init__(self, *args: Any, outsiders: Sequence[Outsider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outsiders = {row.pk: row for row in outsiders}
        self.fields["outsider"].choices = [(row.pk, row.name) for row in outsiders]  # type: ignore[attr-defined]

    def clean_outsider(self) -> Outsider:
        return self.outsiders[self.cleaned_data["outsider"]]
