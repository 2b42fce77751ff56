"""What an entry comes to, in words: for her, and for the one person to whom she shows it, the same.

A score is the publisher's, by the publisher's rule, or it is absent and says why. It decides nothing about her.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from espoir.cores.scoring import Instrument, Key, NoSuchVersion, NotKnown, Scale, find, score
from espoir.i18n import say
from espoir.measures.queries import in_her_language
from espoir.wellbeing.codes import WEEK, Rest, Weight

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from espoir.wellbeing.queries import Entry

Shown = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One scale, or one of our two questions."""

    name: StrOrPromise
    said: StrOrPromise
    meaning: StrOrPromise = ""  # what this part asks about, in our words
    band: StrOrPromise = ""  # where the publisher's own marks put it


@dataclass(frozen=True)
class Result:
    title: StrOrPromise
    on: date
    parts: list[Part]
    code: str = ""  # of the instrument
    burning_out: bool = False  # one of its parts asks about burnout: tired is told apart from it

    @property
    def in_short(self) -> str:
        return " · ".join(str(part.band or part.said) for part in self.parts)


def shown(entry: Entry) -> Shown:
    """What someone else may read of an entry: never a single answer to a questionnaire, never her own line."""
    day = entry.at.date().isoformat()
    if entry.is_week:
        return {"kind": WEEK, "on": day, "answers": entry.answers}
    instrument = _instrument(entry.kind)
    scores = {} if instrument is None or instrument.key is None else dict(_scores(instrument.key, entry.answers))
    return {"kind": entry.kind, "on": day, "scores": scores}


def _scores(key: Key, answers: dict[str, int]) -> Iterator[tuple[str, list[float | int | None]]]:
    """Scale → its score (None when too many answers are missing), and how many are missing."""
    for found in score(key, {int(item): answer for item, answer in answers.items()}):
        value = found.value
        if value is not None:
            yield found.scale.code, [int(value) if value.denominator == 1 else round(float(value), 2), 0]
        else:
            yield found.scale.code, [None, len(found.missing)]


def of(entry: Entry) -> Result:
    return in_words(shown(entry))


def in_words(what: Shown) -> Result:
    on = date.fromisoformat(what["on"])
    if what["kind"] == WEEK:
        return Result(_("My week"), on, list(_of_the_week(what["answers"])))
    instrument = _instrument(what["kind"])
    if instrument is None or instrument.key is None:  # a version that the house no longer has
        return Result(_("A questionnaire"), on, [Part(_("Total"), _("Its rule is no longer here: there is no total."))])
    key, scores = instrument.key, what["scores"]
    parts = [_of_a_scale(key, scale, *scores[scale.code]) for scale in key.scales if scale.code in scores]
    burning_out = any(scale.code == BURNOUT for scale in key.scales)
    return Result(in_her_language(instrument.name), on, parts, instrument.code, burning_out)


def _of_the_week(answers: dict[str, str]) -> Iterator[Part]:
    if "heavy" in answers:
        yield Part(_("How heavy the week was"), Weight(answers["heavy"]).label)
    if "rest" in answers:
        yield Part(_("Rest"), Rest(answers["rest"]).label)


def _instrument(kind: str) -> Instrument | None:
    """By its version: answers to one are never added up by the rule of another."""
    try:
        return find(kind)
    except (NotKnown, NoSuchVersion):
        return None


# A scale in words.

WELLBEING, GIVES, BURNOUT, STAYS = (
    "wellbeing", "compassion_satisfaction", "burnout", "secondary_traumatic_stress",
)  # fmt: skip
MEANING: dict[str, StrOrPromise] = {
    WELLBEING: _lazy("How things felt lately, on the whole."),
    GIVES: _lazy("What this work gives you: the good of helping, and of doing it well."),
    BURNOUT: _lazy("Wearing out because of the work: its load, its pace, how it’s set up. It comes slowly."),
    STAYS: _lazy("What stays with you of what others lived: images, dreams, being on guard. It can come all at once."),
}
BANDS: dict[str, StrOrPromise] = {
    "low": _lazy("On the publisher’s marks: low"),
    "moderate": _lazy("On the publisher’s marks: moderate"),
    "high": _lazy("On the publisher’s marks: high"),
}


def _of_a_scale(key: Key, scale: Scale, value: float | None, missing: int) -> Part:
    name, meaning = in_her_language(scale.name), MEANING.get(scale.code, "")
    if value is None:
        needed = len(scale.items) - key.missing_allowed
        said = ngettext(
            "There is no total: %(n)d answer is missing, and all %(all)d are needed.",
            "There is no total: %(n)d answers are missing, and all %(all)d are needed.",
            missing,
        )
        return Part(name, said % {"n": missing, "all": needed}, meaning)
    least, most = key.bounds(scale)
    said = _("%(value)s, on a scale from %(least)s to %(most)s") % {
        "value": say.number(value), "least": say.number(float(least)), "most": say.number(float(most)),
    }  # fmt: skip
    return Part(name, said, meaning, _band(scale, value))


def _band(scale: Scale, value: float) -> StrOrPromise:
    """Where the instrument's own marks put it. A single mark says only on which side of it."""
    if len(scale.cut_offs) == 1:
        mark = say.number(scale.cut_offs[0].at_most)
        words = _("The publisher’s mark is %(mark)s: this is not above it.")
        if value > scale.cut_offs[0].at_most:
            words = _("The publisher’s mark is %(mark)s: this is above it.")
        return words % {"mark": mark}
    code = next((cut_off.code for cut_off in scale.cut_offs if value <= cut_off.at_most), "")
    return BANDS.get(code, "")
