from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from espoir.organisations.models import CLOCKS_AT_FIRST, Clock, Organisation
from espoir.people.codes import Day
from espoir.setup.rules import says_why

LANGUAGES = {
    "fr-en": (["fr", "en"], gettext_lazy("French, then English")),
    "en-fr": (["en", "fr"], gettext_lazy("English, then French")),
    "fr": (["fr"], gettext_lazy("French only")),
    "en": (["en"], gettext_lazy("English only")),
}
TOO_CLEAR = gettext_lazy("These words tell why people are here. Choose a word that could be about anything.")
MONTHS = (1, 3, 6, 12, 24, 36, 60)
REGIONS = 12


class NamesForm(forms.Form):
    site_name = forms.CharField(
        label=gettext_lazy("Name on the screen"),
        help_text=gettext_lazy("It stands on every page, in the tab and in messages. Choose a word that says nothing."),
        max_length=30,
        error_messages={"required": gettext_lazy("Type a name to go on. “Carnet” works well.")},
    )
    languages = forms.ChoiceField(
        label=gettext_lazy("Languages"),
        choices=[(code, words) for code, (_tags, words) in LANGUAGES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose your languages.")},
    )
    regions = forms.CharField(
        label=gettext_lazy("Your regions, one a line"),
        help_text=gettext_lazy("Large enough that nobody can be found there. No address."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def first(cls, organisation: Organisation) -> dict[str, str]:
        return {
            "site_name": organisation.site_name,
            "languages": "-".join(organisation.languages) or "fr-en",
            "regions": "\n".join(organisation.regions),
        }

    def clean_site_name(self) -> str:
        name: str = self.cleaned_data["site_name"]
        if says_why(name):
            raise forms.ValidationError(TOO_CLEAR)
        return name

    def clean_languages(self) -> list[str]:
        tags, _words = LANGUAGES[self.cleaned_data["languages"]]
        return tags

    def clean_regions(self) -> list[str]:
        names = [name.strip()[:40] for name in self.cleaned_data["regions"].splitlines() if name.strip()]
        return list(dict.fromkeys(names))[:REGIONS]


class HoursForm(forms.Form):
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Days"),
        choices=Day.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    begin = forms.TimeField(
        label=pgettext_lazy("hour", "From"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": gettext_lazy("Choose an hour."), "invalid": gettext_lazy("Type it like 09:00.")},
    )
    end = forms.TimeField(
        label=pgettext_lazy("hour", "To"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": gettext_lazy("Choose an hour."), "invalid": gettext_lazy("Type it like 17:00.")},
    )

    @classmethod
    def first(cls, organisation: Organisation) -> dict[str, Any]:
        hours = organisation.opening_hours
        return {
            "days": hours.get("days") or ["mon", "tue", "wed", "thu", "fri"],
            "begin": time.fromisoformat(hours.get("from", "09:00")),
            "end": time.fromisoformat(hours.get("to", "17:00")),
        }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        begin, end = values.get("begin"), values.get("end")
        if begin and end and end <= begin:
            self.add_error("end", _("The day ends after it begins. Choose a later hour."))
        return values


class ClocksForm(forms.Form):
    """One length for each kind of text. What is counted stays; the words go."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for clock in Clock:
            self.fields[clock.value] = forms.TypedChoiceField(
                label=clock.label,
                coerce=int,
                choices=[(months, length(months)) for months in MONTHS],
                help_text=_("We suggest: %(length)s.") % {"length": length(CLOCKS_AT_FIRST[clock])},
                error_messages={"required": _("Choose a length.")},
            )


def length(months: int) -> Any:
    if months % 12:
        return ngettext_lazy("%(n)d month", "%(n)d months", months) % {"n": months}
    return ngettext_lazy("%(n)d year", "%(n)d years", months // 12) % {"n": months // 12}
