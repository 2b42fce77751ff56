from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from espoir import clock
from espoir.consents import catalogue
from espoir.consents.models import Answer, Choice, How
from espoir.organisations.models import Person

SOON = timedelta(days=30)  # a yes that runs out within this time may be said again


class NotAnItem(Exception):
    """Only what stands in the catalogue can be answered."""


class NotThatWay(Exception):
    """On screen one answers for oneself; someone else's answer was spoken before a witness or written on paper."""


def check_answers(answers: Mapping[str, str]) -> None:
    if set(answers) - set(catalogue.items()) or set(answers.values()) - set(Answer.values):
        raise NotAnItem


def check_how(by: Person, person: Person, how: str) -> None:
    if (how == How.SCREEN) != (by.pk == person.pk):
        raise NotThatWay


def still_asked(struck: Collection[str], kept: Collection[str] = ()) -> dict[str, catalogue.Item]:
    """What someone is asked: not what people here struck, unless she answered it before. Unasked, it is a no."""
    return {code: item for code, item in catalogue.items().items() if code not in struck or code in kept}


def until() -> date:
    """A yes runs out by itself after a year; saying it again is one press."""
    today = clock.today()
    return today.replace(year=today.year + 1, day=min(today.day, 28))


def runs_out_soon(choice: Choice) -> bool:
    return choice.until is not None and choice.until < clock.today() + SOON


def holds(choice: Choice) -> bool:
    return choice.until is None or choice.until >= clock.today()


def is_news(answer: str, kept: Choice | None) -> bool:
    """Does this answer say anything that the kept one does not already say for long?"""
    return kept is None or kept.answer != answer or runs_out_soon(kept)
