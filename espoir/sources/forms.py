from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy

from espoir import clock
from espoir.cores import bibliography
from espoir.cores.bibliography import Author, Record, WrongPeriods
from espoir.cores.bibliography.persons import author
from espoir.organisations.owned import OwnedQuerySet
from espoir.sources import lists
from espoir.sources.models import Grid, Search, called

LIMIT = 5_000_000  # bytes
LONGEST_LIST = 4000
LISTS = ("kinds", "places", "sectors", "reasons")
FORMS = (
    ("article-journal", _lazy("an article")),
    ("book", _lazy("a book")),
    ("chapter", _lazy("a chapter of a book")),
    ("report", _lazy("a report")),
    ("thesis", _lazy("a thesis")),
    ("paper-conference", _lazy("a conference paper")),
    ("article", _lazy("a preprint")),
    ("webpage", _lazy("a page on the web")),
    ("document", _lazy("something else")),
)


class SearchForm(forms.Form):
    where = forms.CharField(label=_lazy("Where"), max_length=100, error_messages={"required": _lazy("Say where.")})
    way = forms.ChoiceField(label=_lazy("What is it?"), choices=Search.Way.choices)
    terms = forms.CharField(
        label=_lazy("The words you looked for"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = forms.DateField(
        label=_lazy("On what day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _lazy("Choose a day."), "invalid": _lazy("Choose a day.")},
    )
    found = forms.IntegerField(
        label=_lazy("How many came up, if you know"), required=False, min_value=0, max_value=10_000_000
    )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("That day hasn’t come yet. Choose today or a day before."))
        return self.cleaned_data["on"]


def _search_field(searches: OwnedQuerySet[Search]) -> forms.ChoiceField:
    choices = [("", _("none of these")), *((each.pk, each.where) for each in searches)]
    return forms.ChoiceField(label=_("Which search does it come from?"), choices=choices, required=False)


class FileForm(forms.Form):
    file = forms.FileField(
        label=_lazy("The file"),
        help_text=_lazy("RIS, BibTeX or CSV, up to 5 MB."),
        error_messages={
            "required": _lazy("Choose a file to go on."),
            "empty": _lazy("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args: Any, searches: OwnedQuerySet[Search], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["search"] = _search_field(searches)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMIT:
            raise forms.ValidationError(_("This file wasn’t added: the limit is 5 MB. Cut it into smaller files."))
        return file


class WorkForm(forms.Form):
    """A work by hand. Only a title or an author is needed."""

    form = forms.ChoiceField(label=_lazy("What it is"), choices=FORMS)
    title = forms.CharField(label=_lazy("Title"), max_length=600, required=False)
    authors = forms.CharField(
        label=_lazy("Authors"),
        help_text=_lazy("One a line: last name, then a comma and the first name. An organization: its whole name."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    year = forms.IntegerField(label=_lazy("Year"), required=False, min_value=1500, max_value=2199)
    container = forms.CharField(label=_lazy("Journal, book or site it is in"), max_length=300, required=False)
    volume = forms.CharField(label=_lazy("Volume"), max_length=40, required=False)
    issue = forms.CharField(label=_lazy("Number"), max_length=40, required=False)
    pages = forms.CharField(label=pgettext_lazy("of a journal", "Pages"), max_length=60, required=False)
    publisher = forms.CharField(label=_lazy("Publisher, or university"), max_length=300, required=False)
    place = forms.CharField(label=_lazy("City of the publisher"), max_length=120, required=False)
    doi = forms.CharField(label=_lazy("DOI"), max_length=200, required=False)
    url = forms.CharField(label=_lazy("Address on the web"), max_length=1000, required=False)
    abstract = forms.CharField(
        label=_lazy("Summary"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, before: Record | None, searches: OwnedQuerySet[Search] | None = None, **kwargs: Any):
        self.before = before or Record(form="article-journal")
        kwargs["initial"] = self._said()
        super().__init__(*args, **kwargs)
        known = dict(FORMS)
        if self.before.form not in known:  # from a file: rarer than what the list offers
            self.fields["form"].choices = [(self.before.form, self.before.form), *FORMS]  # type: ignore[attr-defined]
        if searches is not None:
            self.fields["search"] = _search_field(searches)

    def _said(self) -> dict[str, Any]:
        said = {name: getattr(self.before, name) for name in self.base_fields}
        said["authors"] = "\n".join(
            one.whole if one.given or " " not in one.family else f"{one.family}," for one in self.before.authors
        )
        return said

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("title") and not said.get("authors", "").strip():
            self.add_error("title", _("Write a title or an author."))
        return said

    def work(self) -> Record:
        said = {name: self.cleaned_data.get(name) or "" for name in self.base_fields if name not in ("authors", "year")}
        year = self.cleaned_data.get("year")
        said["doi"] = bibliography.doi_in(said["doi"])
        return Record(**{**vars(self.before), **said, "authors": self._authors(), "year": year,
                         "year_said": self._year_said(year)})  # fmt: skip

    def _year_said(self, year: int | None) -> str:
        return self.before.year_said if year == self.before.year else str(year or "")

    def _authors(self) -> tuple[Author, ...]:
        lines = self.cleaned_data.get("authors", "").splitlines()
        return tuple(author(line) for line in lines if line.strip(" ,"))


class SortForm(forms.Form):
    """Where a work goes in the study's own lists."""

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"kind": _("Kind"), "studied_in": _("Where the study was done"), "sector": _("Sector")}
        for (name, label), words in zip(labels.items(), (grid.kinds, grid.places, grid.sectors), strict=True):
            choices = [("", _("not said")), *((word["code"], called(words, word["code"])) for word in words)]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.fields["publisher_country"] = forms.CharField(
            label=_("Country of the publisher, kept apart"), max_length=80, required=False
        )


class SayForm(forms.Form):
    """Yes or no; a no by the full text says why."""

    answer = forms.ChoiceField(
        label=_lazy("Do we keep it?"),
        choices=[("yes", pgettext_lazy("source", "Keep it")), ("no", pgettext_lazy("source", "Leave it out"))],
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Choose one of the two.")},
    )

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("no reason")), *((word["code"], called(grid.reasons, word["code"])) for word in grid.reasons)]
        self.fields["reason"] = forms.ChoiceField(label=_("If not, why?"), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("answer") == "no" and not said.get("reason"):
            self.add_error("reason", _("Choose why. It is counted in the flow."))
        return said

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class GridForm(forms.Form):
    voters = forms.TypedChoiceField(
        label=_lazy("Who looks at each source?"),
        choices=[(2, _lazy("two people, each without seeing what the other says")), (1, _lazy("one person"))],
        coerce=int,
        widget=forms.RadioSelect,
    )
    by_title = forms.BooleanField(label=_lazy("Look at titles and summaries first"), required=False)
    kinds = forms.CharField(label=_lazy("Kinds"), max_length=LONGEST_LIST, required=False)
    places = forms.CharField(label=_lazy("Places where a study was done"), max_length=LONGEST_LIST, required=False)
    sectors = forms.CharField(label=_lazy("Sectors"), max_length=LONGEST_LIST, required=False)
    reasons = forms.CharField(label=_lazy("Reasons to leave a source out"), max_length=LONGEST_LIST, required=False)
    periods = forms.CharField(
        label=_lazy("Periods"), help_text=_lazy("One a line: 2010-2015"), max_length=400, required=False
    )

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        self.grid = grid
        said = {name: lists.as_lines(getattr(grid, name)) for name in LISTS}
        said["periods"] = "\n".join(f"{first}-{last}" for first, last in grid.periods)
        kwargs["initial"] = {"voters": grid.voters, "by_title": grid.by_title, **said}
        super().__init__(*args, **kwargs)
        for name in (*LISTS, "periods"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 5})
        for name in LISTS:
            self.fields[name].help_text = _("One a line: in French | in English.")

    def clean_periods(self) -> list[list[int]]:
        try:
            parted = [line.replace("–", "-").partition("-") for line in self.cleaned_data["periods"].split() if line]
            periods = [(int(first), int(last or first)) for first, _dash, last in parted]
            bibliography.check_periods(periods)
        except ValueError as wrong:
            raise forms.ValidationError(_("Write a period a line, like 2010-2015.")) from wrong
        except WrongPeriods as wrong:
            raise forms.ValidationError(_("A year can be in one period only, and a period goes forward.")) from wrong
        return [list(period) for period in sorted(periods)]

    def values(self) -> dict[str, Any]:
        said = {name: lists.from_lines(self.cleaned_data[name], getattr(self.grid, name)) for name in LISTS}
        return {**said, "periods": self.cleaned_data["periods"]}
