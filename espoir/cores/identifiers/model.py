"""A local model that proposes more names, when someone installed one: spaCy and a model of the language beside it.

Nothing is fetched: a model that is not on this machine is a model that is not there. It proposes, and it errs: it
misses names in small letters, and takes the first word of a sentence for one.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from functools import cache
from typing import Any

from espoir.cores.identifiers.kinds import Kind, Suggestion, Why

MODELS = {
    "fr": ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
}
KINDS = {
    "PER": Kind.PERSON, "PERSON": Kind.PERSON, "ORG": Kind.ORGANISATION, "LOC": Kind.PLACE, "GPE": Kind.PLACE,
    "FAC": Kind.PLACE, "MISC": Kind.OTHER, "NORP": Kind.OTHER,
}  # fmt: skip


def installed(language: str) -> str | None:
    """The name of the model of this language that is on this machine, the largest."""
    if importlib.util.find_spec("spacy") is None:
        return None
    return next((name for name in MODELS.get(language[:2], ()) if importlib.util.find_spec(name) is not None), None)


def names(text: str, language: str) -> Iterator[Suggestion]:
    """What the model takes for a name, a place, an organization, or something of the kind. Nothing without a model."""
    name = installed(language)
    if name is None:
        return
    for entity in _loaded(name)(text).ents:
        kind = KINDS.get(entity.label_)
        if kind and entity.text.strip():
            yield Suggestion(entity.start_char, entity.end_char, kind, entity.text, Why.MODEL)


@cache
def _loaded(name: str) -> Any:
    return importlib.import_module(name).load(disable=["lemmatizer", "attribute_ruler", "morphologizer"])
