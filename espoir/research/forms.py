from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir.organisations.models import Person
from espoir.research import queries, rules
from espoir.research.models import Audience, BothTongues, Edition, Phase, Study, Trait
from espoir.research.shipped import APART, EN, FR, SEVEN
from espoir.ui.fields import day, not_over, whole

Parts = list[dict[str, str]]
SHORT = {FR: "fr", EN: "en"}
MOST_ANSWERS = 20


def line(label: Any, language: str, most: int) -> forms.CharField:
    box = forms.TextInput(attrs={"autocomplete": "off", "lang": language})
    return forms.CharField(label=label, max_length=most, required=False, widget=box)


def area(label: Any, language: str, most: int, rows: int = 3) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "lang": language})
    return forms.CharField(label=label, max_length=most, required=False, widget=box)


class InBoth(forms.Form):
    """Fields in pairs, `…_fr` and `…_en`."""

    def both(self, name: str) -> BothTongues:
        return {language: self.cleaned_data.get(f"{name}_{short}", "") for language, short in SHORT.items()}


def first_of(name: str, words: BothTongues) -> dict[str, str]:
    """What such a pair of fields begins with."""
    return {f"{name}_{short}": words.get(language, "") for language, short in SHORT.items()}


class BeginForm(InBoth):
    title_fr = line(gettext_lazy("Its title in French"), FR, 100)
    title_en = line(gettext_lazy("Its title in English"), EN, 100)
    with_me = forms.BooleanField(label=gettext_lazy("I am on the team"), required=False)
    team = forms.MultipleChoiceField(
        label=gettext_lazy("Who of the research team begins it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in queries.research_team(by.organisation) if person != by}
        team: Any = self.fields["team"]
        team.choices = [(pk, person.name) for pk, person in self.people.items()]
        if not self.people:
            del self.fields["team"]

    @property
    def chosen(self) -> list[Person]:
        return [self.people[pk] for pk in self.cleaned_data.get("team", ())]

    def clean(self) -> dict[str, Any]:
        said = {**self.cleaned_data}
        if not any(self.both("title").values()):
            self.add_error("title_fr", _("Write a title, in one language at least."))
        if not said.get("with_me") and not said.get("team"):
            self.add_error("with_me", _("Choose who is on the team. Only they open the study."))
        return said


class WordsForm(InBoth):
    title_fr = line(gettext_lazy("Title, in French"), FR, 100)
    title_en = line(gettext_lazy("Title, in English"), EN, 100)
    about_fr = area(gettext_lazy("The subject in one or two sentences, in French"), FR, 400)
    about_en = area(gettext_lazy("The subject in one or two sentences, in English"), EN, 400)
    contact_fr = line(gettext_lazy("Whom to ask, and how, in French"), FR, 200)
    contact_en = line(gettext_lazy("Whom to ask, and how, in English"), EN, 200)
    thanks_fr = line(gettext_lazy("What people receive, if anything, in French"), FR, 200)
    thanks_en = line(gettext_lazy("What people receive, if anything, in English"), EN, 200)
    plan = forms.CharField(
        label=gettext_lazy("What we want to learn, and how: for the team alone"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )

    @staticmethod
    def first(study: Study) -> dict[str, str]:
        pairs = {"title": study.title, "about": study.about, "contact": study.contact, "thanks": study.thanks}
        return {"plan": study.plan, **{key: say for name in pairs for key, say in first_of(name, pairs[name]).items()}}

    def clean(self) -> dict[str, Any]:
        if not any(self.both("title").values()):
            self.add_error("title_fr", _("Write a title, in one language at least."))
        if len([words for words in self.both("thanks").values() if words]) == 1:
            self.add_error("thanks_fr", _("Say it in both languages, or leave both empty."))
        return {**self.cleaned_data}


class DatesForm(forms.Form):
    take_out_until = day(gettext_lazy("Until which day can people take their words out of the report?"))
    raw_until = day(gettext_lazy("By which day is all that they said destroyed?"))

    def clean_take_out_until(self) -> date:
        return not_over(self.cleaned_data["take_out_until"])

    def clean(self) -> dict[str, Any]:
        said = {**self.cleaned_data}
        if {"take_out_until", "raw_until"} <= said.keys() and said["raw_until"] <= said["take_out_until"]:
            self.add_error("raw_until", _("Choose a day after the first one: the report is written between the two."))
        return said


class PhaseForm(InBoth):
    name_fr = line(gettext_lazy("Its name in French"), FR, 60)
    name_en = line(gettext_lazy("Its name in English"), EN, 60)
    first_day = day(gettext_lazy("From which day, if you know it?"), required=False)
    last_day = day(gettext_lazy("Up to which day?"), required=False)

    @staticmethod
    def first(phase: Phase | None) -> dict[str, Any]:
        if phase is None:
            return {}
        return {**first_of("name", phase.name), "first_day": phase.first_day, "last_day": phase.last_day}

    def clean(self) -> dict[str, Any]:
        said = {**self.cleaned_data}
        if not all(self.both("name").values()):
            self.add_error("name_fr", _("Write the name in both languages."))
        if said.get("first_day") and said.get("last_day") and said["last_day"] < said["first_day"]:
            self.add_error("last_day", _("Choose the same day or a later one."))
        return said


WAYS = [
    ("by_interview", gettext_lazy("In an interview")),
    ("in_writing", gettext_lazy("In writing")),
    ("call_offered", gettext_lazy("A call of 15 minutes first, if they like")),
]
STARTS = [
    ("people", gettext_lazy("People who speak for themselves")),
    ("teams", gettext_lazy("People who speak for an organization")),
]


class AudienceForm(InBoth):
    name_fr = line(gettext_lazy("Who are they, in a few words, in French"), FR, 60)
    name_en = line(gettext_lazy("Who are they, in a few words, in English"), EN, 60)
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("How can they take part?"),
        choices=WAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = whole(gettext_lazy("How many minutes does an interview take, at most?"), least=10, most=180, initial=60)
    phase = forms.ChoiceField(label=gettext_lazy("In which phase?"), required=False, widget=forms.RadioSelect)
    start = forms.ChoiceField(
        label=gettext_lazy("Which questions do we start from? You can change every one."),
        choices=STARTS,
        initial="people",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, study: Study, audience: Audience | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phases = {phase.pk: phase for phase in Phase.objects.of(study.organisation).filter(study=study)}
        phase: Any = self.fields["phase"]
        phase.choices = [("", _("No phase")), *((pk, row.called) for pk, row in self.phases.items())]
        if not self.phases:
            del self.fields["phase"]
        if audience is not None:
            del self.fields["start"]

    @staticmethod
    def first(audience: Audience | None) -> dict[str, Any]:
        if audience is None:
            return {"ways": [code for code, _words in WAYS], "minutes": 60, "start": "people"}
        ways = [code for code, _words in WAYS if getattr(audience, code)]
        minutes = {"minutes": audience.minutes, "phase": audience.phase_id or ""}
        return {**first_of("name", audience.name), "ways": ways, **minutes}

    def clean(self) -> dict[str, Any]:
        said = {**self.cleaned_data}
        if not all(self.both("name").values()):
            self.add_error("name_fr", _("Write the name in both languages."))
        if not {"by_interview", "in_writing"} & set(said.get("ways", ())):
            self.add_error("ways", _("Choose an interview, writing or both."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        ways = {code: code in said["ways"] for code, _words in WAYS}
        phase = {"phase": self.phases.get(said["phase"])} if self.phases else {}
        return {"name": self.both("name"), "minutes": said["minutes"], **ways, **phase}


class TraitForm(InBoth):
    name_fr = line(gettext_lazy("What it is, in French"), FR, 60)
    name_en = line(gettext_lazy("What it is, in English"), EN, 60)
    answers_fr = area(gettext_lazy("Answers in French, one a line"), FR, 1000, rows=6)
    answers_en = area(gettext_lazy("Answers in English, one a line, in the same order"), EN, 1000, rows=6)
    several = forms.BooleanField(label=gettext_lazy("More than one answer may be true"), required=False)

    @staticmethod
    def first(name: BothTongues, answers: list[dict[str, str]], several: bool) -> dict[str, Any]:
        lines = {language: "\n".join(answer[language] for answer in answers) for language in SHORT}
        return {**first_of("name", name), **first_of("answers", lines), "several": several}

    @staticmethod
    def of(trait: Trait) -> dict[str, Any]:
        return TraitForm.first(trait.name, trait.answers, trait.several)

    @property
    def answers(self) -> list[BothTongues]:
        lines = {
            language: [words.strip() for words in said.splitlines() if words.strip()]
            for language, said in self.both("answers").items()
        }
        return [{FR: french, EN: english} for french, english in zip(lines[FR], lines[EN], strict=False)]

    def clean(self) -> dict[str, Any]:
        if not all(self.both("name").values()):
            self.add_error("name_fr", _("Write it in both languages."))
        counts = {
            len([words for words in said.splitlines() if words.strip()]) for said in self.both("answers").values()
        }
        if len(counts) > 1:
            self.add_error("answers_en", _("Both languages need the same number of lines, in the same order."))
        elif not 2 <= counts.pop() <= MOST_ANSWERS:
            self.add_error("answers_fr", _("Write from two to twenty answers."))
        return {**self.cleaned_data}


class TeamForm(forms.Form):
    person = forms.ChoiceField(
        label=gettext_lazy("Who joins the team?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose someone.")},
    )
    meets_people = forms.BooleanField(
        label=gettext_lazy("Calls and meets people: opens who they are and how to reach them"), required=False
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        field: Any = self.fields["person"]
        field.choices = [(pk, person.name) for pk, person in self.people.items()]

    @property
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


SPARE = {Edition.Kind.SHEET: 1, Edition.Kind.QUESTIONS: 2, Edition.Kind.CONSENT: 1}


class PartsForm(forms.Form):
    """A draft in both languages, part by part. A part left empty in both is out; empty ones at the end are to add."""

    def __init__(self, *args: Any, kind: str, parts: dict[str, Parts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.parts = kind, parts
        self.codes = self._codes()
        for number, _code in enumerate(self.codes):
            for language in rules.LANGUAGES:
                self._add(number, language)

    def _codes(self) -> list[str]:
        codes = [part.get("code", "") for part in self.parts[FR]]
        letter = "q" if self.kind == Edition.Kind.QUESTIONS else "s"
        taken = [int(code[1:]) for code in codes if code[:1] == letter and code[1:].isdigit()]
        after = max(taken, default=0)
        return [*codes, *(f"{letter}{after + number}" for number in range(1, SPARE[Edition.Kind(self.kind)] + 1))]

    def _add(self, number: int, language: str) -> None:
        part = self.parts[language][number] if number < len(self.parts[language]) else {}
        in_french = language == FR
        if self.kind == Edition.Kind.SHEET:
            label = _("Heading in French") if in_french else _("Heading in English")
            heading = line(label, language, 80)
            heading.initial = part.get("heading", "")
            self.fields[f"h{number}_{SHORT[language]}"] = heading
        label = _("In French") if in_french else _("In English")
        rows = 4 if self.kind == Edition.Kind.SHEET else 2
        words = area(label, language, 1500, rows)
        words.initial = part.get("text", "")
        self.fields[f"t{number}_{SHORT[language]}"] = words

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The fields of each part, together."""
        return [
            {"number": number + 1, "is_new": number >= len(self.parts[FR]), "fields": self._fields_of(number)}
            for number in range(len(self.codes))
        ]

    def _fields_of(self, number: int) -> list[Any]:
        names = [f"{letter}{number}_{short}" for short in SHORT.values() for letter in "ht"]
        return [self[name] for name in names if name in self.fields]

    def _said(self, number: int, language: str) -> dict[str, str]:
        short, said = SHORT[language], self.cleaned_data
        words = said.get(f"t{number}_{short}", "").replace("\r\n", "\n").strip()
        if self.kind == Edition.Kind.SHEET:
            return {"heading": said.get(f"h{number}_{short}", "").strip(), "text": words}
        return {"code": self.codes[number], "text": words}

    @property
    def written(self) -> dict[str, Parts]:
        kept = [
            number
            for number in range(len(self.codes))
            if any(self._said(number, language)["text"] for language in rules.LANGUAGES)
        ]
        return {language: [self._said(number, language) for number in kept] for language in rules.LANGUAGES}

    def clean(self) -> dict[str, Any]:
        written = self.written[FR]
        kept = {part.get("code", "") for part in written}
        for number, code in enumerate(self.codes):
            needed = code in SEVEN or (code in APART and number < len(self.parts[FR]))
            if needed and code not in kept:
                self.add_error(f"t{number}_fr", _("This one stays. You can say it in your own words."))
        if not written:
            raise forms.ValidationError(_("Write at least one part."))
        return {**self.cleaned_data}
