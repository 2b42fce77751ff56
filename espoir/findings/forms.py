from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from espoir.findings.models import Section
from espoir.research.models import BothTongues

HEADING, TEXT = 120, 20_000


def _heading(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=HEADING, required=False)


def _text(label: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 12})
    return forms.CharField(label=label, max_length=TEXT, required=False, widget=area)


class SectionForm(forms.Form):
    """Each language is written for itself; one of them may still be empty."""

    heading_fr = _heading(_lazy("Heading, in French"))
    text_fr = _text(_lazy("Text, in French"))
    heading_en = _heading(_lazy("Heading, in English"))
    text_en = _text(_lazy("Text, in English"))
    order = forms.IntegerField(label=_lazy("Which place in the report"), min_value=1, max_value=200, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not (said.get("heading_fr") or said.get("heading_en")):
            self.add_error("heading_fr", _lazy("Write a heading, in one language at least."))
        return said

    def said(self) -> dict[str, BothTongues | int]:
        said = self.cleaned_data
        return {
            "heading": {"fr-ca": said["heading_fr"], "en-ca": said["heading_en"]},
            "text": {"fr-ca": said["text_fr"], "en-ca": said["text_en"]},
            "order": said["order"] or 0,
        }


def as_written(section: Section) -> dict[str, Any]:
    return {
        "heading_fr": section.heading.get("fr-ca", ""),
        "heading_en": section.heading.get("en-ca", ""),
        "text_fr": section.text.get("fr-ca", ""),
        "text_en": section.text.get("en-ca", ""),
        "order": section.order,
    }


class TranslationForm(forms.Form):
    words = forms.CharField(
        label=_lazy("The same words in the other language"),
        max_length=2400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
