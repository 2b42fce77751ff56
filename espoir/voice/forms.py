from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.organisations.models import Person
from espoir.ui.fields import LINE, Cents, MomentForm, day, not_over
from espoir.voice.models import Decision, Idea, Struck, Word
from espoir.voice.rules import MOST_DAYS

LONG = forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"})


def day_to_come(on: date) -> date:
    not_over(on)
    if on > clock.today() + timedelta(days=MOST_DAYS):
        raise forms.ValidationError(_("Choose a day within half a year."))
    return on


class IdeaForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Idea.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Your idea, in a few words"),
        max_length=80,
        widget=LINE,
        error_messages={"required": gettext_lazy("Write your idea, in a few words.")},
    )
    words = forms.CharField(
        label=gettext_lazy("More, if you like"),
        help_text=gettext_lazy("No names, nothing that points to anyone."),
        required=False,
        max_length=800,
        widget=LONG,
    )
    signed = forms.ChoiceField(
        label=gettext_lazy("Who is it from?"),
        choices=[("team", gettext_lazy("From the team")), ("name", gettext_lazy("With my chosen name"))],
        help_text=gettext_lazy(
            "“From the team”: whoever answers does not see your name. In a small team, your words can still say it."
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose if your name is on it.")},
    )


class IdeaAnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("What do you answer?"),
        choices=[
            ("yes", gettext_lazy("Yes")),
            ("otherwise", gettext_lazy("A different way")),
            ("no", gettext_lazy("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Why? It is read by whoever sent the idea."),
        max_length=800,
        widget=LONG,
        error_messages={"required": gettext_lazy("Write the reason. A short one is fine.")},
    )
    follows = forms.CharField(
        label=gettext_lazy("If it’s yes: what comes of it"), required=False, max_length=300, widget=LINE
    )
    owner = forms.ChoiceField(label=gettext_lazy("If it’s yes: who does it"), required=False, widget=forms.RadioSelect)
    due = day(gettext_lazy("If it’s yes: by what day"), required=False)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["owner"].choices = [(pk, person.name) for pk, person in self.people.items()]  # type: ignore[attr-defined]

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        return day_to_come(due) if due else None

    def clean(self) -> dict[str, Any]:
        said = {**self.cleaned_data}
        if said.get("answer") == "yes":
            for name, words in (
                ("follows", _("Say what comes of it.")),
                ("owner", _("Choose who does it.")),
                ("due", _("Choose the day by which it’s done.")),
            ):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return said

    def chosen(self) -> Person:
        """Who does what comes of a yes."""
        return self.people[self.cleaned_data["owner"]]


class LaterForm(forms.Form):
    due = day(gettext_lazy("The new day"))
    words = forms.CharField(
        label=gettext_lazy("Why it takes longer, in a sentence"),
        max_length=300,
        widget=LONG,
        error_messages={"required": gettext_lazy("Write a sentence. It is read by whoever sent the idea.")},
    )

    def clean_due(self) -> date:
        return day_to_come(self.cleaned_data["due"])


class AskForm(forms.Form):
    matter = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Decision.Matter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    supporter = forms.ChoiceField(
        label=gettext_lazy("Who supports them?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who supports them.")},
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["supporter"].choices = [(pk, person.name) for pk, person in self.people.items()]  # type: ignore[attr-defined]
        if len(people) == 1:
            self.fields["supporter"].initial = people[0].pk

    def chosen(self) -> Person:
        return self.people[self.cleaned_data["supporter"]]


class WhoForm(forms.Form):
    who = forms.ChoiceField(
        label=gettext_lazy("Who comes?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who comes.")},
    )

    def __init__(self, *args: Any, may_bring: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = (Decision.Who.HERSELF, Decision.Who.NEITHER)
        choices = [(who.value, who.label) for who in Decision.Who if may_bring or who in alone]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]


class DateForm(MomentForm):
    def clean_on(self) -> date:
        return day_to_come(self.cleaned_data["on"])


class WordForm(forms.Form):
    says = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=Word.Says.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Your question, or why. To strike it, no reason is needed."),
        required=False,
        max_length=600,
        widget=LONG,
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("says") == Word.Says.QUESTION and not self.cleaned_data.get("words"):
            self.add_error("words", _("Write your question."))
        return {**self.cleaned_data}


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you answer"),
        max_length=800,
        widget=LONG,
        error_messages={"required": gettext_lazy("Write your answer.")},
    )


class StruckForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=[choice for choice in Struck.State.choices if choice[0] != Struck.State.WAITING],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of it.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Why? Everyone here reads it."),
        max_length=800,
        widget=LONG,
        error_messages={"required": gettext_lazy("Write the reason. A short one is fine.")},
    )


class RateForm(forms.Form):
    cents = Cents(
        label=gettext_lazy("How much for an hour, in dollars?"),
        example=gettext_lazy("Type an amount, for example 35.00."),
    )
    how = forms.CharField(
        label=gettext_lazy("How it is paid, and to whom to say it"),
        max_length=300,
        widget=LONG,
        error_messages={"required": gettext_lazy("Say how it is paid.")},
    )
