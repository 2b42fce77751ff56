"""What a team keeps on paper, in each of its languages: the whole service can be used without a device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from espoir.apart import paper_queries
from espoir.charter import queries as charters
from espoir.charter.models import PARTS, Charter
from espoir.charter.texts import AT_FIRST
from espoir.consents import catalogue
from espoir.organisations.models import Organisation
from espoir.people import queries as people
from espoir.safety import queries as safety
from espoir.safety.first_words import first_words
from espoir.safety.models import Protocol

LANGUAGES = {"fr": ("fr-ca", "fr-CA"), "en": ("en-ca", "en-CA")}
NAMES = {"fr": "Français", "en": "English"}
SHEETS = ("safety", "charter", "limits", "consent", "avoid", "posting", "supervision")
BLANKS = range(4)


@dataclass(frozen=True)
class Sheet:
    name: str
    tag: str
    text: SafeString


def languages(organisation: Organisation) -> list[str]:
    """Those of the organisation in which the pack is written."""
    return [tag for tag in organisation.languages if tag in LANGUAGES] or [*LANGUAGES]


def sheets(organisation: Organisation, tag: str) -> list[Sheet]:
    """Each sheet in this language, one to a page."""
    return [_sheet(name, tag, organisation) for name in SHEETS]


def _sheet(name: str, tag: str, organisation: Organisation) -> Sheet:
    code, lang = LANGUAGES[tag]
    with override(code):
        context = {"organisation": organisation, "blanks": BLANKS, **CONTEXTS.get(name, _nothing)(organisation, tag)}
        return Sheet(f"{name}-{tag}", lang, render_to_string(f"setup/pack_{name}.html", context))


def _nothing(organisation: Organisation, tag: str) -> dict[str, Any]:
    return {}


def _safety(organisation: Organisation, tag: str) -> dict[str, Any]:
    sheet = safety.protocol(organisation) or _first_sheet(organisation)
    lines = {part: _lines(getattr(sheet, f"{part}_{tag}")) for part in ("steps", "numbers")}
    return {**lines, "on_call": safety.on_call(organisation), "phone": sheet.phone}


def _first_sheet(organisation: Organisation) -> Protocol:
    sheet = Protocol(organisation=organisation)
    for name, words in first_words().items():
        setattr(sheet, name, words)
    return sheet


def _charter(organisation: Organisation, tag: str) -> dict[str, Any]:
    charter = charters.current(organisation) or _first_charter(organisation)
    return {"charter": {part: charter.lines(part, tag) for part in PARTS}, "version": charter.version}


def _first_charter(organisation: Organisation) -> Charter:
    charter = Charter(organisation=organisation, version=1)
    for name, words in AT_FIRST.items():
        setattr(charter, name, words)
    return charter


def _limits(organisation: Organisation, tag: str) -> dict[str, Any]:
    limits = people.limits_of(organisation)
    lines = {line: getattr(limits, f"{line}_{tag}") for line in ("child_protection", "legal_help", "adults")}
    return {"limits": {**lines, "updated": people.limits_edition(organisation)}}


def _consent(organisation: Organisation, tag: str) -> dict[str, Any]:
    return {"items": [item.words for item in catalogue.items().values()]}


def _avoid(organisation: Organisation, tag: str) -> dict[str, Any]:
    return paper_queries.blank_sheet()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


CONTEXTS = {"safety": _safety, "charter": _charter, "limits": _limits, "consent": _consent, "avoid": _avoid}
