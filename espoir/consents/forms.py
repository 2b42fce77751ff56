from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from espoir.consents import catalogue, rules
from espoir.consents.models import Answer, Choice, How


@dataclass(frozen=True)
class Row:
    """One item of the page: its words, its three answers, and the yes that can be stopped."""

    item: catalogue.Item
    field: forms.BoundField
    kept: Choice | None

    @property
    def can_be_stopped(self) -> bool:
        return self.kept is not None and self.kept.answer == Answer.YES


class ChoicesForm(forms.Form):
    """Yes, no or later to each thing. Nothing is ticked that she did not tick herself."""

    def __init__(self, *args: Any, kept: Mapping[str, Choice], struck: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.asked = rules.still_asked(struck, kept)
        for code, item in self.asked.items():
            self.fields[code] = forms.ChoiceField(
                label=item.words.title,
                choices=Answer.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=kept[code].answer if code in kept else None,
            )

    def rows(self) -> list[Row]:
        return [Row(item, self[code], self.kept.get(code)) for code, item in self.asked.items()]

    def answers(self) -> dict[str, str]:
        """What was answered; silence is left silent."""
        return {code: answer for code in self.asked if (answer := self.cleaned_data[code])}


class HeardForm(ChoicesForm):
    """The same, said out loud or written on paper; whoever fills it in is the witness."""

    how = forms.ChoiceField(
        label=_("How were these answers given?"),
        choices=[
            (How.SPOKEN.value, _("Out loud, and I heard them")),
            (How.PAPER.value, _("On paper, and I have the sheet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say if the answers were spoken or on paper.")},
    )
    language = forms.CharField(
        label=_("In which language?"),
        help_text=_("Any language, also through an interpreter."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
