from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.organisations.models import Person
from espoir.people.forms import WelcomeForm
from espoir.readiness.codes import Experience, Leaning, Outcome, Stand
from espoir.readiness.models import PARTS
from espoir.readiness.topics import GUIDE, LOOK, THOUGHTS, Topic
from espoir.ui.fields import day, not_over

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

QUIET = {"autocomplete": "off", "spellcheck": "false"}
LANGS = {"fr": "fr-CA", "en": "en-CA"}
LINES = range(1, 5)  # supports that fit on one page
LONG = 2000


def _text(label: StrOrPromise, help_text: StrOrPromise = "", *, rows: int = 3, length: int = 600) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **QUIET})
    return forms.CharField(label=label, help_text=help_text, max_length=length, required=False, widget=widget)


def _line(label: StrOrPromise, help_text: StrOrPromise = "", *, length: int = 100) -> forms.CharField:
    widget = forms.TextInput(attrs=QUIET)
    return forms.CharField(label=label, help_text=help_text, max_length=length, required=False, widget=widget)


class _Pick(forms.ChoiceField):
    """One of some people, by name; its value is the person."""

    def __init__(self, *, label: StrOrPromise, required: bool = True, radio: bool = False, **kwargs: Any) -> None:
        messages = {"required": gettext_lazy("Choose someone."), "invalid_choice": gettext_lazy("Choose someone.")}
        widget = forms.RadioSelect if radio else forms.Select
        super().__init__(label=label, required=required, widget=widget, error_messages=messages, **kwargs)
        self.people: dict[str, Person] = {}

    def among(self, people: Iterable[Person]) -> None:
        self.people = {person.pk: person for person in people}
        blank = [] if isinstance(self.widget, forms.RadioSelect) else [("", "–")]
        self.choices = [*blank, *((pk, person.name) for pk, person in self.people.items())]

    def clean(self, value: Any) -> Any:
        return self.people.get(super().clean(value))


class _Among(forms.Form):
    """A form in which someone of the team is chosen."""

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, _Pick):
                field.among(people)


# A role on offer.

POSTING = {
    "role": _line(gettext_lazy("Name of the role"), gettext_lazy("A plain one: it’s read on a screen.")),
    "work": _text(gettext_lazy("What one does"), gettext_lazy("About the work, never about what anyone has lived.")),
    "pay": _line(gettext_lazy("Pay"), gettext_lazy("An amount: an hour, or a year.")),
    "hours": _line(gettext_lazy("Hours per week")),
    "contract": _line(gettext_lazy("Contract"), gettext_lazy("For how long, permanent or not.")),
    "supports": _text(gettext_lazy("What we give"), gettext_lazy("Supervision, training, leave, what helps to work.")),
    "apply": _text(gettext_lazy("How to ask for it"), gettext_lazy("Here, by phone, in person. No story.")),
}


class PostingForm(forms.Form):
    """Its words in one language."""

    role, work, pay, hours, contract, supports, apply = (POSTING[part] for part in PARTS)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["lang"] = LANGS[language]


