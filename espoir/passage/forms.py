from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from espoir.organisations.models import Person
from espoir.passage.codes import Why
from espoir.passage.models import Willing
from espoir.passage.rules import HOURS


class OfPeople(forms.Form):
    """One of a few people, by the name they chose."""

    who = forms.ChoiceField(
        label=gettext_lazy("With whom?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose someone."),
            "invalid_choice": gettext_lazy("Choose someone of the list."),
        },
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["who"].choices = [(pk, person.name) for pk, person in self.people.items()]  # type: ignore[attr-defined]
        if len(people) == 1:
            self.fields["who"].initial = people[0].pk

    def clean_who(self) -> Person:
        return self.people[self.cleaned_data["who"]]


class BuddyForm(OfPeople):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].label = _("Who is beside this person?")


class OpeningForm(OfPeople):
    reason = forms.ChoiceField(
        label=gettext_lazy("For what?"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is for.")},
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("For how long?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for how long.")},
    )
    field_order = ["reason", "hours", "who"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(hours, ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}) for hours in HOURS]
        self.fields["hours"].choices = said  # type: ignore[attr-defined]
        self.fields["hours"].initial = HOURS[0]


class WillingForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("May this person be offered to you?"),
        choices=Willing.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three answers.")},
    )
