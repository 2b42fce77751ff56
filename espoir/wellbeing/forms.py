from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.accounts import rules as passphrases
from espoir.accounts.forms import PassphraseField
from espoir.cores.scoring import Key
from espoir.measures.models import Measure
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.ui.fields import WORDS, day, not_over
from espoir.wellbeing import actions
from espoir.wellbeing.codes import Rest, Weight

LINE_AT_MOST = 400
A_WEEK = timedelta(days=7)


class OpenForm(forms.Form):
    passphrase = PassphraseField(
        label=_lazy("The passphrase of your journal"),
        error_messages={"required": _lazy("Type the passphrase of your journal.")},
    )


class NewPassphraseForm(forms.Form):
    """Typed twice, since it cannot be seen, and nobody can bring it back."""

    passphrase = PassphraseField(
        label=_lazy("The passphrase of your journal"),
        error_messages={"required": _lazy("Type a passphrase of at least four words.")},
    )
    again = PassphraseField(
        label=_lazy("The same one, once more"),
        error_messages={"required": _lazy("Type the passphrase once more.")},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_passphrase(self) -> str:
        typed: str = self.cleaned_data["passphrase"]
        if not passphrases.is_strong(typed):
            raise forms.ValidationError(_("Take at least four words, sixteen letters or more in all."))
        if not actions.is_fit(self.person, typed):
            raise forms.ValidationError(_("Take another one than what you sign in with. This one opens your journal."))
        return typed

    def clean(self) -> None:
        typed, again = self.cleaned_data.get("passphrase"), self.cleaned_data.get("again")
        if typed and again and passphrases.plain(typed) != passphrases.plain(again):
            self.add_error("again", _("The two are not the same. Type both again."))


class ChangeForm(NewPassphraseForm):
    old = PassphraseField(
        label=_lazy("The passphrase that opens it today"),
        error_messages={"required": _lazy("Type the passphrase that opens it today.")},
    )
    field_order = ["old", "passphrase", "again"]


class WeekForm(forms.Form):
    heavy = forms.ChoiceField(
        label=_lazy("How heavy has this week been?"), choices=Weight.choices, widget=forms.RadioSelect, required=False
    )
    rest = forms.ChoiceField(
        label=_lazy("Could you rest?"), choices=Rest.choices, widget=forms.RadioSelect, required=False
    )
    line = forms.CharField(
        label=_lazy("A line for yourself"),
        help_text=_lazy("Only if you like. No names: the journal is about you."),
        max_length=LINE_AT_MOST,
        required=False,
        widget=WORDS,
    )

    def clean(self) -> None:
        if not self.errors and not any(self.cleaned_data.values()):
            raise forms.ValidationError(_("Choose one answer or write a line, so that there is something to keep."))


class QuestionnaireForm(forms.Form):
    """The publisher's own items, in the language they were brought in. Any of them may be left out."""

    def __init__(self, *args: Any, key: Key, measure: Measure, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = measure.wording[language]
        choices = sorted(words["answers"].items(), key=lambda pair: int(pair[0]))
        for item in range(1, key.items + 1):
            self.fields[f"q{item}"] = forms.ChoiceField(
                label=f"{item}. {words['items'][str(item)]}", choices=choices, widget=forms.RadioSelect, required=False
            )

    def clean(self) -> None:
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Choose at least one answer, so that there is something to keep."))

    @property
    def answers(self) -> dict[int, int]:
        return {int(name[1:]): int(answer) for name, answer in self.cleaned_data.items() if answer}


class ShareForm(forms.Form):
    reader = forms.ChoiceField(
        label=_lazy("Who may read it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose one person.")},
    )
    until = day(_lazy("Until which day?"), help_text=_lazy("Thirty days at most. You can take it back any time."))

    def __init__(self, *args: Any, people: Iterable[Person], closest: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        supervise = {person.pk for person in closest}
        self.fields["reader"].choices = [  # type: ignore[attr-defined]
            (pk, _called(person, pk in supervise)) for pk, person in self.people.items()
        ]
        self.fields["until"].initial = clock.today() + A_WEEK

    def clean_until(self) -> date:
        until = not_over(self.cleaned_data["until"])
        if until > clock.today() + actions.SHARED_AT_MOST:
            raise forms.ValidationError(_("Choose a day within thirty days. You can share it again then."))
        return until

    @property
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["reader"]]


def _called(person: Person, supervises: bool) -> str:
    said = {"name": person.name}
    if supervises:
        return _("%(name)s, who supervises you") % said
    if Role.ALLY in person.roles:
        return _("%(name)s, ally outside the organization") % said
    return person.name
