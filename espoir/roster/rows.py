"""A sheet → one verdict a row: to save, already here, or doubtful with its reason. The database is not touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from espoir.roster import values
from espoir.roster.headings import Columns, Field, What
from espoir.roster.reading import EMPTY, Cell, Kind, Line, Sheet
from espoir.roster.recognising import Answers, Order, Unclear, fold, order_of, shorten
from espoir.roster.values import Found, Known

OUT = "\N{EM DASH}"  # the answer that leaves a row out
TOTAL = re.compile(r"(sous |grand )?(total|totaux)|sub ?total|grand total|somme|sum|moyenne|average")
SUMS = re.compile(r"=\s*(sum|somme|subtotal|sous\.total|average|moyenne|count|counta|nb|nbval)\b", re.IGNORECASE)


class State(StrEnum):
    SAVE = "save"
    ALREADY = "already"
    DOUBTFUL = "doubtful"
    OUT = "out"


@dataclass(frozen=True)
class Doubt:
    heading: str
    text: str
    reason: str
    answers: Answers = ()
    orders: Answers = ()  # the same box in each order of dates: one answer is good for the whole column
    about_the_row: bool = False  # the whole row is in question: the answer is to save it too, or to leave it out

    @property
    def key(self) -> str:
        return key(self.heading, self.text)


@dataclass
class Verdict:
    row: int
    state: State = State.SAVE
    values: dict[Field, Any] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # small things left out of a row that is saved
    same_as: int | None = None  # the row of this file that says the same


@dataclass
class Choices:
    """What whoever brought the file decided so far."""

    columns: dict[str, str] = field(default_factory=dict)  # heading → field, "" leaves it out
    orders: dict[str, str] = field(default_factory=dict)  # heading → dmy, mdy or ymd
    answers: dict[str, str] = field(default_factory=dict)  # heading and text → the text to read instead
    cells: dict[str, str] = field(default_factory=dict)  # "row heading" → the text to read instead
    kept: list[int] = field(default_factory=list)  # rows that look the same as another, and are not
    out: list[int] = field(default_factory=list)


def key(heading: str, text: str) -> str:
    return f"{heading}\n{text}"


def cell_key(row: int, heading: str) -> str:
    return f"{row}\n{heading}"


def judge(
    sheet: Sheet,
    columns: Columns,
    what: What,
    *,
    known: Known,
    choices: Choices,
    today: date,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Verdict]:
    """Every row that is not blank, in the order of the file."""
    judging = _Judging(columns, what, known, choices, today, _orders(sheet, columns, choices))
    verdicts = []
    for done, line in enumerate(columns.rows(sheet), start=1):
        verdicts.append(judging.verdict(line))
        progress(done)
    return verdicts


def _orders(sheet: Sheet, columns: Columns, choices: Choices) -> dict[str, Order | None]:
    """In which order each column of dates writes them: as chosen, or as its rows decide together."""
    orders: dict[str, Order | None] = {}
    for place, name in columns.fields.items():
        if name in (Field.SINCE, Field.ON):
            heading = columns.headings[place]
            texts = (line.cells[place].text for line in columns.rows(sheet) if place < len(line.cells))
            orders[heading] = Order(choices.orders[heading]) if choices.orders.get(heading) else order_of(texts)
    return orders


@dataclass
class _Judging:
    columns: Columns
    what: What
    known: Known
    choices: Choices
    today: date
    orders: dict[str, Order | None]
    seen: dict[Any, list[tuple[int, dict[Field, Any]]]] = field(default_factory=dict)

    def verdict(self, line: Line) -> Verdict:
        verdict = Verdict(line.number, shown=tuple(text for _name, _heading, text in self._shown(line)))
        if line.number in self.choices.out:
            verdict.state = State.OUT
            return verdict
        total = _adds_up(line, self.columns)
        if total is not None:
            verdict.doubts.append(total)
        else:
            self._read(line, verdict)
        if verdict.doubts and verdict.state is State.SAVE:
            verdict.state = State.DOUBTFUL
        if verdict.state is State.SAVE:
            self._compare(verdict)
        return verdict

    def _shown(self, line: Line) -> Iterator[tuple[Field, str, str]]:
        for place, name in self.columns.fields.items():
            yield name, self.columns.headings[place], self.known.name_behind(self._cell(line, place).text)

    def _cell(self, line: Line, place: int) -> Cell:
        """What the box says, or what was answered instead."""
        cell = line.cells[place] if place < len(line.cells) else EMPTY
        heading = self.columns.headings[place]
        written = self.choices.cells.get(cell_key(line.number, heading))
        answered = self.choices.answers.get(key(heading, cell.text))
        replaced = written if written is not None else answered
        return cell if replaced is None else Cell(replaced)

    def _read(self, line: Line, verdict: Verdict) -> None:
        for place, name in self.columns.fields.items():
            cell, heading = self._cell(line, place), self.columns.headings[place]
            if cell.text == OUT:
                verdict.state = State.OUT
                return
            try:
                found = self._value(name, cell, heading, line.number)
            except Unclear as unclear:
                raw = line.cells[place].text if place < len(line.cells) else ""
                verdict.doubts.append(Doubt(heading, raw, unclear.reason, unclear.answers, unclear.orders))
            else:
                verdict.values[name] = found.value
                verdict.notes += found.notes
                verdict.values.update(found.others)
        for missing in self.columns.missing:
            verdict.doubts.append(Doubt(self.columns.heading_of(missing), "", values.missing(missing)))

    def _value(self, name: Field, cell: Cell, heading: str, row: int) -> Found:
        if cell.kind is Kind.FORMULA:
            raise Unclear(
                _("This box holds a formula: “%(text)s”. Write what it should say.") % {"text": shorten(cell.text)}
            )
        if cell.kind is Kind.ODD:
            raise Unclear(_("This box holds signs that can’t be seen. Write it again."))
        context = values.Context(heading, row, self.today, self.orders.get(heading), self.known)
        return values.READERS[self.what][name](cell.text, context)

    def _compare(self, verdict: Verdict) -> None:
        """Is it already here, or on a row above?"""
        identity = values.identity(self.what, verdict.values)
        above = self.seen.setdefault(identity, [])
        same = [row for row, each in above if values.agree(self.what, each, verdict.values)]
        here = self.known.same(self.what, identity, verdict.values)
        if verdict.row not in self.choices.kept:
            if same or here is True:
                verdict.state, verdict.same_as = State.ALREADY, same[0] if same else None
                return
            if above or here is False:
                verdict.state = State.DOUBTFUL
                verdict.doubts.append(self._perhaps_the_same(verdict, [row for row, _each in above]))
                return
        above.append((verdict.row, verdict.values))

    def _perhaps_the_same(self, verdict: Verdict, rows: list[int]) -> Doubt:
        name = Field.NAME if self.what is not What.MEETINGS else Field.ON
        return Doubt(
            self.columns.heading_of(name),
            verdict.shown[0] if verdict.shown else "",
            _same_meeting(rows) if self.what is What.MEETINGS else _same_name(rows),
            about_the_row=True,
        )


def _same_name(rows: list[int]) -> str:
    if rows:
        return _("Row %(row)d has the same name, and says something else. Is it someone else?") % {"row": rows[0]}
    return _("Someone here has the same name, and another date. Is it someone else?")


def _same_meeting(rows: list[int]) -> str:
    if rows:
        return _("Row %(row)d is a meeting of the same two, on the same day. Is it another one?") % {"row": rows[0]}
    return _("A meeting of these two is noted on that day already. Is it another one?")


def _adds_up(line: Line, columns: Columns) -> Doubt | None:
    formulas = [cell for cell in line.cells if cell.kind is Kind.FORMULA]
    first = next((cell for cell in line.cells if cell.text), EMPTY)
    if any(SUMS.match(cell.text) for cell in formulas) or (formulas and TOTAL.fullmatch(fold(first.text))):
        place = line.cells.index(first)
        heading = columns.headings[place] if place < len(columns.headings) else ""
        return Doubt(heading, first.text, _("This row adds up the others. It is left out."))
    return None


def counted(verdicts: list[Verdict]) -> dict[State, int]:
    return {state: sum(verdict.state is state for verdict in verdicts) for state in State}
