from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy

from espoir.cores.scoring import Both, Instrument, Obstacle, catalogue
from espoir.i18n import say
from espoir.measures.models import Measure
from espoir.organisations.models import Organisation
from espoir.organisations.struck import struck

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGES: dict[str, StrOrPromise] = {
    "fr": pgettext_lazy("wording", "French"),
    "en": pgettext_lazy("wording", "English"),
}
WHY: dict[Obstacle, StrOrPromise] = {
    Obstacle.NO_KEY: _lazy("We have not read its scoring rule in a source."),
    Obstacle.NO_TERMS: _lazy("No terms of use are on file."),
    Obstacle.NO_WORDING: _lazy("The publisher’s wording is not here yet."),
}


def in_her_language(words: Both) -> str:
    return words.fr if say.in_french() else words.en


@dataclass(frozen=True)
class Card:
    """An instrument of the catalogue, as it stands in one organisation."""

    instrument: Instrument
    measure: Measure | None
    is_struck: bool = False  # by someone it concerns: out of use until the organisation has answered

    @property
    def code(self) -> str:
        return self.instrument.code

    @property
    def name(self) -> str:
        return in_her_language(self.instrument.name)

    @property
    def where(self) -> str:
        return in_her_language(self.instrument.where)

    @property
    def terms(self) -> str:
        return in_her_language(self.instrument.terms.summary) if self.instrument.terms else ""

    @property
    def brought(self) -> list[str]:
        """The languages in which the organisation brought the wording."""
        wording = self.measure.wording if self.measure else {}
        return [language for language in LANGUAGES if language in wording]

    @property
    def brought_in(self) -> list[StrOrPromise]:
        return [LANGUAGES[language] for language in self.brought]

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        return self.instrument.obstacles(has_wording=bool(self.brought))

    @property
    def why_not(self) -> list[StrOrPromise]:
        return [WHY[obstacle] for obstacle in self.obstacles]

    @property
    def can_never_be(self) -> bool:
        """Nothing that the organisation does here would switch it on."""
        return self.obstacles not in ((), (Obstacle.NO_WORDING,))

    @property
    def is_on(self) -> bool:
        """Terms that were taken off file switch it off everywhere, whatever the row says."""
        return self.was_chosen and not self.is_struck

    @property
    def was_chosen(self) -> bool:
        """Switched on here, whether or not someone struck it since."""
        return self.measure is not None and self.measure.on_since is not None and not self.obstacles


def cards(organisation: Organisation) -> list[Card]:
    rows = {(row.code, row.version): row for row in Measure.objects.of(organisation)}
    out = struck(organisation, "m")
    every = [Card(each, rows.get((each.code, each.version)), each.code in out) for each in catalogue()]
    return sorted(every, key=lambda card: (card.can_never_be, card.name))


def card(organisation: Organisation, code: str) -> Card | None:
    return next((card for card in cards(organisation) if card.code == code), None)


def switched_on(organisation: Organisation) -> list[Card]:
    return [card for card in cards(organisation) if card.is_on]
