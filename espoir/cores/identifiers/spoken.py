"""`cinq un quatre, cinq cent cinquante-cinq, zéro un quatre deux`: how a telephone is said, and transcribed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from espoir.cores.identifiers.words import WORD, folded

LEAST = 7  # digits: a telephone without its area
BETWEEN = re.compile(r"[\s,.\-‐‑–]{1,3}")
ONES = frozenset(
    [
        *("zero", "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
        *("o", "oh", "one", "two", "three", "four", "five", "seven", "eight", "nine"),
        *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "vingt", "trente", "quarante", "cinquante"),
        *("soixante", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
        *("nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    ]
)
BESIDE_THEM = frozenset(["et", "cent", "cents", "hundred", "vingts"])


def telephones(text: str) -> Iterator[tuple[int, int]]:
    """Where seven digits or more follow each other, some of them in words."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        if _is_a_number(word[0]) and (not run or BETWEEN.fullmatch(text, run[-1].end(), word.start())):
            run.append(word)
            continue
        yield from _telephone(run)
        run = [word] if _is_a_number(word[0]) else []
    yield from _telephone(run)


def _telephone(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    while run and folded(run[-1][0]) in BESIDE_THEM:
        run = run[:-1]
    while run and folded(run[0][0]) in BESIDE_THEM:
        run = run[1:]
    spelled = sum(folded(word[0]) in ONES for word in run)
    if sum(map(_digits, run)) >= LEAST and spelled > 1:
        yield run[0].start(), run[-1].end()


def _is_a_number(word: str) -> bool:
    return word.isdigit() or folded(word) in ONES or folded(word) in BESIDE_THEM


def _digits(word: re.Match[str]) -> int:
    return len(word[0]) if word[0].isdigit() else int(folded(word[0]) in ONES)
