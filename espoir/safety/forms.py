from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.safety import queries
from espoir.safety.models import Incident, MayKnow, Protocol, What, When
from espoir.safety.rules import (
    MOST_DAYS_TO_A_MOMENT,
    Because,
    NotAlone,
    NotFirst,
    NotWithoutHerYes,
    Outside,
    Whom,
    check_outside,
)
from espoir.ui.fields import WORDS, day

MANY = forms.CheckboxSelectMultiple


class ReportForm(forms.Form):
    """Two answers are enough."""

    what = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        choices=What,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pick whatever comes closest.")},
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Who does it go to?"),
        help_text=gettext_lazy("Pick someone it is not about."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pick the person who will get it.")},
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When?"), choices=When, initial=When.TODAY, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(
        label=gettext_lazy("A few words, if you like"),
        help_text=gettext_lazy("No names, no details. You can also say it out loud."),
        max_length=600,
        required=False,
        widget=WORDS,
    )
    may_know = forms.MultipleChoiceField(
        label=gettext_lazy("Who else may know? No one, if you leave this empty"),
        choices=MayKnow,
        required=False,
        widget=MANY,
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in queries.listeners(by)}
        self.fields["to"].choices = [(pk, who(person)) for pk, person in self.people.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> Person:
        return self.people[self.cleaned_data["to"]]

    def clean_when(self) -> str:
        return self.cleaned_data["when"] or When.TODAY.value


def who(person: Person) -> SafeString:
    """A name, and the hats it wears: so that whoever tells something knows whom she tells it to."""
    if queries.is_outside(person):
        hats = _("Outside the organization. Nobody here will see it")
    else:
        hats = ", ".join(str(role.label) for role in sorted(person.roles, key=str))
    return format_html('<span class="t">{}</span><span class="d">{}</span>', person.name, hats)


class AddForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Add a word, if you like"),
        help_text=gettext_lazy("No names, no details."),
        max_length=600,
        required=False,
        widget=WORDS,
    )


class DayForm(forms.Form):
    """The day of her moment."""

    on = day(gettext_lazy("Another day"))

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not clock.today() <= on <= clock.today() + timedelta(days=MOST_DAYS_TO_A_MOMENT):
            raise forms.ValidationError(_("Choose a day from today on, within two months."))
        return on


class CorrectForm(forms.Form):
    """What she said, and each word she added: to be said otherwise, or emptied."""

    what = forms.ChoiceField(label=gettext_lazy("What happened?"), choices=What, widget=forms.RadioSelect)
    when = forms.ChoiceField(label=gettext_lazy("When?"), choices=When, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("A few words, if you like"), max_length=600, required=False, widget=WORDS
    )

    def __init__(self, data: Any = None, *, told: Incident) -> None:
        first: dict[str, Any] = {"what": told.what, "when": told.when, "words": told.words}
        added = queries.added(told)
        first |= {f"added_{number}": one.words for number, one in enumerate(added)}
        super().__init__(data, initial=first)
        for number, one in enumerate(added):
            label = _("What you added, %(day)s") % {"day": say.day(one.at)}
            self.fields[f"added_{number}"] = forms.CharField(label=label, max_length=600, required=False, widget=WORDS)

    def as_said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **{name: said[name] for name in ("what", "when", "words")},
            "added": [words for name, words in said.items() if name.startswith("added_")],
        }


class WishesForm(forms.Form):
    may_know = forms.MultipleChoiceField(
        label=gettext_lazy("Who here may know?"), choices=MayKnow, required=False, widget=MANY
    )
    outside_yes = forms.MultipleChoiceField(
        label=gettext_lazy("Whom outside may we call?"), choices=Whom, required=False, widget=MANY
    )


class SendToForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("To whom?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, reporter: Person, owner: Person, only_outside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [person for person in queries.listeners(reporter) if person.pk != owner.pk]
        self.people = {person.pk: person for person in others if queries.is_outside(person) or not only_outside}
        self.fields["to"].choices = [(pk, who(person)) for pk, person in self.people.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> Person:
        return self.people[self.cleaned_data["to"]]


class HandOnForm(SendToForm):
    her_yes = forms.BooleanField(
        label=gettext_lazy("I asked, and the answer is yes"),
        error_messages={"required": gettext_lazy("Ask first. It is theirs to say.")},
    )


NEXT_NEWS: list[tuple[str, str | Promise]] = [
    ("1", gettext_lazy("The next working day")),
    ("3", gettext_lazy("In three working days")),
    ("5", gettext_lazy("In a week")),
    ("10", gettext_lazy("In two weeks")),
]


class NewsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What was done"),
        help_text=gettext_lazy("The person reads this."),
        max_length=600,
        widget=WORDS,
        error_messages={"required": gettext_lazy("Write one sentence, even “Nothing new yet.”")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Next news"), choices=NEXT_NEWS, coerce=int, initial="1", widget=forms.RadioSelect
    )


class OutsideForm(forms.Form):
    """With their yes, two answers. Without it, why, with whom, and whether they knew first."""

    whom = forms.ChoiceField(label=gettext_lazy("Whom?"), choices=Whom)
    because = forms.ChoiceField(label=gettext_lazy("On what ground?"), choices=Because)
    why = forms.CharField(
        label=gettext_lazy("Without their yes: why, in a few words"),
        help_text=gettext_lazy("The person reads this. No names."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    second = forms.ChoiceField(
        label=gettext_lazy("Without their yes: who decides it with you?"), required=False, widget=forms.RadioSelect
    )
    told_first = forms.BooleanField(label=gettext_lazy("I told the person first"), required=False)
    not_first = forms.ChoiceField(
        label=gettext_lazy("If not: why?"),
        choices=[("", gettext_lazy("I told the person first")), *NotFirst.choices],
        required=False,
    )

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.incident = incident
        self.people = {person.pk: person for person in queries.seconds(incident)}
        self.fields["second"].choices = [(pk, who(person)) for pk, person in self.people.items()]  # type: ignore[attr-defined]
        if not self.people:
            del self.fields["second"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            try:
                check_outside(self.incident, self.contact, list(self.people.values()))
            except NotWithoutHerYes:
                self.add_error("because", _("There is no such yes on their page. Ask first."))
            except NotAlone as missing:
                self.add_error(str(missing), NOT_ALONE[str(missing)])
        return said

    @property
    def contact(self) -> Outside:
        said = {**self.cleaned_data, "second": self.people.get(self.cleaned_data.get("second", ""))}
        return Outside(**said)


NOT_ALONE = {
    "why": gettext_lazy("Say in a few words why it can’t wait for their yes."),
    "second": gettext_lazy("Pick who decides it with you. One person alone is not enough."),
    "not_first": gettext_lazy("Say why the person was not told first, or tick that they were."),
}


class EndForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you tell the person"),
        help_text=gettext_lazy("What was done, and what changes. They can say that it is not over."),
        max_length=600,
        widget=WORDS,
        error_messages={"required": gettext_lazy("Say in a sentence how it ended.")},
    )


def _lines(language: str, rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "lang": language})


class SheetForm(forms.Form):
    """The safety sheet, in both languages."""

    on_call = forms.ChoiceField(
        label=gettext_lazy("Who is on call?"),
        error_messages={"required": gettext_lazy("Choose who answers when someone calls.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("The phone they answer"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the number to call.")},
    )
    steps_fr = forms.CharField(
        label=gettext_lazy("Steps in French, one a line"), max_length=4000, widget=_lines("fr-CA", 14)
    )
    steps_en = forms.CharField(
        label=gettext_lazy("Steps in English, one a line"), max_length=4000, widget=_lines("en-CA", 14)
    )
    after_fr = forms.CharField(
        label=gettext_lazy("What we do once we are told, in French, one step a line"),
        max_length=2000,
        widget=_lines("fr-CA", 8),
    )
    after_en = forms.CharField(
        label=gettext_lazy("What we do once we are told, in English, the same steps in the same order"),
        max_length=2000,
        widget=_lines("en-CA", 8),
    )
    numbers_fr = forms.CharField(
        label=gettext_lazy("Other numbers near you, in French, one a line"),
        max_length=1000,
        required=False,
        widget=_lines("fr-CA", 3),
    )
    numbers_en = forms.CharField(
        label=gettext_lazy("Other numbers near you, in English, one a line"),
        max_length=1000,
        required=False,
        widget=_lines("en-CA", 3),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in queries.could_be_on_call(by.organisation)}
        names = [(pk, person.name) for pk, person in self.people.items()]
        self.fields["on_call"].choices = [("", _("Choose a person")), *names]  # type: ignore[attr-defined]

    def clean_on_call(self) -> Person:
        return self.people[self.cleaned_data["on_call"]]

    def clean_after_en(self) -> str:
        english: str = self.cleaned_data["after_en"]
        french: str = self.cleaned_data.get("after_fr", "")
        if _how_many(english) != _how_many(french):
            raise forms.ValidationError(_("Write as many steps in English as in French, in the same order."))
        return english


def _how_many(words: str) -> int:
    return sum(bool(line.strip()) for line in words.splitlines())


def sheet_at_first(sheet: Protocol | None) -> dict[str, Any]:
    texts = {name: queries.text_of(sheet, name) for name in queries.TEXTS}
    return texts if sheet is None else {"on_call": sheet.on_call_id, "phone": sheet.phone, **texts}
