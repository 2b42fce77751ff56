from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.supervision import queries
from espoir.supervision.words import every_weeks
from espoir.ui.fields import HOUR, WORDS, day, not_over

LONG = forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"})


class DayForm(forms.Form):
    """A day to come, for something the organisation owes."""

    due = day(gettext_lazy("By what day?"))

    def clean_due(self) -> date:
        return not_over(self.cleaned_data["due"])


class PeopleForm(DayForm):
    owner = forms.ChoiceField(
        label=gettext_lazy("Who takes care of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who takes care of it.")},
    )
    field_order = ["owner", "due"]

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["owner"].choices = [(pk, person.name) for pk, person in self.people.items()]  # type: ignore[attr-defined]
        if len(people) == 1:
            self.fields["owner"].initial = people[0].pk

    def clean_owner(self) -> Person:
        return self.people[self.cleaned_data["owner"]]


class PassOnForm(PeopleForm):
    words = forms.CharField(
        label=gettext_lazy("What they will read"),
        help_text=gettext_lazy("One sentence, and nothing else of this page."),
        max_length=300,
        widget=WORDS,
        error_messages={"required": gettext_lazy("Write the sentence they will read.")},
    )
    field_order = ["owner", "words", "due"]


class TopicForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Add something"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Write a few words, even small ones.")},
    )


class SessionForm(forms.Form):
    on = day(gettext_lazy("What day?"))
    at = forms.TimeField(
        label=gettext_lazy("At what hour?"), widget=HOUR, error_messages={"required": gettext_lazy("Choose an hour.")}
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("How long?"), coerce=int, initial=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [(n, say.length(n)) for n in (30, 45, 60, 90)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("on") and said.get("at"):
            said["when"] = timezone.make_aware(datetime.combine(said["on"], said["at"]))
            if said["when"] < clock.now():
                self.add_error("on", _("That moment is over. Choose one to come."))
        return said


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Our notes"),
        help_text=gettext_lazy("You both read them. No names, nothing that points to anyone."),
        max_length=4000,
        required=False,
        widget=LONG,
    )


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Both of them read it."),
        max_length=600,
        widget=WORDS,
        error_messages={"required": gettext_lazy("Write an answer, with its reason.")},
    )


class RhythmForm(forms.Form):
    supervisor = forms.ChoiceField(
        label=gettext_lazy("Who supervises?"),
        error_messages={"required": gettext_lazy("Choose who supervises.")},
    )
    weeks = forms.TypedChoiceField(label=gettext_lazy("How often?"), coerce=int, initial=2)

    def __init__(self, *args: Any, supporter: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = queries.could_supervise(supporter.organisation, besides=supporter)
        self.people = {person.pk: person for person in people}
        names = [(person.pk, person.name) for person in people]
        self.fields["supervisor"].choices = [("", _("Choose a person")), *names]  # type: ignore[attr-defined]
        self.fields["weeks"].choices = [(n, every_weeks(n)) for n in (1, 2, 3, 4, 6, 8)]  # type: ignore[attr-defined]

    def clean_supervisor(self) -> Person:
        return self.people[self.cleaned_data["supervisor"]]


class MoreForm(forms.Form):
    """How often, and until when. Nothing else is asked."""

    weeks = forms.TypedChoiceField(
        label=gettext_lazy("How often?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how often.")},
    )
    until = forms.TypedChoiceField(
        label=gettext_lazy("Until when?"),
        coerce=date.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose until when."),
            "invalid_choice": gettext_lazy("Choose until when."),
        },
    )

    def __init__(self, *args: Any, usual: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        often = [n for n in (1, 2) if n < usual]
        self.fields["weeks"].choices = [(n, every_weeks(n)) for n in often]  # type: ignore[attr-defined]
        self.fields["weeks"].initial = 1
        days = [clock.today() + timedelta(weeks=n) for n in (2, 4, 6, 12)]
        self.fields["until"].choices = [  # type: ignore[attr-defined]
            (day.isoformat(), _("Until %(day)s") % {"day": say.day(day, weekday=False)}) for day in days
        ]
        self.fields["until"].initial = days[1].isoformat()


class SecondForm(forms.Form):
    whom = forms.ChoiceField(
        label=gettext_lazy("With whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a person.")},
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["whom"].choices = [(pk, person.name) for pk, person in self.people.items()]  # type: ignore[attr-defined]

    def clean_whom(self) -> Person:
        return self.people[self.cleaned_data["whom"]]


class ConsultantForm(forms.Form):
    """Someone of the house who is outside the team, or someone else by name and way to reach."""

    person = forms.ChoiceField(label=gettext_lazy("Who?"), widget=forms.RadioSelect, required=False)
    outside = forms.CharField(
        label=gettext_lazy("Someone else: what to call them"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reach = forms.CharField(
        label=gettext_lazy("How to reach them"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        names = [(pk, person.name) for pk, person in self.people.items()]
        self.fields["person"].choices = [*names, ("", _("Someone else"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["person"] = self.people.get(said.get("person") or "")
        if said["person"] is not None:
            said["outside"] = said["reach"] = ""
        elif not said.get("outside"):
            self.add_error("outside", _("Choose a person, or write what to call them."))
        elif not said.get("reach"):
            self.add_error("reach", _("Write a number or another way to reach them."))
        return said


class TogetherForm(SessionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [(n, say.length(n)) for n in (60, 90, 120)]  # type: ignore[attr-defined]
        self.fields["minutes"].initial = 90


class SharedTopicForm(TopicForm):
    """A topic that several read. The names of those whom its writer supports are kept out of it."""

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["words"].help_text = _("How the work goes, without the name of anyone you support.")

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if any(re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) for name in self.names):
            raise forms.ValidationError(_("Leave the name out: several people read this."))
        return words
