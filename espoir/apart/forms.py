from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espoir import clock
from espoir.apart import paper_queries, rules
from espoir.apart.codes import How, Then, What
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.people.rules import has_seen_limits

FIRST_YEAR = 1900
CHOOSE_ONE = _("Choose one to go on.")


def _pills(label: Any, choices: Any, help_text: Any = "", missing: Any = CHOOSE_ONE, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
        **more,
    )


def _words(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=rules.LONGEST,
        error_messages={"required": _("Type one thing to add it.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
    )


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "maxlength": 4, "size": 4}),
        error_messages={"invalid": _("Write a year with four digits, or leave it empty.")},
    )


def _check_years(form: forms.Form, first: str = "first", last: str = "last") -> None:
    """From the first year to the last one, both optional."""
    years = {name: form.cleaned_data.get(name) for name in (first, last)}
    for name, year in years.items():
        if year is not None and not FIRST_YEAR <= year <= clock.today().year:
            form.add_error(name, gettext("Write a year with four digits, up to this year."))
    begins, ends = years[first], years[last]
    if not {first, last} & form.errors.keys() and begins and ends and begins > ends:
        form.add_error(last, gettext("The second year comes after the first one."))


class LineForm(forms.Form):
    """One thing at a time: what it is, the words, the years if she likes, how it is kept."""

    kind = _pills(_("It’s…"), What.choices, initial=What.PERSON)
    words = _words(_("What you want to add"))
    first = _year(_("From the year"))
    last = _year(_("To the year"))
    mode = _pills(_("How should we keep it?"), How.choices, initial=How.SEALED)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        _check_years(self)
        return values

    @property
    def has_years(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("first", "last"))

    @property
    def is_beyond_reading(self) -> bool:
        return bool(self["mode"].value() != How.SEALED or self["mode"].errors)


class ChangeForm(LineForm):
    """The same for a line that is there; how it is kept changes with a button of its own."""

    words = _words(_("The words"))
    mode = None  # type: ignore[assignment]


class ThenForm(forms.Form):
    then = _pills(_("If it touches a relationship or a group you already have"), Then.choices)


@dataclass(frozen=True)
class Row:
    """One line of the sheet, as it is copied."""

    number: int
    kind: forms.BoundField
    words: forms.BoundField
    first: forms.BoundField
    last: forms.BoundField


class PaperForm(forms.Form):
    """A sheet copied for someone: her name here, who was there, her lines, and her two answers."""

    name = forms.CharField(
        label=_("The name they chose, as it is here"),
        max_length=60,
        error_messages={"required": _("Type the name written on the sheet.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    witness = _pills(
        _("Who else was there?"),
        (),
        _("Someone of the team. Nothing counts before they say so on their own page."),
        _("Choose who else was there."),
    )
    mode = _pills(_("How should we keep it?"), How.choices, missing=_("Choose how to keep it, as on the sheet."))
    then = _pills(
        _("If it touches a relationship or a group they already have"),
        Then.choices,
        missing=_("Choose what to do if it touches something, as on the sheet."),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.person, self.second = by, by, by
        self._could_be_there = {person.pk: person for person in paper_queries.could_be_there(by)}
        self._offer("witness", [(pk, person.name) for pk, person in self._could_be_there.items()])
        for number in range(paper_queries.ROWS):
            self.fields[f"kind{number}"] = forms.ChoiceField(label=_("It’s…"), choices=What.choices)
            self.fields[f"words{number}"] = _words(_("As it is written"), required=False)
            self.fields[f"first{number}"] = _year(_("From the year"))
            self.fields[f"last{number}"] = _year(_("To the year"))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def rows(self) -> list[Row]:
        names = ("kind", "words", "first", "last")
        return [Row(number + 1, *(self[f"{name}{number}"] for name in names)) for number in range(paper_queries.ROWS)]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for number in range(paper_queries.ROWS):
            _check_years(self, f"first{number}", f"last{number}")
        if not self.errors and not any(values[f"words{number}"] for number in range(paper_queries.ROWS)):
            self.add_error("words0", gettext("Copy at least one line."))
        if values.get("name"):
            self._find(values["name"])
        self.second = self._could_be_there.get(values.get("witness", ""), self.by)
        if self.person == self.second and "witness" not in self.errors:
            self.add_error("witness", gettext("Choose someone else: the sheet is theirs."))
        return values

    def _find(self, name: str) -> None:
        """Whose sheet it is. Two people with one name are told apart by the day they came."""
        found = paper_queries.called(self.by.organisation, name)
        if len(found) > 1:
            self.fields["which"] = _pills(_("Which one?"), [(one.pk, _since(one)) for one in found], required=False)
            found = [one for one in found if one.pk == self.data.get("which")]
            if not found:
                self.add_error("which", gettext("More than one person has that name. Choose one."))
                return
        if not found:
            self.add_error("name", gettext("Nobody here goes by that name. Check it with them."))
        elif found[0] == self.by:
            self.add_error("name", gettext("For yourself, use your own page."))
        elif not has_seen_limits(found[0]):
            self.add_error("name", gettext("First read with them “What we can’t always keep private.”"))
        else:
            self.person = found[0]

    def lines(self) -> Iterator[dict[str, Any]]:
        """What was copied, line by line; an empty line is no line."""
        for number in range(paper_queries.ROWS):
            values = {name: self.cleaned_data[f"{name}{number}"] for name in ("kind", "words", "first", "last")}
            if values["words"]:
                yield {**values, "number": number}


def _since(person: Person) -> str:
    return gettext("Here since %(day)s") % {"day": say.day(person.since, weekday=False, year=True)}


class SettleForm(forms.Form):
    """What was decided about a matter."""

    outcome = _pills(_("What did you decide?"), ())

    def __init__(self, *args: Any, outcomes: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(outcomes.items())  # type: ignore[attr-defined]
