"""What keeps a role from being opened, said so that one knows what to write."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

LANGUAGE_OF = {"fr": "français", "en": "English"}


def what_is_missing(missing: Iterable[str]) -> list[str]:
    """One sentence for each thing, in the order in which it is written."""
    said: dict[str, str] = {}
    for code in missing:
        part, _underscore, language = code.partition("_")
        said.setdefault(code, _sentence(part, LANGUAGE_OF.get(language, "")))
    return list(said.values())


def _sentence(part: str, language: str) -> str:
    sentences = {
        "role": _("Name the role first (%(language)s)."),
        "pay": _("Say the pay first (%(language)s). Nobody should have to ask."),
        "hours": _("Say the hours first (%(language)s)."),
        "supports": _("Say first what the organization gives (%(language)s)."),
        "readers": _("Say first which two people read what is sent."),
        "closes": _("Say first until when it’s open."),
    }
    return sentences[part] % {"language": language}
