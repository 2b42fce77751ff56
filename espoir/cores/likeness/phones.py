"""Phone numbers: written with or without +1, dots, an extension, letters of a keypad, or as they are said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from espoir.cores.likeness.clues import NOTHING, Likeness, Tokens, strong, weak
from espoir.cores.likeness.letters import cleaned, deletions, folded
from espoir.cores.likeness.packaged import sections

WHOLE, LOCAL, FEW = 10, 7, 4  # digits of a number with its area code, without it, and of what someone may remember
LONGEST = 15
AREA = 3
AREAS = frozenset(sections("areas.txt")[""])  # of Canada, and those that are free to call
ROOMS = r"\b(?:chambre|chbre|ch|room|rm|bureau|bur|suite|unite|unit|app|apt)"  # whoever answers asks for it
EXTENSION = re.compile(rf"(?:poste|post|ext|extension|x|#|\bp|\blocal|\bloc|{ROOMS})\W*\d{{1,6}}\W*$")
ASIDE = re.compile(r"\(\s*0\s*\)|\([^)\d]*\)")
ALMOST_DIGITS = re.compile(r"\b[\doil]*\d[\doil]*\b")
KEYPAD = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
VANITY = re.compile(r"\d\W*[a-z]{3,7}$|\d[a-z]{3,7}$")
REPEATED = {"double": 2, "triple": 3}
HUNDRED = ("cent", "cents", "hundred")
SPOKEN = {
    word: value
    for value, said in {
        0: "zero oh o", 1: "un une one", 2: "deux two", 3: "trois three", 4: "quatre four", 5: "cinq five", 6: "six",
        7: "sept seven", 8: "huit eight", 9: "neuf nine", 10: "dix ten", 11: "onze eleven", 12: "douze twelve",
        13: "treize thirteen", 14: "quatorze fourteen", 15: "quinze fifteen", 16: "seize sixteen", 17: "seventeen",
        18: "eighteen", 19: "nineteen", 20: "vingt vingts twenty", 30: "trente thirty", 40: "quarante forty",
        50: "cinquante fifty", 60: "soixante sixty", 70: "septante seventy", 80: "eighty", 90: "ninety",
    }.items()
    for word in said.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phone:
    digits: str  # without +1, with the country for a number from elsewhere


def read(words: str) -> Phone:
    said = EXTENSION.sub("", ASIDE.sub(" ", folded(cleaned(words))).strip())
    said = ALMOST_DIGITS.sub(lambda found: found.group().translate(str.maketrans("oil", "011")), said)
    if VANITY.search(said) and len(re.sub(r"[^a-z0-9]", "", said)) in (LOCAL, WHOLE, WHOLE + 1):
        said = said.translate(KEYPAD)
    return Phone(_national("".join(_digits(re.findall(r"\d+|[a-z]+", said)))))


def _digits(words: list[str]) -> list[str]:
    """Digits, and numbers in words: `quatre cent dix-huit` is 418, `triple five` is 555."""
    found: list[str] = []
    held: int | None = None
    times = 1
    for word in words:
        value = int(word) if len(word) == 1 and word.isdigit() else SPOKEN.get(word)
        if word in HUNDRED and held is not None and 0 < held < 10:
            held *= 100
        elif value is not None and not word.isdigit() and held is not None and (sum_ := _together(held, value)):
            held = sum_
        elif value is not None or word.isdigit() or word in REPEATED:
            found += [] if held is None else [str(held)]
            held = None if word.isdigit() or value is None else value
            found += [word] if word.isdigit() else []
        if times > 1 and held is not None:
            found, held, times = [*found, str(held) * times], None, 1
        times = REPEATED.get(word, times)
    return found + ([] if held is None else [str(held)])


def _together(held: int, value: int) -> int:
    """Sixty and two, four hundred and eighteen, quatre-vingt; 0 when the two are said one after the other."""
    if held == 4 and value == 20:
        return 80
    if held >= 100 and held % 100 == 0 and 0 < value < 100:
        return held + value
    tens = held % 100
    if (tens in (60, 80) and 0 < value < 20) or (tens >= 20 and tens % 10 == 0 and 0 < value < 10):
        return held + value
    return held + value if tens == 10 and value in (7, 8, 9) else 0


def _national(digits: str) -> str:
    for abroad in ("00", "011"):
        if digits.startswith(abroad) and len(digits) > WHOLE:
            digits = digits.removeprefix(abroad)
    digits = digits[:LONGEST]
    return digits[1:] if len(digits) == WHOLE + 1 and digits[0] == "1" else digits


def keys(phone: Phone) -> frozenset[str]:
    digits = phone.digits
    if len(digits) < FEW:
        return frozenset()
    ends = {digits[-FEW:], digits[-LOCAL:]}
    return deletions(digits) | ends if len(digits) > LOCAL else frozenset({digits} | ends)


def compared(a: Phone, b: Phone) -> Likeness:
    mine, hers = sorted((a.digits, b.digits), key=lambda digits: (len(digits), digits))
    if len(mine) < FEW:
        return NOTHING
    if mine == hers:
        return strong() if len(mine) >= WHOLE - 1 else _in_part(mine)
    if len(mine) > LOCAL:
        return _nearly(mine, hers)
    return _in_part(mine) if hers.endswith(mine) else NOTHING


def _in_part(digits: str) -> Likeness:
    """A number without its area code is nearly one; its last digits are little."""
    return weak(0.85, 3, same=True) if len(digits) >= LOCAL else weak(0.4, 1, same=False)


def _nearly(mine: str, hers: str) -> Likeness:
    """The same number from elsewhere, with and without its country; or one digit wrong, missing or swapped."""
    if mine.lstrip("0") == hers[-len(mine.lstrip("0")) :] and len(mine) >= WHOLE - 1:
        return strong(0.95)
    if OSA.distance(mine, hers, score_cutoff=1) != 1 or _other_areas(mine, hers):
        return NOTHING
    return weak(0.85, 3, same=True)


def _other_areas(mine: str, hers: str) -> bool:
    """418 and 438 are one digit apart, and two places; 541 is a slip for 514."""
    areas = {mine[:AREA], hers[:AREA]}
    return len(mine) == len(hers) == WHOLE and len(areas) > 1 and areas <= AREAS


def tokens(phone: Phone) -> Tokens:
    digits = phone.digits
    whole = {digits[-WHOLE:] if len(digits) == WHOLE else digits[-(WHOLE - 1) :]} if len(digits) >= WHOLE - 1 else set()
    return Tokens(frozenset(whole), frozenset({f"1:{digits[-LOCAL:]}"} if len(digits) >= LOCAL else ()))
