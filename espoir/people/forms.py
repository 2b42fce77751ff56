from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from espoir.organisations.models import Organisation
from espoir.organisations.roles import Role
from espoir.people.codes import Day, Far, Form, Language, Way, Who, pills
from espoir.people.queries import TEAM_ROLES

ANY_NAME = _("Type a name to go on. Any name works, even one letter.")
SCREEN_LANGUAGES = [("fr-ca", "Français"), ("en-ca", "English")]


def _several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def _one(label: Any, choices: Any, help_text: Any = "", *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
        help_text=help_text,
        error_messages={"required": _("Choose one to go on.")},
    )


def _line(label: Any, help_text: Any = "", length: int = 120, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **more})
    return forms.CharField(label=label, max_length=length, required=False, widget=widget, help_text=help_text)


def _text(label: Any, help_text: Any = "", length: int = 300) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=length, required=False, widget=widget, help_text=help_text)


def _count(label: Any, most: int, help_text: Any = "") -> forms.IntegerField:
    field = forms.IntegerField(label=label, min_value=0, max_value=most, help_text=help_text)
    field.error_messages |= {"required": _("Write a number. Zero is fine."), "invalid": _("Write a whole number.")}
    return field


def _yes_or_no(label: Any, yes: Any, no: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one to go on.")},
    )


class NameForm(forms.Form):
    chosen_name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("Any name you like. Someone else may have the same one."),
        max_length=60,
        error_messages={"required": ANY_NAME},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    pronoun = _line(_("Your pronoun, if you like"), length=30)
    language = _one(_("On this site, I read in"), SCREEN_LANGUAGES, required=True)


class ReachForm(forms.Form):
    ways = _several(_("You can reach me by"), pills(Way))
    phone = _line(_("Number"), length=40, inputmode="tel")
    email = _line(_("Email"), length=120, inputmode="email")
    hours = _line(_("Good days and times"), _("For example: weekdays after 5 p.m."))
    language = _line(_("In which language?"), _("Any language. We’ll look for someone who speaks it."), length=60)
    never = _text(_("Never this way"), _("A number, a time or a way that we must never use."))
    words_to_use = _text(
        _("If someone else answers"), _("Words we may use. Without them, we hang up and leave no message.")
    )


class _SaysLanguages(forms.Form):
    """Languages are pressed or, for the less usual ones, written by hand."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        by_hand = [name.strip().lower() for name in values.pop("other_languages", "").split(",") if name.strip()]
        values["languages"] = [*values.get("languages", []), *by_hand]
        return values

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """What is kept already, as the form shows it."""
        values = {name: getattr(row, name) for name in cls.base_fields if name != "other_languages"}
        by_hand = [code for code in row.languages if code not in Language.values]
        return {**values, "other_languages": ", ".join(by_hand)}


def _regions(organisation: Organisation) -> list[tuple[str, str]]:
    return [(region, region) for region in organisation.regions]


class WishesForm(_SaysLanguages):
    forms = _several(_("How would you like to meet?"), pills(Form))
    languages = _several(_("In which languages?"), pills(Language))
    other_languages = _line(_("Other languages"), _("With a comma between them."))
    days = _several(_("Which days suit you?"), pills(Day))
    interests = _text(_("What I like doing"), _("Walking, cooking, quiet, music, forms to fill in: as you like."))
    who = _several(_("I’d rather meet"), pills(Who), _("Press none if it’s all the same to you."))
    region = _line(_("Where?"), _("A part of town or a region. Never an address."), length=60)
    far = _one(_("How far would you go?"), pills(Far))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisation.regions:
            self.fields["region"] = _one(_("Where?"), _regions(organisation))


class ProfileForm(_SaysLanguages):
    words = _text(
        _("What I want people to know"),
        _("What time with you is like: what you enjoy, what you’re good at. Not your story: no one needs it here."),
        length=400,
    )
    languages = _several(_("Languages"), pills(Language))
    other_languages = _line(_("Other languages"), _("With a comma between them."))
    forms = _several(_("How I like to meet"), pills(Form))
    days = _several(_("My days"), pills(Day))
    interests = _text(_("What I like doing"))
    describes = _several(
        _("How I describe myself"), pills(Who), _("Optional. Some people would rather meet someone they feel close to.")
    )
    regions = _several(_("Where I can go"), [])
    places = _count(
        _("How many people at once"), 20, _("You decide. You can lower it any day: nobody is moved because of it.")
    )
    hours_per_week = _count(_("Hours a week"), 60)
    is_open = _yes_or_no(_("Right now"), _("I’m open to meeting someone new"), _("Not now"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisation.regions:
            self.fields["regions"] = _several(_("Where I can go"), _regions(organisation))
        else:
            del self.fields["regions"]

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "is_open": "yes" if row.is_open else "no"}


class WelcomeForm(forms.Form):
    """Someone new is here, beside the coordinator. Without the page read together, no name is asked."""

    read_together = forms.BooleanField(
        label=_("We read it together"),
        error_messages={"required": _("Read that page together first. Then tick here.")},
    )
    chosen_name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("Any name you like. Someone else may have the same one."),
        max_length=60,
        error_messages={"required": ANY_NAME},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    language = _one(_("On this site, I read in"), SCREEN_LANGUAGES, required=True)


def _hats() -> forms.MultipleChoiceField:
    field = _several(_("Roles"), [(role.value, _capital(role)) for role in TEAM_ROLES])
    field.required = True
    field.error_messages["required"] = _("Choose at least one role.")
    return field


def _capital(role: Role) -> Any:
    return dict(pills(Role))[role.value]


class HatsForm(forms.Form):
    roles = _hats()

    def chosen(self) -> list[Role]:
        return [Role(code) for code in self.cleaned_data["roles"]]


class ColleagueForm(HatsForm):
    chosen_name = forms.CharField(
        label=_("Name on the screen"),
        max_length=60,
        error_messages={"required": ANY_NAME},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = _one(_("Language on the screen"), SCREEN_LANGUAGES, required=True)

    field_order = ["chosen_name", "language", "roles"]


class LimitsForm(forms.Form):
    province = forms.ChoiceField(label=_("Province or territory"))
    child_protection_fr = _line(_("In French: “… la loi peut nous obliger à avertir”"))
    child_protection_en = _line(_("In English: “… the law may say we have to tell”"))
    legal_help_fr = _line(_("In French: “… vous pouvez demander le vôtre”"))
    legal_help_en = _line(_("In English: “… you can get your own”"))
    adults_fr = _text(_("A fourth point in French, if your province adds one"))
    adults_en = _text(_("The same point in English"))

    ONE_EACH = ("child_protection_fr", "child_protection_en", "legal_help_fr", "legal_help_en")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"] = forms.ChoiceField(
            label=_("Province or territory"),
            choices=[("", "…"), *places],
            error_messages={"required": _("Choose where you are.")},
        )
        for name in self.ONE_EACH:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Write who to turn to, in a few words.")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("adults_fr")) != bool(values.get("adults_en")):
            raise forms.ValidationError(_("Write the fourth point in both languages, or in neither."))
        return values
