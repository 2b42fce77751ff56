"""All the parts of a page on one page, to look at and to test."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from espoir import clock
from espoir.organisations.gate import public


class EveryFieldForm(forms.Form):
    name = forms.CharField(label=_("A short answer"), help_text=_("A line that helps to answer."))
    long = forms.CharField(label=_("A longer answer"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    on = forms.DateField(label=_("A day"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    one = forms.ChoiceField(
        label=_("One of these"),
        choices=[("a", _("The first")), ("b", _("The second")), ("c", _("Neither"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these, or “Neither.”")},
    )
    many = forms.MultipleChoiceField(
        label=_("As many as you like"),
        choices=[("a", _("The first")), ("b", _("The second")), ("c", _("The third"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    also = forms.BooleanField(label=_("One box"), required=False)


@public
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    form = EveryFieldForm({"name": "…"} if "e" in request.GET else None)
    form.is_valid()
    return render(request, "ui/components.html", {"form": form, "today": clock.today()})
