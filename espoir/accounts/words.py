"""Three gentle words that say who signs in: drawn by chance, easy to read aloud, with nothing of the person in them."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

from espoir.organisations.models import Account

HERE = Path(__file__).parent / "wordlists"


@cache
def everyday_words(language: str) -> tuple[str, ...]:
    return tuple((HERE / f"{language}.txt").read_text(encoding="utf-8").split())


def draw(language: str) -> str:
    """Three words in the reader's language that nobody has yet, as they are kept: `erable-riviere-soleil`."""
    words = everyday_words(language[:2])
    while True:
        login = folded("-".join(secrets.choice(words) for _ in range(3)))
        if not Account.objects.filter(login=login).exists():
            return login


def folded(typed: str) -> str:
    """As they are kept, however they were typed: capitals, accents, spaces, commas or hyphens change nothing."""
    plain = unicodedata.normalize("NFKD", typed).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9.]+", plain))


@cache
def _spellings() -> dict[str, str]:
    return {folded(word): word for word in (*everyday_words("en"), *everyday_words("fr"))}


def spelled(login: str) -> str:
    """As one reads them: « érable rivière soleil »."""
    return " ".join(_spellings().get(word, word) for word in login.split("-"))
