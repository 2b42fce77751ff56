from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.practice.codes import HALF_AN_HOUR, LENGTHS, Outcome, Place, Way
from espoir.practice.queries import Picture
from espoir.practice.rules import LONGEST_BACK
from espoir.ui.fields import WORDS, day, not_to_come

CHOOSE = {"required": gettext_lazy("Choose one."), "invalid_choice": gettext_lazy("Choose one.")}


class TimeForm(forms.Form):
    """How long, and where it stands. What it was is the button that sends the form."""

    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long, more or less?"),
        coerce=int,
        widget=forms.RadioSelect,
        initial=HALF_AN_HOUR,
        error_messages=CHOOSE,
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Where does it stand, in your view?"),
        choices=Place.choices,
        widget=forms.RadioSelect,
        initial=Place.OUTSIDE,
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [(length, say.length(length)) for length in LENGTHS]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """How, and whether she answered. When it was is the button that sends the form."""

    way = forms.ChoiceField(
        label=gettext_lazy("How?"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        initial=Way.MESSAGE,
        error_messages=CHOOSE,
    )
    is_answered = forms.TypedChoiceField(
        label=gettext_lazy("Did you answer?"),
        choices=[("no", gettext_lazy("Not then")), ("yes", gettext_lazy("Yes"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        initial="no",
        error_messages=CHOOSE,
    )


class DayForm(forms.Form):
    on = day(gettext_lazy("Which day?"))

    def clean_on(self) -> date:
        on = not_to_come(self.cleaned_data["on"])
        if on < clock.today() - LONGEST_BACK:
            raise forms.ValidationError(_("Choose a day of the last four weeks."))
        return on


class ChangeTimeForm(TimeForm, DayForm):
    field_order = ["minutes", "place", "on"]


class ChangeContactForm(ContactForm, DayForm):
    field_order = ["way", "is_answered", "on"]


class QuestionForm(forms.Form):
    """Only what she ticks. Nothing is ticked beforehand."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What the question is about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    also = forms.MultipleChoiceField(
        label=gettext_lazy("Say also"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, seen: Picture, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(row.kind, row.words) for row in seen.kinds]  # type: ignore[attr-defined]
        self.fields["also"].choices = self._also(seen)  # type: ignore[attr-defined]
        for name in ("kinds", "also"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]

    @staticmethod
    def _also(seen: Picture) -> list[tuple[str, str]]:
        offered = [
            (bool(seen.share), "share", _("How much of my time, in words and never in hours")),
            (bool(seen.contacts), "contacts", _("That I am reached outside my hours")),
            (bool(seen.always), "always", _("That I feel I have to be there all the time")),
        ]
        return [(code, str(words)) for is_there, code, words in offered if is_there]

    def clean(self) -> dict[str, Any]:
        kinds, also = self.cleaned_data.get("kinds", []), self.cleaned_data.get("also", [])
        if not kinds and not {"contacts", "always"} & set(also):
            raise forms.ValidationError(_("Tick at least one thing that the question is about."))
        return {"kinds": kinds, **{f"with_{code}": code in also for code in ("share", "contacts", "always")}}


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What happens now?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    words = forms.CharField(
        label=gettext_lazy("Who, how, and from when"),
        max_length=600,
        widget=WORDS,
        error_messages={"required": gettext_lazy("Write your answer.")},
    )
