from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir.organisations.models import Person
from espoir.safety import queries
from espoir.safety.models import MayKnow, Protocol, What, When
from espoir.safety.rules import Because, Whom

WORDS = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"})
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
    whom = forms.ChoiceField(label=gettext_lazy("Whom?"), choices=Whom)
    because = forms.ChoiceField(label=gettext_lazy("On what ground?"), choices=Because)
    told_first = forms.BooleanField(label=gettext_lazy("I told the person first"), required=False)


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


def sheet_at_first(sheet: Protocol | None, at_first: dict[str, str]) -> dict[str, Any]:
    if sheet is None:
        return dict(at_first)
    names = ("phone", "steps_fr", "steps_en", "numbers_fr", "numbers_en")
    return {"on_call": sheet.on_call_id, **{name: getattr(sheet, name) for name in names}}
