from __future__ import annotations

from collections.abc import Mapping

from espoir.consents import catalogue
from espoir.consents.models import Answer, How
from espoir.organisations.models import Person

KEPT_MONTHS = 12  # a yes runs out by itself; saying it again is one press


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
