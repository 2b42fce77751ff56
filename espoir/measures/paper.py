"""The sheet of paper: the publisher's words, and how to add it up by hand. Nothing of it comes back here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir.cores.scoring import Key, Scale, Takes
from espoir.i18n import say
from espoir.measures.queries import Card, in_her_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BANDS: dict[str, StrOrPromise] = {"low": _lazy("low"), "moderate": _lazy("moderate"), "high": _lazy("high")}


@dataclass(frozen=True)
class Adding:
    """How one scale is added up."""

    name: str
    steps: list[str]
    marks: list[str]  # the publisher's own


@dataclass(frozen=True)
class Paper:
    name: str
    credit: str
    intro: str
    answers: list[tuple[str, str]]
    items: list[tuple[str, str]]
    scales: list[Adding]


def sheet(card: Card, language: str) -> Paper | None:
    """In the language that is active, with the wording brought in `language`."""
    measure, key, terms = card.measure, card.instrument.key, card.instrument.terms
    if measure is None or key is None or terms is None:
        return None
    words = measure.wording[language]
    return Paper(
        name=card.name,
        credit=terms.credit,
        intro=words["intro"],
        answers=sorted(words["answers"].items(), key=_by_number),
        items=sorted(words["items"].items(), key=_by_number),
        scales=[_adding(key, scale) for scale in key.scales],
    )


def _by_number(pair: tuple[str, str]) -> int:
    return int(pair[0])


def _adding(key: Key, scale: Scale) -> Adding:
    least, most = key.bounds(scale)
    names = {"items": _listed(sorted(scale.items)), "n": len(scale.items)}
    steps = []
    if scale.reversed:
        turned = {"items": _listed(sorted(scale.reversed)), "low": key.lowest, "high": key.highest}
        turned |= {"next_low": key.lowest + 1, "next_high": key.highest - 1}
        steps.append(
            _(
                "First turn your answers to %(items)s round: %(low)d becomes %(high)d, %(next_low)d becomes"
                " %(next_high)d, and so on."
            )
            % turned
        )
    steps.append(_("Add up your answers to %(items)s.") % names)
    if scale.takes is Takes.MEAN:
        steps.append(_("Divide by %(n)d.") % names)
    if scale.times > 1:
        steps.append(_("Multiply by %(times)d.") % {"times": scale.times})
    steps.append(_("It goes from %(least)d to %(most)d.") % {"least": least, "most": most})
    return Adding(in_her_language(scale.name), steps, _marks(key, scale))


def _marks(key: Key, scale: Scale) -> list[str]:
    marks, above = [], int(key.bounds(scale)[0])
    for cut_off in scale.cut_offs:
        values = {"from": above, "to": cut_off.at_most, "band": BANDS[cut_off.code]}
        marks.append(_("%(from)d to %(to)d: %(band)s") % values)
        above = cut_off.at_most + 1
    return marks


def _listed(items: Sequence[int]) -> str:
    if len(items) > 2 and items[-1] - items[0] == len(items) - 1:
        return _("%(first)d to %(last)d") % {"first": items[0], "last": items[-1]}
    names = {"all": ", ".join(say.number(item) for item in items[:-1]), "last": items[-1]}
    return _("%(all)s and %(last)d") % names
