from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir.coding.models import Code, Shade
from espoir.coding.queries import Branch
from espoir.coding.texts import label_of
from espoir.organisations.models import Person
from espoir.transcripts.models import Document

MOST_OF_A_FILE = 20_000_000  # bytes


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def choices_of(branches: Iterable[Branch], *, first: str = "") -> list[tuple[str, str]]:
    """The codebook as a list to choose from: what stands under another is set in."""
    rows = [(branch.code.pk, "\u2003" * branch.depth + branch.code.name) for branch in branches]
    return [("", first), *rows] if first else rows


class CodeForm(forms.Form):
    name = forms.CharField(label=_lazy("Name"), max_length=80)
    definition = forms.CharField(label=_lazy("What is meant by it"), max_length=2000, required=False, widget=_area())
    includes = forms.CharField(label=_lazy("An example that is in"), max_length=1000, required=False, widget=_area(2))
    excludes = forms.CharField(label=_lazy("An example that is not"), max_length=1000, required=False, widget=_area(2))
    shade = forms.ChoiceField(label=_lazy("Colour"), choices=Shade, initial=Shade.A, widget=forms.RadioSelect)


class NewCodeForm(CodeForm):
    parent = forms.ChoiceField(label=_lazy("Under"), required=False)
    field_order = ("name", "parent")

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {branch.code.pk: branch.code for branch in branches}
        field: Any = self.fields["parent"]
        field.choices = choices_of(branches, first=_("Nothing: it stands on its own"))

    def clean_parent(self) -> Code | None:
        return self.known.get(self.cleaned_data["parent"])


class MoveForm(forms.Form):
    """Under another code, to the top, or into another one for good."""

    what = forms.ChoiceField(
        label=_lazy("What to do"),
        choices=[("move", _lazy("Put it under another")), ("merge", _lazy("Make the two one"))],
        initial="move",
        widget=forms.RadioSelect,
    )
    where = forms.ChoiceField(label=_lazy("Which one"), required=False)

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {branch.code.pk: branch.code for branch in branches}
        field: Any = self.fields["where"]
        field.choices = choices_of(branches, first=_("Nothing: it stands on its own"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["where"] = self.known.get(said.get("where", ""))
        if said.get("what") == "merge" and said["where"] is None:
            self.add_error("where", _("Choose the code that stays."))
        return said


class SplitForm(forms.Form):
    name = forms.CharField(label=_lazy("Name of the new code"), max_length=80)
    passages = forms.MultipleChoiceField(label=_lazy("Its passages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, passages: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["passages"]
        field.choices = list(passages)


class PickForm(forms.Form):
    """A stretch of a turn, and its codes: a few used lately, all of them, or a new one."""

    start = forms.TypedChoiceField(label=_lazy("From"), coerce=int)
    end = forms.TypedChoiceField(label=_lazy("To"), coerce=int)
    lately = forms.MultipleChoiceField(
        label=_lazy("Codes used lately"), required=False, widget=forms.CheckboxSelectMultiple
    )
    code = forms.ChoiceField(label=_lazy("A code of the codebook"), required=False)
    new = forms.CharField(label=_lazy("A new code"), max_length=80, required=False)
    memo = forms.CharField(label=_lazy("What I think of it"), max_length=4000, required=False, widget=_area(2))

    def __init__(
        self,
        *args: Any,
        starts: Sequence[tuple[int, str]],
        ends: Sequence[Any],
        lately: Sequence[Code],
        branches: Sequence[Branch],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["start"].choices, fields["end"].choices = list(starts), list(ends)
        fields["lately"].choices = [(code.pk, code.name) for code in lately]
        fields["code"].choices = choices_of(branches, first="–")
        if not lately:
            del self.fields["lately"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "start" in said and "end" in said and said["end"] <= said["start"]:
            self.add_error("end", _("The last word comes before the first one. Choose a later one."))
        said["codes"] = [*said.get("lately", []), *filter(None, [said.get("code")])]
        if not said["codes"] and not said.get("new"):
            self.add_error("code", _("Choose a code, or write a new one."))
        return said


class CodesForm(forms.Form):
    """The codes of one passage."""

    codes = forms.MultipleChoiceField(label=_lazy("Codes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {branch.code.pk: branch.code for branch in branches if branch.code.is_codable}
        field: Any = self.fields["codes"]
        field.choices = [(key, code.name) for key, code in self.known.items()]


class MemoForm(forms.Form):
    words = forms.CharField(label=_lazy("What I think of it"), max_length=4000, required=False, widget=_area())

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not words.strip():
            raise forms.ValidationError(_("Write a few words first."))
        return words


class RoundForm(forms.Form):
    texts = forms.MultipleChoiceField(label=_lazy("Texts to code twice"), widget=forms.CheckboxSelectMultiple)
    coders = forms.MultipleChoiceField(label=_lazy("Who codes them"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, texts: Iterable[Document], people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.documents = {text.pk: text for text in texts}
        self.people = {person.pk: person for person in people}
        fields: dict[str, Any] = dict(self.fields)
        fields["texts"].choices = [(key, label_of(text)) for key, text in self.documents.items()]
        fields["coders"].choices = [(key, person.name) for key, person in self.people.items()]

    def clean_coders(self) -> list[Person]:
        found = [self.people[key] for key in self.cleaned_data["coders"]]
        if len(found) < 2:
            raise forms.ValidationError(_("Choose at least two people."))
        return found

    def clean_texts(self) -> list[Document]:
        return [self.documents[key] for key in self.cleaned_data["texts"]]


class FileForm(forms.Form):
    file = forms.FileField(label=_lazy("A file: .qdpx or .qdc"))

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_OF_A_FILE:
            raise forms.ValidationError(_("This file is too large. The most is 20 MB."))
        content: bytes = file.read()
        return content
