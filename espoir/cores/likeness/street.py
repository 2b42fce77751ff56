"""Street names: Big Mike, Ti-Guy, Lil T, le Grand, D-Money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from espoir.cores.likeness import lexicon
from espoir.cores.likeness.packaged import sections

LONGEST = 4  # words
VIETNAMESE = re.compile("(?:ngh?|nh|ph|th|tr|kh|gi|qu|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")


@cache
def beginnings() -> dict[str, str]:
    """How street names begin, and the form they are compared by: `petit` → `ti`, `gros` → `big`."""
    kept = {name: words for name, words in sections("words.txt").items() if name.startswith("street ")}
    return {word: name.removeprefix("street ") for name, words in kept.items() for word in words}


def articles() -> tuple[str, ...]:
    return sections("words.txt")["articles"]


def street_name(said: Sequence[str]) -> tuple[str, ...]:
    """Its words in their usual form; nothing when these words are another kind of name."""
    if not 1 <= len(said) <= LONGEST:
        return ()
    with_article = said[0] in articles() and len(said) > 1 and not _is_vietnamese(said)
    words = tuple(said[1:] if with_article else said)
    if len(words) == 1:
        name = unglued(words[0])
        return name if with_article or len(name) > 1 or name[0] not in lexicon.known() else ()
    if words[0] in beginnings() and _is_no_first_name(words[0]) and (len(words) == 2 or with_article):
        return beginnings()[words[0]], *words[1:]
    return words if with_article and len(words) == 2 and words[1] not in lexicon.known() else ()


def _is_vietnamese(said: Sequence[str]) -> bool:
    """Lê Quang Vinh."""
    return said[0] == "le" and len(said) > 2 and all(map(VIETNAMESE.fullmatch, said))


def _is_no_first_name(word: str) -> bool:
    return word not in lexicon.sexes() or word in ("ti", "queen", "princess", "prince", "lady", "young", "king")


def unglued(word: str) -> tuple[str, ...]:
    """`bigmike` → big, mike; `tiguy` → ti, guy; any other word alone."""
    if word not in lexicon.known():
        for said, kept in beginnings().items():
            if word.startswith(said) and word[len(said) :] in lexicon.sexes():
                return kept, word[len(said) :]
    return (beginnings().get(word, word),)


def without_epithet(said: Sequence[str]) -> int:
    """How many words to leave out before a whole name: two of Le gros Luc Bernatchez, one of Ti-Luc Bernatchez."""
    start = 1 if said[0] in articles() and len(said) > 3 else 0
    if len(said) - start < 3 or said[start] not in beginnings():
        return 0
    return start + 1 if start or (_is_no_first_name(said[0]) and said[0] not in lexicon.surnames()) else 0
