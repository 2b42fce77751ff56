from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir.consultations.models import Consent, Way
from espoir.consultations.rules import BY_WHAT, needed
from espoir.research.models import Audience, Edition, Trait, in_this_language
from espoir.research.shipped import APART
from espoir.ui.fields import LINE, MomentForm, day, not_to_come

ANSWER = 10_000  # letters that one answer may have


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Six words and a number. Accents and capitals don’t matter."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type your code to go on.")},
    )


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=gettext_lazy("Your receipt"),
        help_text=gettext_lazy("Three groups of four letters or numbers."),
        max_length=40,
        widget=LINE,
        error_messages={"required": gettext_lazy("Type what is on your receipt.")},
    )


class ConsentForm(forms.Form):
    """A statement a line, each its own yes; none is ticked beforehand."""

    name = forms.CharField(
        label=gettext_lazy("Your name, typed: that is how you sign"),
        help_text=gettext_lazy("A chosen name is fine. It’s kept apart from what you say."),
        max_length=80,
        widget=LINE,
        error_messages={"required": gettext_lazy("Type a name to go on. Any name works, even one letter.")},
    )
    copy = forms.ChoiceField(
        label=gettext_lazy("Where would you like your copy?"),
        choices=Consent.Copy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose where you’d like your copy, or “No copy”.")},
    )

    def __init__(self, *args: Any, statements: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = statements
        for part in statements.parts:
            self.fields[f"s_{part['code']}"] = forms.BooleanField(label=part["text"], required=False)

    def clean(self) -> dict[str, Any]:
        missing = [code for code in needed(self.edition) if not self.cleaned_data.get(f"s_{code}")]
        for code in missing:
            self.add_error(f"s_{code}", _("Taking part needs this yes too. If it’s a no, you can stop here."))
        return {**self.cleaned_data}

    @property
    def agreed(self) -> list[str]:
        return [part["code"] for part in self.edition.parts if self.cleaned_data.get(f"s_{part['code']}")]

    def needed_fields(self) -> Iterator[forms.BoundField]:
        return (self[f"s_{code}"] for code in needed(self.edition))

    def fields_apart(self) -> Iterator[forms.BoundField]:
        return (self[f"s_{part['code']}"] for part in self.edition.parts if part["code"] in APART)


class EnteredConsentForm(ConsentForm):
    """What someone agreed to on paper or aloud, entered by whoever was there."""

    read = forms.ChoiceField(
        label=gettext_lazy("How was it read?"),
        choices=Consent.Read.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it was read.")},
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How was it said?"),
        choices=[choice for choice in Consent.How.choices if choice[0] != Consent.How.SCREEN],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it was said.")},
    )
    signed_on = day(gettext_lazy("On which day?"))
    witness = forms.ChoiceField(
        label=gettext_lazy("If it was spoken: who was the witness?"), required=False, widget=forms.RadioSelect
    )
    field_order = ("read", "how", "witness", "signed_on")

    def __init__(self, *args: Any, witnesses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["witness"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("It was on paper")), *witnesses]

    def clean_signed_on(self) -> Any:
        return not_to_come(self.cleaned_data["signed_on"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("how") == Consent.How.SPOKEN and not said.get("witness"):
            self.add_error("witness", _("A spoken yes needs a witness: choose who it was."))
        return said


class AnswersForm(forms.Form):
    """A box a question. None has to be filled in."""

    def __init__(self, *args: Any, questions: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in questions:
            self.fields[f"q_{part['code']}"] = forms.CharField(
                label=part["text"],
                required=False,
                max_length=ANSWER,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
                error_messages={"max_length": _("This answer is too long to be kept whole. Split it in two.")},
            )

    @property
    def answers(self) -> dict[str, str]:
        return {name.removeprefix("q_"): words for name, words in self.cleaned_data.items()}


class FilledInForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The form you filled in"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": gettext_lazy("Choose the form you filled in."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )


class TraitsForm(forms.Form):
    """What she may say of herself; “I’d rather not say” stands first, and is what counts when nothing is chosen."""

    def __init__(self, *args: Any, traits: list[Trait], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for trait in traits:
            options = [(answer["code"], in_this_language(answer)) for answer in trait.answers]
            self.fields[f"t_{trait.pk}"] = self._field(trait, options)

    def _field(self, trait: Trait, options: list[tuple[str, str]]) -> forms.Field:
        if trait.several:
            hint = _("Choose as many as you like. Leave it empty if you’d rather not say.")
            return forms.MultipleChoiceField(
                label=in_this_language(trait.name), help_text=hint, choices=options, required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        return forms.ChoiceField(
            label=in_this_language(trait.name), choices=[("", _("I’d rather not say")), *options], required=False,
            widget=forms.RadioSelect,
        )  # fmt: skip

    @property
    def said(self) -> dict[str, list[str]]:
        values = {name.removeprefix("t_"): value for name, value in self.cleaned_data.items()}
        return {pk: value if isinstance(value, list) else [value] for pk, value in values.items() if value}


class WayForm(forms.Form):
    way = forms.ChoiceField(
        label=gettext_lazy("How would you like to take part?"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a way.")},
    )

    def __init__(self, *args: Any, ways: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, words) for code, words in Way.choices if code in ways]


class ReachForm(forms.Form):
    way = forms.CharField(
        label=gettext_lazy("How to reach me"),
        help_text=gettext_lazy("If you like: a phone, an address. Anyone who picks up that phone can answer."),
        required=False,
        max_length=200,
        widget=LINE,
    )
    never = forms.CharField(
        label=gettext_lazy("How not to reach me"),
        help_text=gettext_lazy("Hours, places or ways to stay away from."),
        required=False,
        max_length=200,
        widget=LINE,
    )


class AskForm(forms.Form):
    when = forms.CharField(
        label=gettext_lazy("Days and hours that suit me"),
        help_text=gettext_lazy("As an example: Tuesdays, or any day after 4 p.m."),
        max_length=100,
        widget=LINE,
        error_messages={"required": gettext_lazy("Say when it suits you. A day is enough.")},
    )
    by_what = forms.ChoiceField(
        label=gettext_lazy("How would you like to talk?"),
        choices=list(BY_WHAT.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you’d like to talk.")},
    )


class TimeForm(MomentForm):
    """The team answers with a day and an hour."""


class SlipForm(forms.Form):
    audience = forms.ChoiceField(
        label=gettext_lazy("Who is it for?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who it is for.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language?"),
        choices=[("fr-ca", "Français"), ("en-ca", "English")],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a language.")},
    )

    def __init__(self, *args: Any, audiences: list[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(row.pk, row.called) for row in audiences]
