"""The values that go in and come out, and the words that take the place of what is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    LINK = "link"
    NUMBER = "number"  # social insurance, health insurance
    DATE = "date"  # of birth, or any day with its year
    OTHER = "other"


class Why(StrEnum):
    KNOWN = "known"  # the study knows it
    PART = "part"  # a part of a name that the study knows
    COMMON = "common"  # in a list of common names or towns
    INTRODUCED = "introduced"  # "my name is …", "Mme …"
    SHAPE = "shape"  # it is written like one
    MODEL = "model"  # a local model takes it for one
    BY_HAND = "by_hand"  # someone typed it


@dataclass(frozen=True, slots=True)
class Known:
    """Words to look for. `why` is said with each suggestion that comes of them."""

    words: str
    kind: Kind
    why: Why = Why.KNOWN


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Code points from `start` up to `end`, which read `said`. `beside`: what overlaps it and was left for it."""

    start: int
    end: int
    kind: Kind
    said: str
    why: Why
    beside: tuple[Suggestion, ...] = ()


IN_PLACE: Mapping[Kind, Mapping[str, str]] = {
    Kind.PERSON: {"fr": "[prénom]", "en": "[name]"},
    Kind.ORGANISATION: {"fr": "[organisme]", "en": "[organization]"},
    Kind.PLACE: {"fr": "[lieu]", "en": "[place]"},
    Kind.ADDRESS: {"fr": "[adresse]", "en": "[address]"},
    Kind.POSTAL_CODE: {"fr": "[code postal]", "en": "[postal code]"},
    Kind.PHONE: {"fr": "[téléphone]", "en": "[phone]"},
    Kind.EMAIL: {"fr": "[courriel]", "en": "[email]"},
    Kind.HANDLE: {"fr": "[compte]", "en": "[account]"},
    Kind.LINK: {"fr": "[lien]", "en": "[link]"},
    Kind.NUMBER: {"fr": "[numéro]", "en": "[number]"},
    Kind.DATE: {"fr": "[date]", "en": "[date]"},
    Kind.OTHER: {"fr": "[retiré]", "en": "[removed]"},
}


def in_place_of(kind: Kind, language: str) -> str:
    """The words to put where something of this kind stood, in the language of the text ("fr…", else English)."""
    return IN_PLACE[kind]["fr" if language.startswith("fr") else "en"]
