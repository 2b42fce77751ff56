from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from espoir.organisations.models import Person
from espoir.organisations.roles import Role

LONG_ENOUGH = 600


class AskForm(forms.Form):
    """A few words, and who should answer."""

    words = forms.CharField(
        label=_("What would you like to ask?"),
        help_text=_("A few words are enough. No names, no addresses."),
        max_length=LONG_ENOUGH,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    owner = forms.ChoiceField(label=_("Who should answer?"), widget=forms.RadioSelect)

    def __init__(self, data: object = None, *, people: Sequence[Person]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.people = {person.pk: person for person in people}
        self.fields["owner"].choices = [(person.pk, _said(person)) for person in people]  # type: ignore[attr-defined]
        if people:
            self.fields["owner"].initial = people[0].pk

    @property
    def who_answers(self) -> Person:
        return self.people[self.cleaned_data["owner"]]


def _said(person: Person) -> str:
    role = Role.COORDINATOR if Role.COORDINATOR in person.roles else next(iter(person.roles), Role.ALLY)
    return f"{person.name}, {Role(role).label}"


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("The person who asked reads it, in full."),
        max_length=LONG_ENOUGH,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


class OnPaperForm(forms.Form):
    """Someone asked another to press the button, who says that the two read what goes and what stays."""

    heard = forms.BooleanField(label=_("I read this page with the person, and they asked for it."))
