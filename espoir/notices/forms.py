from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir.i18n import say
from espoir.notices.models import WEEK, Channel, Way


def hours() -> list[tuple[str, str]]:
    return [(f"{hour:02}:00", say.hour(time(hour))) for hour in range(6, 23)]


class ChannelForm(forms.Form):
    way = forms.ChoiceField(
        label=gettext_lazy("How may a notice come?"),
        choices=Way,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a way. “Only here” is one.")},
    )
    address = forms.EmailField(
        label=gettext_lazy("Email address, if notices come by email"),
        help_text=gettext_lazy("Anyone who opens that mailbox can read the notice."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": gettext_lazy("Write the address in full, with its @.")},
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("On which days?"),
        required=False,
        choices=[(code, WEEKDAYS[number]) for number, code in enumerate(WEEK)],
        widget=forms.CheckboxSelectMultiple,
    )
    starts = forms.ChoiceField(label=gettext_lazy("From what hour?"), choices=hours)
    ends = forms.ChoiceField(label=gettext_lazy("Until what hour?"), choices=hours)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("way") == Way.EMAIL:
            self._check_mail(said)
        else:
            said["address"] = ""  # not needed, so not kept
        return said

    def _check_mail(self, said: dict[str, Any]) -> None:
        if not said.get("address") and "address" not in self.errors:
            self.add_error("address", _("Write the address where a notice may come."))
        if not said.get("days"):
            self.add_error("days", _("Choose at least one day."))
        if said.get("starts", "") >= said.get("ends", ""):
            self.add_error("ends", _("Choose an hour later than the first one."))


def at_first(channel: Channel | None) -> dict[str, Any]:
    """What the form shows before anything is chosen: nothing leaves, and office hours."""
    if channel is None:
        return {"way": Way.SCREEN, "days": list(WEEK[:5]), "starts": "09:00", "ends": "17:00"}
    return {name: getattr(channel, name) for name in ("way", "address", "days", "starts", "ends")}
