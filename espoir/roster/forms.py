from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext, pgettext

from espoir.roster.headings import HEADINGS, WORDS, Columns, Field, What
from espoir.roster.queries import Judged
from espoir.roster.reading import LIMIT, too_big
from espoir.roster.recognising import Answers, Order, shorten
from espoir.roster.rows import OUT, Choices, Doubt, State, Verdict, cell_key

QUESTIONS = 8  # asked on one page
FEW = 6


class BringForm(forms.Form):
    what = forms.ChoiceField(label=_lazy("What does it hold?"), choices=What.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_lazy("The file"),
        help_text=_lazy("CSV, TSV or XLSX, up to 10 MB. The first row that holds headings is found by itself."),
        error_messages={
            "required": _lazy("Choose a file to go on."),
            "empty": _lazy("This file is empty. Choose another one."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMIT:
            raise forms.ValidationError(too_big(file.size))
        return file


# -- questions --------------------------------------------------------------------------------------------------------


@dataclass
class Question:
    """One thing to ask, and every row that waits for it."""

    doubt: Doubt
    rows: list[int] = field(default_factory=list)

    @property
    def choices(self) -> Answers:
        if self.doubt.about_the_row:
            return (("keep", _("Yes: save it too")), (OUT, pgettext("row", "Leave it out")))
        if not (self.doubt.orders or self.doubt.answers):
            return ()
        leave = ngettext("Leave %(count)d row out", "Leave %(count)d rows out", len(self.rows))
        return (*(self.doubt.orders or self.doubt.answers), (OUT, leave % {"count": len(self.rows)}))

    @property
    def where(self) -> str:
        said = {"row": self.rows[0], "heading": self.doubt.heading, "text": shorten(self.doubt.text)}
        if not self.doubt.text:
            return _("Row %(row)d, column “%(heading)s”: empty.") % said
        return _("Row %(row)d, column “%(heading)s”: “%(text)s”.") % said

    @property
    def words(self) -> str:
        more = len(self.rows) - 1
        if not more:
            return self.doubt.reason
        said = {"reason": self.doubt.reason, "count": more}
        return ngettext("%(reason)s (and %(count)d other row)", "%(reason)s (and %(count)d other rows)", more) % said


def questions(verdicts: list[Verdict]) -> list[Question]:
    """The same doubt is asked once, whatever the number of its rows."""
    found: dict[object, Question] = {}
    for verdict in verdicts:
        for doubt in verdict.doubts if verdict.state is State.DOUBTFUL else []:
            mark = verdict.row if doubt.about_the_row else (doubt.heading if doubt.orders else doubt.key)
            found.setdefault((mark, bool(doubt.orders)), Question(doubt)).rows.append(verdict.row)
    return list(found.values())


class QuestionsForm(forms.Form):
    """The first questions that stand; any of them may stay open."""

    def __init__(self, data: Any, *, asked: list[Question]) -> None:
        super().__init__(data)
        self.asked = asked[:QUESTIONS]
        for place, question in enumerate(self.asked):
            self.fields[f"q{place}"] = _asking(question)

    def answered(self, choices: Choices) -> Choices:
        for place, question in enumerate(self.asked):
            answer = self.cleaned_data[f"q{place}"]
            if answer != "":
                _write_down(choices, question, "" if answer == EMPTY else answer)
        return choices


EMPTY = "-"  # « leave it empty », told apart from no answer at all


def _asking(question: Question) -> forms.Field:
    if not question.choices:
        return forms.CharField(
            label=question.words,
            required=False,
            max_length=200,
            help_text=_("%(where)s Write what it should say, or “%(out)s” to leave it out.")
            % {"where": question.where, "out": OUT},
        )
    choices = [(value or EMPTY, words) for value, words in question.choices]
    if len(choices) <= FEW:
        radios = forms.RadioSelect
        return forms.ChoiceField(
            label=question.words, required=False, choices=choices, widget=radios, help_text=question.where
        )
    choices = [("", _("Choose")), *choices]
    return forms.ChoiceField(label=question.words, required=False, choices=choices, help_text=question.where)


def _write_down(choices: Choices, question: Question, answer: str) -> None:
    doubt = question.doubt
    if answer == OUT:
        choices.out += [row for row in question.rows if row not in choices.out]
    elif doubt.about_the_row:
        choices.kept += [row for row in question.rows if row not in choices.kept]
    elif doubt.orders:
        choices.orders[doubt.heading] = Order(answer)
    else:
        choices.answers[doubt.key] = answer


# -- columns and rows -------------------------------------------------------------------------------------------------


class ColumnsForm(forms.Form):
    """What each column is for, and in which order its dates are written."""

    def __init__(self, data: Any, *, judged: Judged, what: What, choices: Choices) -> None:
        super().__init__(data)
        self.columns, self.what = judged.columns, what
        if len(judged.names) > 1:
            sheets = [(name, name) for name in judged.names]
            self.fields["sheet"] = forms.ChoiceField(label=_("Sheet"), choices=sheets, initial=judged.sheet.name)
        for place, heading in self._headings():
            now = self.columns.fields.get(place)
            self.fields[f"c{place}"] = _column(heading, what, now)
            if now in (Field.SINCE, Field.ON):
                self.fields[f"o{place}"] = _order(heading, choices.orders.get(heading, ""))

    def _headings(self) -> Iterator[tuple[int, str]]:
        return ((place, heading) for place, heading in enumerate(self.columns.headings) if heading)

    def clean(self) -> dict[str, Any]:
        chosen = [value for name, value in self.cleaned_data.items() if name[0] == "c" and value]
        if len(chosen) != len(set(chosen)):
            self.add_error(None, _("Two columns are for the same thing. Leave one of them out."))
        return self.cleaned_data

    def chosen(self, choices: Choices) -> Choices:
        for place, heading in self._headings():
            choices.columns[heading] = self.cleaned_data[f"c{place}"]
            choices.orders[heading] = self.cleaned_data.get(f"o{place}", "")
        return choices


def _column(heading: str, what: What, now: Field | None) -> forms.Field:
    fields = [("", _("leave it out")), *((name.value, str(WORDS[name])) for name in HEADINGS[what])]
    return forms.ChoiceField(
        label=_("“%(heading)s” is") % {"heading": heading}, required=False, choices=fields, initial=now
    )


def _order(heading: str, now: str) -> forms.Field:
    orders = [
        ("", _("as the rows show")),
        (Order.DAY_FIRST.value, _("day first: 31/12")),
        (Order.MONTH_FIRST.value, _("month first: 12/31")),
        (Order.YEAR_FIRST.value, _("year first: 26-12-31")),
    ]
    return forms.ChoiceField(
        label=_("Dates of “%(heading)s”") % {"heading": heading}, required=False, choices=orders, initial=now
    )


class RowForm(forms.Form):
    """One row, box by box."""

    def __init__(self, data: Any, *, columns: Columns, verdict: Verdict) -> None:
        super().__init__(data)
        self.columns, self.row = columns, verdict.row
        reasons = {doubt.heading: doubt.reason for doubt in verdict.doubts}
        for place, text in zip(columns.fields, verdict.shown, strict=True):
            heading = columns.headings[place]
            self.fields[f"c{place}"] = forms.CharField(
                label=heading, required=False, max_length=200, initial=text, help_text=reasons.get(heading, "")
            )

    def written(self, choices: Choices) -> Choices:
        for place in self.columns.fields:
            name = f"c{place}"
            if self.cleaned_data[name] != (self.fields[name].initial or ""):
                choices.cells[cell_key(self.row, self.columns.headings[place])] = self.cleaned_data[name]
        return choices
