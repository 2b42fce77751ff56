"""A calm day: at most five cards, made of what each room has to say to this person and of what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS_AP, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from espoir import clock
from espoir.i18n import say
from espoir.i18n.say import in_french
from espoir.organisations.models import Person
from espoir.organisations.promises import Owing, Promise, promises_of
from espoir.organisations.todays import Line, lines_for
from espoir.ui.frame import beyond_the_menu

MOST_CARDS = 5
MOST_NEXT = 7  # of what is not due yet; the rest comes into sight as this is done


@dataclass
class Row:
    line: Line

    @property
    def is_today(self) -> bool:
        return self.line.when is not None and _day(self.line.when) == clock.today()

    @property
    def badge(self) -> tuple[str, str, str] | None:
        """« jeu. 26 nov. », for another day than today."""
        if self.line.when is None or self.is_today:
            return None
        day = _day(self.line.when)
        weekday = f"{WEEKDAYS_ABBR[day.weekday()]}{'.' if in_french() else ''}"
        return weekday, str(day.day), str(MONTHS_AP[day.month])

    @property
    def hour(self) -> str:
        """The hour of another day, unless the room has said it already."""
        said = say.hour(self.line.when) if self.line.when else ""
        return "" if said in self.line.detail else said


@dataclass
class Card:
    title: str
    rows: list[Row] = field(default_factory=list)
    late: list[Promise] = field(default_factory=list)
    due: list[Promise] = field(default_factory=list)
    next: list[Promise] = field(default_factory=list)
    is_owed: bool = False  # what the organisation owes the reader, rather than what the reader owes for it
    is_quiet: bool = False
    is_beside: bool = False

    @property
    def is_sorted(self) -> bool:
        """Does it need headings to tell what is late from what comes next?"""
        return bool(self.late or self.due)

    def __bool__(self) -> bool:
        return bool(self.rows or self.late or self.due or self.next)


@dataclass
class Day:
    lead: str
    cards: list[Card]

    @property
    def columns(self) -> list[list[Card]]:
        """What is for today, and beside it what can wait; one column when there is only one kind."""
        first = [card for card in self.cards if not card.is_beside]
        beside = [card for card in self.cards if card.is_beside]
        return [column for column in (first, beside) if column]


def day_of(person: Person) -> Day:
    lines = [*lines_for(person), *_from_the_menu(person)]
    # Those who come for support hear of what they are owed from each room, in words that are for them.
    promises = promises_of(person) if person.is_staff_here else Owing([], [])
    now, work = _card(_("Coming up"), lines, "now"), _queue(promises.kept, lines)
    cards = [
        now,
        work,
        _card(pgettext("today", "People"), lines, "people"),
        _card(_("Offers"), lines, "offers"),
        _promised(Card(_("What the organization owes you"), is_owed=True, is_beside=True), promises.owed),
        Card(_("Mine"), _rows(lines, "mine"), is_beside=True),
        Card(_("When you like"), _rows(lines, "quiet"), is_quiet=True, is_beside=True),
    ]
    return Day(_lead(now, work), _at_most(MOST_CARDS, [card for card in cards if card]))


def _from_the_menu(person: Person) -> list[Line]:
    slug = person.organisation.slug
    return [
        Line(str(line.words), url=reverse(line.url_name, args=[slug]), card="quiet") for line in beyond_the_menu(person)
    ]


def _rows(lines: Iterable[Line], card: str) -> list[Row]:
    return [Row(line) for line in lines if line.card == card]


def _card(title: str, lines: Sequence[Line], card: str) -> Card:
    return Card(title, _rows(lines, card))


def _queue(promises: Sequence[Promise], lines: Sequence[Line]) -> Card:
    """What this person does for the organisation: late, today, next."""
    return _promised(Card(_("To do"), _rows(lines, "work")), promises)


def _promised(card: Card, promises: Iterable[Promise]) -> Card:
    today = clock.today()
    for promise in promises:
        if promise.is_late:
            card.late.append(promise)
        elif promise.due == today:
            card.due.append(promise)
        elif len(card.next) < MOST_NEXT:
            card.next.append(promise)
    return card


def _lead(now: Card, work: Card) -> str:
    """The day in one sentence. Only the organisation can be late."""
    if work.late:
        late = len(work.late)
        return ngettext("We are late for %(n)d thing.", "We are late for %(n)d things.", late) % {"n": late}
    if work.due:
        due = len(work.due)
        return ngettext("%(n)d thing is due today.", "%(n)d things are due today.", due) % {"n": due}
    if work and not any(row.is_today for row in now.rows):
        return _("Nothing is late, and nothing is due today.")
    planned = sum(row.is_today for row in now.rows)
    if planned:
        return ngettext("%(n)d thing planned today.", "%(n)d things planned today.", planned) % {"n": planned}
    return _("Nothing planned today.")


def _at_most(most: int, cards: list[Card]) -> list[Card]:
    """The first cards as they are; the last one gathers the lines of those that would be too many."""
    if len(cards) <= most:
        return cards
    kept, rest = cards[: most - 1], cards[most - 1 :]
    owed = [card for card in rest if card.is_owed]
    if owed:  # a promise is never folded away
        kept = [*kept[:-1], *owed]
        rest = [*cards[most - 2 : most - 1], *(card for card in rest if not card.is_owed)]
    return [*kept, Card(_("When you like"), [row for card in rest for row in card.rows], is_quiet=True, is_beside=True)]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