class ReadersForm(_Among):
    first = _Pick(label=gettext_lazy("Who reads, and answers?"), radio=True)
    second = _Pick(label=gettext_lazy("Who else reads?"), radio=True)
    closes_on = day(gettext_lazy("Open until"))

    def __init__(self, *args: Any, first: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].among(first)  # type: ignore[attr-defined]

    def clean_closes_on(self) -> date:
        return not_over(self.cleaned_data["closes_on"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said["first"] == said.get("second"):
            self.add_error("second", _("Two different people read. Choose someone else."))
        return said


# Someone asks.


class AskForm(forms.Form):
    experience = forms.ChoiceField(
        label=gettext_lazy("Do you bring lived experience?"),
        help_text=gettext_lazy("A tap is enough. We don’t ask for your story: not here, not later."),
        choices=Experience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two. Both are fine.")},
    )
    wishes = _text(gettext_lazy("What would you like to do?"), gettext_lazy("A few words, or none."))
    hours = _line(gettext_lazy("How many hours a week, and when?"))
    helps = _text(
        gettext_lazy("What would help you do it well?"), gettext_lazy("Days, place, rides, child care, equipment.")
    )


class AskBesideForm(WelcomeForm, AskForm):
    """With someone who is here and has no page of her own yet."""

    field_order = ["read_together", "chosen_name", "language"]


# Three people talk.


class TwoForm(_Among):
    first = _Pick(label=gettext_lazy("Who sets a time, and keeps the date?"), radio=True)
    second = _Pick(label=gettext_lazy("Who else?"), radio=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said["first"] == said.get("second"):
            self.add_error("second", _("Two different people talk with the person. Choose someone else."))
        return said


class OutcomeForm(_Among):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What the three of you concluded"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these three.")},
    )
    words = _text(gettext_lazy("In words"), gettext_lazy("About this role, now. Never about what anyone has lived."))
    look_again_on = day(gettext_lazy("When do we look again?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        people = kwargs["people"]
        super().__init__(*args, **kwargs)
        for number in LINES:
            owner = _Pick(label=gettext_lazy("Who takes care of it?"), required=False)
            owner.among(people)
            self.fields[f"words_{number}"] = _line(gettext_lazy("What we owe"))
            self.fields[f"owner_{number}"] = owner
            self.fields[f"due_{number}"] = day(gettext_lazy("By what day?"), required=False)

    def lines(self) -> list[list[Any]]:
        """The fields of the supports, one support at a time."""
        return [[self[f"{name}_{number}"] for name in ("words", "owner", "due")] for number in LINES]

    def clean_look_again_on(self) -> date:
        return not_over(self.cleaned_data["look_again_on"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["supports"] = [one for number in LINES if (one := self._support(said, number))]
        if said.get("outcome") == Outcome.WITH_SUPPORTS and not said["supports"] and not self.errors:
            self.add_error("words_1", _("Write at least one support, with a name and a day."))
        return said

    def _support(self, said: dict[str, Any], number: int) -> dict[str, str] | None:
        words, owner, due = (said.get(f"{name}_{number}") for name in ("words", "owner", "due"))
        if not words and not owner and not due:
            return None
        if not (words and owner and due):
            self.add_error(f"words_{number}", _("A support has words, a name and a day."))
            return None
        if due < clock.today():
            self.add_error(f"due_{number}", _("That day is over. Choose today or a day after."))
        return {"words": words, "owner": owner.pk, "due": due.isoformat()}


class AnswerForm(forms.Form):
    """The organisation's words. A yes is there once the words are agreed."""

    is_yes = forms.ChoiceField(
        label=gettext_lazy("The answer"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the answer.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("What we can offer, or why we can’t now. The reason is ours, never about the person."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, **QUIET}),
        error_messages={"required": gettext_lazy("Write the words of the answer.")},
    )

    def __init__(self, *args: Any, may_be_yes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes = [("y", _("Yes: this role"))] if may_be_yes else []
        self.fields["is_yes"].choices = [*yes, ("n", _("Not this time"))]  # type: ignore[attr-defined]


class DayForm(forms.Form):
    due = day(gettext_lazy("By what day?"))

    def clean_due(self) -> date:
        return not_over(self.cleaned_data["due"])


class AgainForm(forms.Form):
    next_on = day(gettext_lazy("When do we look again? Leave it empty if it’s no longer needed."), required=False)

    def clean_next_on(self) -> date | None:
        next_on: date | None = self.cleaned_data["next_on"]
        return next_on and not_over(next_on)


# What is written for oneself, or about ourselves, topic by topic.


class _Topics(forms.Form):
    topics: tuple[Topic, ...] = ()
    rows = 3

    def __init__(self, *args: Any, kept: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in self.topics:
            self.fields[topic.code] = _text(topic.title, topic.asks, rows=self.rows, length=LONG)
            self.fields[topic.code].initial = kept.get(topic.code, "")

    def said(self) -> dict[str, str]:
        return {topic.code: self.cleaned_data[topic.code] for topic in self.topics}


class GuideForm(_Topics):
    topics = GUIDE


class ThoughtsForm(_Topics):
    topics = THOUGHTS
    leaning = forms.ChoiceField(
        label=gettext_lazy("Time with someone would be right for me:"),
        choices=Leaning.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class LookForm(_Topics):
    topics = LOOK


class ConcludeForm(_Among):
    stand = forms.ChoiceField(
        label=gettext_lazy("Where do we stand?"),
        choices=Stand.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these three.")},
    )
    words = _text(gettext_lazy("In words"))
    owner = _Pick(label=gettext_lazy("Who looks again?"))
    look_again_on = day(gettext_lazy("On what day?"))

    def clean_look_again_on(self) -> date:
        return not_over(self.cleaned_data["look_again_on"])


class StepDayForm(_Among):
    owner = _Pick(label=gettext_lazy("Who takes care of it?"))
    due = day(gettext_lazy("By what day?"))

    def clean_due(self) -> date:
        return not_over(self.cleaned_data["due"])


class StepForm(StepDayForm):
    words = forms.CharField(
        label=gettext_lazy("What we owe"),
        max_length=100,
        widget=forms.TextInput(attrs=QUIET),
        error_messages={"required": gettext_lazy("Write a few words, even small ones.")},
    )
    field_order = ["words", "owner", "due"]
