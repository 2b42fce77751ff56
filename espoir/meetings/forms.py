from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from espoir import clock
from espoir.i18n import say
from espoir.meetings import queries, rules
from espoir.meetings.codes import FOR_TWO, Heavy, Help, Service, Theme
from espoir.meetings.models import Meeting, Planned
from espoir.organisations.models import Person
from espoir.pairing.models import Relationship

LENGTHS = (30, 60, 90)
OTHER = "other"
LONGEST = 720
MOST_THEMES = 3
SHORT = 300  # characters: a word, not a report
VOWELS = "aeiouyéèêàâô"


def pills(choices: Any) -> list[tuple[str, str]]:
    """Radio labels begin with a capital; inside a sentence the same words do not."""
    return [(code, capfirst(str(words))) for code, words in choices]


def ways_for_two() -> list[tuple[str, str]]:
    return pills((way.value, way.label) for way in FOR_TWO)


class DayField(forms.DateField):
    """A day, with errors that say what to do."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": gettext_lazy("Choose a day."),
        "invalid": gettext_lazy("Write the day like this: 2026-11-17."),
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and (found := re.fullmatch(r"\s*(\d{4})-(\d\d?)-(\d\d?)\s*", value)):
            _refuse_a_day_that_no_month_has(*(int(part) for part in found.groups()))
        return super().to_python(value)


def _refuse_a_day_that_no_month_has(year: int, month: int, day: int) -> None:
    if not (1 <= month <= 12 and 1900 <= year <= 2100) or 1 <= day <= (days := monthrange(year, month)[1]):
        return
    name = str(MONTHS[month])
    if name[0].lower() in VOWELS:
        said = pgettext("the month begins with a vowel", "%(month)s has %(days)d days. Choose another date.")
    else:
        said = _("%(month)s has %(days)d days. Choose another date.")
    raise forms.ValidationError(said % {"month": name, "days": days}, code="no_such_day")


def past_day(on: date) -> date:
    if on > clock.today():
        raise forms.ValidationError(
            _("That day hasn’t come yet. For a past meeting, choose today or a day before."), code="to_come"
        )
    return on


class FactsForm(forms.Form):
    """Date, length, way, up to three themes: all there is to a meeting."""

    minutes = forms.ChoiceField(
        label=gettext_lazy("How long?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a length.")},
    )
    other_minutes = forms.IntegerField(
        label=gettext_lazy("Another length, in minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        error_messages={
            "invalid": gettext_lazy("Write the length in minutes, like 45."),
            "min_value": gettext_lazy("Write the length in minutes, like 45."),
            "max_value": gettext_lazy("That is a long time. Write at most 720 minutes, which is 12 hours."),
        },
    )
    on = DayField(label=gettext_lazy("Day"))
    way = forms.ChoiceField(
        label=gettext_lazy("Which way"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a way.")},
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes, up to three"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, length: int, way: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lengths = sorted({*LENGTHS, length})
        choices = [(str(minutes), say.length(minutes)) for minutes in lengths]
        self._choose("minutes", [*choices, (OTHER, _("Other"))])
        self._choose("way", self.ways())
        self._choose("themes", Theme.choices)
        self.initial = {"minutes": str(length), "way": way, "on": clock.today(), **self.initial}

    def ways(self) -> list[tuple[str, str]]:
        return ways_for_two()

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_on(self) -> date:
        return past_day(self.cleaned_data["on"])

    def clean_themes(self) -> list[str]:
        themes: list[str] = self.cleaned_data["themes"]
        if len(themes) > MOST_THEMES:
            raise forms.ValidationError(_("Keep three themes at most."))
        return themes

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data
        if asked.get("minutes") == OTHER and not asked.get("other_minutes") and "other_minutes" not in self.errors:
            self.add_error("other_minutes", _("Write the length in minutes, like 45."))
        return asked

    @property
    def length(self) -> int:
        chosen: str = self.cleaned_data["minutes"]
        return int(self.cleaned_data["other_minutes"] if chosen == OTHER else chosen)

    @property
    def facts(self) -> dict[str, Any]:
        asked = self.cleaned_data
        return {"on": asked["on"], "minutes": self.length, "way": asked["way"], "themes": asked["themes"]}


class NoteForm(FactsForm):
    """Like last time, unless something is changed: noting is one tap."""

    note = forms.CharField(required=False, max_length=SHORT, widget=forms.Textarea(attrs={"rows": 3}))
    heavy = forms.ChoiceField(
        label=gettext_lazy("Was it heavy for you?"), choices=Heavy, widget=forms.RadioSelect, required=False
    )
    to_supervision = forms.BooleanField(label=gettext_lazy("Bring it to supervision"), required=False)
    another = forms.BooleanField(label=gettext_lazy("It’s another meeting"), required=False)

    def __init__(self, data: Any = None, *, relationship: Relationship, me: Person) -> None:
        length, way = queries.like_last_time(relationship)
        super().__init__(data, length=length, way=way)
        self.relationship = relationship
        if me.pk != relationship.supporter_id:
            del self.fields["heavy"], self.fields["to_supervision"]
        if not rules.may_write_words(relationship.peer):
            del self.fields["note"]
        else:
            self.fields["note"].label = _("A word about the meeting")
        self.same_day: Meeting | None = None

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        on = asked.get("on")
        self.same_day = queries.noted_that_day(self.relationship, on) if on else None
        if self.same_day and not asked.get("another"):
            self.add_error("another", _already_noted(self.same_day))
        return asked

    @property
    def answers(self) -> dict[str, Any]:
        names = ("note", "heavy", "to_supervision", "another")
        return self.facts | {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def _already_noted(meeting: Meeting) -> str:
    return _("That day is noted already: %(facts)s. If this is another meeting, tick the box.") % {
        "facts": meeting.facts
    }


class FixForm(FactsForm):
    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        self.meeting = meeting
        initial = {"on": meeting.on, "themes": meeting.themes}
        super().__init__(data, length=meeting.minutes, way=meeting.way, initial=initial)


class WordForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("My word about this meeting"),
        required=False,
        max_length=SHORT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HowForm(forms.Form):
    """Hers alone."""

    heavy = forms.ChoiceField(
        label=gettext_lazy("Was it heavy for you?"), choices=Heavy, widget=forms.RadioSelect, required=False
    )
    to_supervision = forms.BooleanField(label=gettext_lazy("Bring it to supervision"), required=False)


class PlanForm(forms.Form):
    day = DayField(label=gettext_lazy("Day"))
    hour = forms.TimeField(
        label=gettext_lazy("Hour"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Choose an hour."),
            "invalid": gettext_lazy("Write the hour like this: 14:00."),
        },
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Which way"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a way.")},
    )

    def __init__(self, data: Any = None, *, way: str, planned: Planned | None = None) -> None:
        local = timezone.localtime(planned.at) if planned else None
        initial = {"day": local.date(), "hour": local.time(), "way": planned.way} if planned and local else {"way": way}
        super().__init__(data, initial=initial)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = ways_for_two()

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data
        if "day" in asked and "hour" in asked and self.at <= clock.now():
            self.add_error("day", _("Choose a day and an hour to come."))
        return asked

    @property
    def at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class StepForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("A next step, in a few words"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write a few words to propose a step.")},
    )


class ReferralForm(forms.Form):
    service = forms.ChoiceField(
        label=gettext_lazy("Which service"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a service.")},
    )
    together = forms.BooleanField(label=gettext_lazy("Going together"), required=False)
    on = DayField(label=gettext_lazy("Day"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="r", initial={"on": clock.today()})
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = pills(Service.choices)

    def clean_on(self) -> date:
        return past_day(self.cleaned_data["on"])


class GoodForm(forms.Form):
    code = forms.ChoiceField(
        label=gettext_lazy("What was given"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what was given.")},
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many"),
        initial=1,
        min_value=1,
        max_value=99,
        error_messages={
            "required": gettext_lazy("Write a number from 1 to 99."),
            "invalid": gettext_lazy("Write a number from 1 to 99."),
            "min_value": gettext_lazy("Write a number from 1 to 99."),
            "max_value": gettext_lazy("Write a number from 1 to 99."),
        },
    )
    on = DayField(label=gettext_lazy("Day"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="g", initial={"on": clock.today()})
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = pills(Help.choices)

    def clean_on(self) -> date:
        return past_day(self.cleaned_data["on"])


class GoalForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What I want for myself"),
        help_text=gettext_lazy("Something you hope for, or something that helps you on a hard day."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write a few words, or go back and leave it empty.")},
    )
