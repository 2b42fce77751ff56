from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.pairing.models import Relationship
from espoir.pauses import rules
from espoir.pauses.models import Wish
from espoir.ui.fields import WORDS, day, not_over, whole

HELLOS = [
    ("0", gettext_lazy("None")),
    ("1", gettext_lazy("Every week")),
    ("2", gettext_lazy("Every two weeks")),
    ("4", gettext_lazy("Every four weeks")),
]


def pills(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    words = {"required": gettext_lazy("Choose one to go on.")}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=words, **more)


class HelloForm(forms.Form):
    hello = pills(gettext_lazy("Would you like a hello from us?"), HELLOS)

    def clean_hello(self) -> int:
        return int(self.cleaned_data["hello"])


class StepBackForm(HelloForm):
    when = pills(
        gettext_lazy("From when?"),
        [("now", gettext_lazy("From today")), ("day", gettext_lazy("From another day"))],
    )
    from_on = day(gettext_lazy("Which day?"), required=False)
    field_order = ["when", "from_on", "hello"]

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("when") == "now":
            asked["from_on"] = None
        elif asked.get("when") == "day" and "from_on" not in self.errors:
            self._check_day(asked.get("from_on"))
        return asked

    def _check_day(self, day: date | None) -> None:
        if day is None:
            self.add_error("from_on", _("Choose a day."))
        elif day <= clock.today():
            self.add_error("from_on", _("Choose a day after today, or “From today”."))
        elif day > clock.today() + rules.LONGEST_AHEAD:
            self.add_error("from_on", _("Choose a day within six months. You can change it any time."))


class PlanForm(forms.Form):
    back_from = day(gettext_lazy("From which day?"))
    places = whole(gettext_lazy("How many people at once?"), least=0, most=20)
    hours = whole(
        gettext_lazy("How many hours a week?"), least=0, most=40, help_text=gettext_lazy("0 if it’s not set.")
    )

    def clean_back_from(self) -> date:
        return not_over(self.cleaned_data["back_from"])


class BackForm(forms.Form):
    """With whom she begins again. Everyone is ticked, but for those beyond what the plan says."""

    begin = forms.MultipleChoiceField(
        label=gettext_lazy("With whom do you begin again?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *, stopped: Sequence[Relationship], most: int | None) -> None:
        choices = [(row.pk, row.peer.name) for row in stopped]
        first = [pk for pk, _name in choices[: most if most is not None else len(choices)]]
        super().__init__(initial={"begin": first})
        self.fields["begin"].choices = choices  # type: ignore[attr-defined]


class WishForm(forms.Form):
    wish = pills(gettext_lazy("What would you like?"), Wish.choices)


class CalledForm(forms.Form):
    wish = forms.ChoiceField(
        label=gettext_lazy("What they said, if they said it"),
        choices=[("", gettext_lazy("Not said")), *Wish.choices],
        required=False,
        widget=forms.RadioSelect,
    )


class RuleForm(forms.Form):
    words_fr = forms.CharField(label=gettext_lazy("In French"), max_length=600, required=False, widget=WORDS)
    words_en = forms.CharField(label=gettext_lazy("In English"), max_length=600, required=False, widget=WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, language in (("words_fr", "fr-CA"), ("words_en", "en-CA")):
            self.fields[name].widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if not (asked.get("words_fr") or asked.get("words_en")):
            raise forms.ValidationError(_("Write the rule in at least one language."))
        return asked
