"""What the braces of a draft stand for, and the words in their place."""

from __future__ import annotations

import re

from django.utils import translation

from espoir.i18n import say
from espoir.research.models import Audience
from espoir.research.shipped import EN, FR

# Each language has names of its own: whoever writes the French page meets French words.
NAMES: dict[str, dict[str, str]] = {
    FR: {
        "étude": "study", "sujet": "about", "merci": "thanks", "contact": "contact", "groupe": "kind",
        "durée": "length", "retrait": "take_out_until", "destruction": "raw_until", "organisme": "organization",
    },
    EN: {
        name: name
        for name in (
            "study", "about", "thanks", "contact", "kind", "length", "take_out_until", "raw_until", "organization"
        )
    },
}  # fmt: skip
WAYS = ("by_interview", "in_writing", "call_offered")
BRACES = re.compile(r"\{([^{}\s]+)\}")


def facts(audience: Audience, language: str) -> dict[str, str]:
    """What stands in place of each name, as it is today. A fact that nobody has given yet is empty."""
    study = audience.study
    with translation.override(language):
        dates = {"take_out_until": study.take_out_until, "raw_until": study.raw_until}
        return {
            "study": study.title.get(language, ""),
            "about": study.about.get(language, ""),
            "thanks": study.thanks.get(language, ""),
            "contact": study.contact.get(language, ""),
            "kind": audience.name.get(language, ""),
            "length": say.length(audience.minutes),
            "organization": study.organisation.name,
            "ways": " ".join(name for name in WAYS if getattr(audience, name)),
            **{name: say.day(day, weekday=False, year=True) if day else "" for name, day in dates.items()},
        }


def filled(parts: list[dict[str, str]], known: dict[str, str], language: str) -> list[dict[str, str]]:
    """The same parts with the words in place; a part that is empty then is left out."""
    said = [{name: _fill(text, known, language) for name, text in part.items()} for part in parts]
    return [part for part in said if part["text"]]


def used(parts: list[dict[str, str]], language: str) -> set[str]:
    """Which facts these parts speak of."""
    found = {name for part in parts for name in BRACES.findall(part["text"])}
    return {NAMES[language][name] for name in found if name in NAMES[language]}


def unknown(parts: list[dict[str, str]], language: str) -> list[str]:
    """Names in braces that stand for nothing."""
    found = dict.fromkeys(name for part in parts for name in BRACES.findall(part["text"]))
    return [name for name in found if name not in NAMES[language]]


def _fill(text: str, known: dict[str, str], language: str) -> str:
    words = BRACES.sub(lambda name: known.get(NAMES[language].get(name[1], ""), ""), text)
    return re.sub(r"[ \t]{2,}", " ", words).strip()
