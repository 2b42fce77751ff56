from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.meetings import queries
from espoir.meetings.codes import FOR_A_GROUP, Heavy
from espoir.meetings.forms import LENGTHS, DayField, FactsForm, pills
from espoir.meetings.models import Group, Meeting
from espoir.organisations.models import Person
from espoir.vault import keys

AGREEMENT = gettext_lazy(
    "In this group, you can leave any time and you don’t have to explain. {name} is by the door if you want to talk. "
    "After, we check in if you say yes."
)


def agreement_in(language: str) -> str:
    with translation.override(language):
        return str(AGREEMENT)


class GroupForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What you call it"),
        max_length=60,
        error_messages={"required": gettext_lazy("Write a name for the group.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind it is.")},
    )
    places = forms.IntegerField(label=gettext_lazy("How many seats"), initial=8, min_value=2, max_value=60)
    by_the_door = forms.ChoiceField(
        label=gettext_lazy("Who is outside the door"),
        help_text=gettext_lazy("No seat is offered and no date is set until someone is named."),
        required=False,
    )
    day = DayField(label=gettext_lazy("Next date"), required=False)
    hour = forms.TimeField(
        label=gettext_lazy("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the hour like this: 14:00.")},
    )
    agreement_fr = forms.CharField(
        label=gettext_lazy("The agreement, in French"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "fr-CA"}),
    )
    agreement_en = forms.CharField(
        label=gettext_lazy("The agreement, in English"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "en-CA"}),
        help_text=gettext_lazy("{name} becomes the name of the person outside the door."),
    )

    def __init__(self, data: Any = None, *, me: Person, group: Group | None = None) -> None:
        super().__init__(data, initial=_as_it_is(group) if group else _at_first())
        self._choose("kind", pills((way.value, way.label) for way in FOR_A_GROUP))
        self._doors = {person.pk: person for person in _who_may_stand_by(me, group)}
        keys.fetch(me.organisation_id, self._doors)
        names = [(pk, person.name) for pk, person in self._doors.items()]
        self._choose("by_the_door", [("", _("To be named")), *names])

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data
        if asked.get("day") and not asked.get("hour") and "hour" not in self.errors:
            self.add_error("hour", _("Choose an hour."))
        elif (at := self.next_at) and at <= clock.now():
            self.add_error("day", _("Choose a day and an hour to come."))
        if asked.get("day") and not asked.get("by_the_door"):
            self.add_error("by_the_door", _("Name someone outside the door, then set a date."))
        if not asked.get("agreement_fr") and not asked.get("agreement_en"):
            self.add_error("agreement_fr", _("Keep the agreement in one language at least."))
        return asked

    def nobody_there(self) -> None:
        """One sentence, true whatever the cause."""
        self.add_error("by_the_door", _("This is not available. Name someone else."))

    @property
    def next_at(self) -> datetime | None:
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get("hour")
        return timezone.make_aware(datetime.combine(day, hour)) if day and hour else None

    @property
    def answers(self) -> dict[str, Any]:
        asked = self.cleaned_data
        names = ("title", "kind", "places", "agreement_fr", "agreement_en")
        door = self._doors.get(asked["by_the_door"])
        return {name: asked[name] for name in names} | {"by_the_door": door, "next_at": self.next_at}


def _who_may_stand_by(me: Person, group: Group | None) -> list[Person]:
    """Everyone who works here and is not inside. Opening a page asks nothing of the keeper; sending it does."""
    inside = [me, *queries.who_sits_in(group)] if group else [me]
    return list(queries.team_here(me.organisation).exclude(pk__in=[person.pk for person in inside]))


def _at_first() -> dict[str, Any]:
    return {"kind": "group", "agreement_fr": agreement_in("fr-ca"), "agreement_en": agreement_in("en-ca")}


def _as_it_is(group: Group) -> dict[str, Any]:
    local = timezone.localtime(group.next_at) if group.next_at else None
    return {
        "title": group.title,
        "kind": group.kind,
        "places": group.places,
        "by_the_door": group.by_the_door_id or "",
        "day": local.date() if local else None,
        "hour": local.time() if local else None,
        "agreement_fr": group.agreement_fr,
        "agreement_en": group.agreement_en,
    }


class GroupMeetingForm(FactsForm):
    """Once for the whole group: date, length, themes, who came."""

    came = forms.MultipleChoiceField(
        label=gettext_lazy("Who came"), widget=forms.CheckboxSelectMultiple, required=False
    )
    heavy = forms.ChoiceField(
        label=gettext_lazy("Was it heavy for you?"), choices=Heavy, widget=forms.RadioSelect, required=False
    )
    to_supervision = forms.BooleanField(label=gettext_lazy("Bring it to supervision"), required=False)
    another = forms.BooleanField(label=gettext_lazy("It’s another meeting"), required=False)

    def __init__(self, data: Any = None, *, group: Group) -> None:
        self.group, self.people = group, {person.pk: person for person in queries.who_sits_in(group)}
        last = queries.meetings_of_group(group).first()
        super().__init__(data, length=last.minutes if last else LENGTHS[-1], way=group.kind)
        del self.fields["way"]
        self._choose("came", [(pk, person.name) for pk, person in self.people.items()])
        self.same_day: Meeting | None = None

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        on = asked.get("on")
        self.same_day = queries.meetings_of_group(self.group).filter(on=on).first() if on else None
        if self.same_day and not asked.get("another"):
            said = _("That day is noted already: %(facts)s. If this is another meeting, tick the box.")
            self.add_error("another", said % {"facts": self.same_day.facts})
        return asked

    @property
    def answers(self) -> dict[str, Any]:
        asked = self.cleaned_data
        return {
            "on": asked["on"],
            "minutes": self.length,
            "themes": asked["themes"],
            "came": [self.people[pk] for pk in asked["came"]],
            "heavy": asked["heavy"],
            "to_supervision": asked["to_supervision"],
        }
