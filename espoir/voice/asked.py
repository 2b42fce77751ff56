"""What an organisation asks, prints and counts, in plain words: each thing may be struck by whoever it concerns.

A thing's code begins with its kind: "c" a yes that is asked, "q" a question on a page, "m" a questionnaire on paper,
"f" a figure. What `stops` is out of use from the day it is struck; the rest says why it stays until the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from espoir.consents import catalogue
from espoir.measures import queries as measures
from espoir.organisations.models import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(StrEnum):
    YES = "c"
    QUESTION = "q"
    PAPER = "m"
    FIGURE = "f"


HEADINGS: dict[Kind, StrOrPromise] = {
    Kind.YES: _("What we ask a yes for"),
    Kind.QUESTION: _("What our pages ask"),
    Kind.PAPER: _("What we print"),
    Kind.FIGURE: _("What we count"),
}
IF_STRUCK: dict[Kind, StrOrPromise] = {
    Kind.YES: _("If you strike it, no one new is asked from today on, until we answer. What was answered stays."),
    Kind.QUESTION: _("If you strike it, it stays on the page until we answer. Anyone can leave it empty."),
    Kind.PAPER: _("If you strike it, it’s switched off at once. No one can print it until we answer."),
    Kind.FIGURE: _("If you strike it, new pages of figures leave it out from today on, until we answer."),
}
NAME_STAYS = _("If you strike it, it stays until we answer. Any name will do, even one letter.")


@dataclass(frozen=True)
class Thing:
    code: str
    title: StrOrPromise
    what_for: StrOrPromise
    if_struck: StrOrPromise

    @property
    def kind(self) -> Kind:
        return Kind(self.code[0])


QUESTIONS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "q-name": (_("A name, when someone arrives"), _("To call each person what they call themselves.")),
    "q-reach": (_("How to reach me, and how not to"), _("So that nobody calls at a bad time.")),
    "q-wishes": (_("What I look for"), _("To prepare offers: the form, the days, the languages.")),
    "q-profile": (_("What support people say about themselves"), _("It’s what others read before they choose.")),
    "q-meeting": (_("The day, the length and the way of a meeting"), _("So that both keep the same, and it counts.")),
    "q-themes": (_("Up to three themes of a meeting"), _("To see what people come for, without a story.")),
    "q-going": (_("How is it going?"), _("To hear early when a time together isn’t a good fit.")),
    "q-heavy": (_("Was it heavy for you?"), _("For support people alone. The answer stays theirs.")),
}

FIGURES: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "f-people": (_("How many people met someone"), _("Those who fund us ask for it. Each is counted once.")),
    "f-meetings": (_("Meetings and hours, month by month"), _("To show that support takes place.")),
    "f-ways": (_("The ways in which people meet"), _("To know what to offer more of.")),
    "f-supervision": (_("Dates of supervision held and cancelled"), _("To show whether we keep what we promise.")),
    "f-answers": (_("Answers given on time and late"), _("To show whether we keep what we promise.")),
    "f-referrals": (_("Services people were referred to"), _("To show which doors open, and which don’t.")),
    "f-goods": (_("Things people received"), _("To ask for the money they cost.")),
}


def things(organisation: Organisation) -> list[Thing]:
    """Everything, in the order of the page."""
    return [*_yeses(), *_questions(), *_papers(organisation), *_figures()]


def thing(organisation: Organisation, code: str) -> Thing | None:
    return next((one for one in things(organisation) if one.code == code), None)


def _yeses() -> Iterator[Thing]:
    for code, item in catalogue.items().items():
        yield Thing(f"c-{code}", item.words.title, item.words.words, IF_STRUCK[Kind.YES])


def _questions() -> Iterator[Thing]:
    for code, (title, what_for) in QUESTIONS.items():
        yield Thing(code, title, what_for, NAME_STAYS if code == "q-name" else IF_STRUCK[Kind.QUESTION])


def _papers(organisation: Organisation) -> Iterator[Thing]:
    """Those that were switched on, also the ones that are out of use since someone struck them."""
    for card in measures.cards(organisation):
        if card.was_chosen:
            what_for = _("For whoever fills it in. They add it up by hand, and nothing of it comes back here.")
            yield Thing(f"m-{card.code}", card.name, what_for, IF_STRUCK[Kind.PAPER])


def _figures() -> Iterator[Thing]:
    for code, (title, what_for) in FIGURES.items():
        yield Thing(code, title, what_for, IF_STRUCK[Kind.FIGURE])
