"""Names on platforms: with or without @, as an address, with other signs, digits at the end, digits for letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from espoir.cores.likeness.clues import NOTHING, Likeness, Tokens, strong, weak
from espoir.cores.likeness.letters import LEET, cleaned, deletions, folded
from espoir.cores.likeness.matching import MISTAKEN, slipped
from espoir.cores.likeness.packaged import sections

SHORTEST, LONG = 4, 8
ADDRESS = re.compile(
    r"(?:https?:?//)?(?:[a-z0-9-]+\.)+(?:com|net|org|me|ca|gg|co|tv|ly|app|fr|be|io|ee|ai|link|chat|tv|uk)/(\S+)"
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
TAG = re.compile(r"#(\d{4})\b")
FRAME = re.compile(r"^x{2,}(?=\w{4})")
FRAMED = re.compile(r"^(x{2,})(.{3,}?)\1$")
TWICE = re.compile(r"(.)\1+")
MARKED = re.compile(r"\w[._]+\w|_|[a-z]\d|\d[a-z]")  # as names on platforms are, and words are not
SEPARATOR = re.compile(r"[^a-z0-9]+")
LONG_PART, LONG_ENOUGH = 6, 10  # where another letter is a slip
ABROAD = 11  # digits of a phone with its country
CENTURIES = ("19", "20")


@dataclass(frozen=True, slots=True)
class Handle:
    whole: str  # letters and digits as typed
    stem: str  # without ornaments, digits for letters undone, no letter twice
    digits: str  # at the end
    ends: tuple[int, ...] = ()  # where each of its parts ends
    tag: str = ""  # Discord's number
    domain: str = ""  # of an e-mail address


def read(words: str) -> Handle:
    said = folded(cleaned(words)).strip()
    mail = MAIL.search(said)
    if mail:
        name, _at, domain = mail.group().partition("@")
        return _handle(name.partition("+")[0], domain=domain.strip("."))
    tag = TAG.search(said)
    return _handle(_bare_name(TAG.sub(" ", said)), tag=tag.group(1) if tag else "")


def _bare_name(said: str) -> str:
    address = ADDRESS.search(said)
    if address:
        return _from_path(address.group(1))
    words = re.findall(r"[^\s:,;()]+", said)
    named = [word for word in words if word.startswith("@")]
    return "".join(named[:1]) or " ".join(_without_what_surrounds(words))


def _without_what_surrounds(words: list[str]) -> list[str]:
    """`son insta c'est bella.nuit`, `kingmo sur telegram`: what stands before or after, and is no name."""
    kept = [at for at, word in enumerate(words) if not _is_idle(word)]
    rest = words[kept[0] : kept[-1] + 1] if kept else words
    marked = [word for word in rest if MARKED.search(word)]
    return marked if len(marked) == 1 else rest


def _is_idle(word: str) -> bool:
    lists = sections("handles.txt")
    bare = re.sub(r"['’]s$", "", word).strip("@-–—.→=>\"'’«»<*_ ")
    return not bare or bare in lists["platforms"] or bare.replace("’", "'") in lists["around"]


def _from_path(path: str) -> str:
    number = re.search(r"[?&]id=(\d+)", path)
    if number:
        return number.group(1)
    parts = [part for part in re.split(r"[/?&#]", path.partition("?")[0]) if part]
    kept = [part for part in parts if part not in sections("handles.txt")["folders"] and not part.endswith(".php")]
    return kept[0] if kept else ""


def _handle(name: str, *, tag: str = "", domain: str = "") -> Handle:
    parts = [part for part in SEPARATOR.split(name) if part]
    whole = "".join(parts)
    if whole.isdigit() and len(whole) == ABROAD and whole[0] == "1":
        parts, whole = [whole[1:]], whole[1:]  # a phone: wa.me/1514…
    kept = "".join(_without_ornaments(parts))
    framed = FRAMED.match(kept)
    core = framed.group(2) if framed else FRAME.sub("", kept)
    letters = core.rstrip("0123456789")
    stem = TWICE.sub(r"\1", _without_ornament(letters.translate(LEET)))
    ends = tuple(accumulate(map(len, parts)))
    return Handle(whole, stem, core[len(letters) :], ends, tag, domain)


def _without_ornaments(parts: list[str]) -> list[str]:
    """x_tiffany_x, lana_xoxo, kev.off: without what stands apart at its ends and says nothing."""
    ornaments = sections("handles.txt")["ornaments"]
    for end in (0, -1):
        while len(parts) > 1 and parts[end] in ornaments and sum(map(len, parts)) - len(parts[end]) > SHORTEST:
            parts = parts[1:] if end == 0 else parts[:-1]
    return parts


def _without_ornament(name: str) -> str:
    for before in sections("handles.txt")["before"]:
        if name.startswith(before) and len(name) - len(before) > SHORTEST:
            name = name.removeprefix(before)
            break
    for after in sections("handles.txt")["after"]:
        if name.endswith(after) and len(name) - len(after) > SHORTEST:
            return name.removesuffix(after)
    return name


def keys(handle: Handle) -> frozenset[str]:
    found = {handle.whole, handle.stem} if len(handle.stem) >= SHORTEST else {handle.whole}
    found |= deletions(handle.whole) if len(handle.whole) >= LONG else set()
    found |= deletions(handle.stem) if len(handle.stem) >= LONG_ENOUGH else set()
    return frozenset(found - {""})


def compared(a: Handle, b: Handle) -> Likeness:
    if not a.whole or not b.whole or _clash(a.tag, b.tag) or _clash(a.domain, b.domain):
        return NOTHING
    if a.whole == b.whole:
        return strong() if len(a.whole) >= SHORTEST else weak(0.9, 2, same=True)
    if a.stem == b.stem and len(a.stem) > SHORTEST:
        return _same_stem(a, b)
    if _other_digits(a.digits, b.digits) or _is_other_short_part(a, b):
        return NOTHING
    if (a.digits == b.digits and _is_slip(a.whole, b.whole)) or _is_other_letter(a, b):
        return weak(0.85, 3, same=True)
    long = min(len(a.stem), len(b.stem)) >= LONG_ENOUGH
    return weak(0.8, 3, same=True) if long and _is_slip(a.stem, b.stem) else NOTHING


def _is_slip(mine: str, hers: str) -> bool:
    """A letter more or less, or two swapped; another letter makes another name."""
    if min(len(mine), len(hers)) < LONG or not slipped(mine, hers):
        return False
    return abs(len(mine) - len(hers)) == 1 or sorted(mine) == sorted(hers)


def _is_other_letter(a: Handle, b: Handle) -> bool:
    """Another letter, near on the keyboard or to the ear, within a long part: kingofsagueney; never queen.bea."""
    if len(a.whole) != len(b.whole) or len(a.whole) < LONG_ENOUGH or a.digits != b.digits:
        return False
    places = [at for at, (mine, hers) in enumerate(zip(a.whole, b.whole, strict=True)) if mine != hers]
    if len(places) != 1 or frozenset((a.whole[places[0]], b.whole[places[0]])) not in MISTAKEN:
        return False
    return min(_part(a.ends, places[0]), _part(b.ends, places[0])) >= LONG_PART


def _is_other_short_part(a: Handle, b: Handle) -> bool:
    """Of a short part every letter counts: frankie_boy, frankie_bo."""
    if len(a.ends) != len(b.ends) or len(a.ends) == 1:
        return False
    pairs = zip(_parts(a), _parts(b), strict=True)
    return any(mine != hers and min(len(mine), len(hers)) < SHORTEST for mine, hers in pairs)


def _parts(handle: Handle) -> list[str]:
    return [handle.whole[start:end] for start, end in pairwise((0, *handle.ends))]


def _part(ends: tuple[int, ...], place: int) -> int:
    """How long the part is that holds this place."""
    return next(end - start for start, end in pairwise((0, *ends)) if place < end)


def _other_digits(mine: str, hers: str) -> bool:
    """Different digits at the end, unless they are one year: 95, 1995."""
    short, long = sorted((mine, hers), key=len)
    return _clash(mine, hers) and not (len(short) == 2 and long in (century + short for century in CENTURIES))


def _clash(mine: str, hers: str) -> bool:
    return bool(mine) and bool(hers) and mine != hers


def _same_stem(a: Handle, b: Handle) -> Likeness:
    if _other_digits(a.digits, b.digits):
        return weak(0.5, 1, same=False) if len(a.stem) >= LONG else NOTHING
    if a.digits == b.digits or len(a.stem) >= LONG:
        return strong(0.9)
    return weak(0.8, 3, same=True)


def tokens(handle: Handle) -> Tokens:
    if not handle.whole:
        return Tokens(frozenset(), frozenset())
    long = len(handle.stem) >= LONG
    whole = {handle.whole, handle.stem + handle.digits} if len(handle.whole) >= SHORTEST else set[str]()
    near = deletions(handle.stem + handle.digits) if len(handle.stem) >= LONG_ENOUGH else ()
    return Tokens(
        frozenset(whole), frozenset((*(f"2:{each}" for each in near), *([f"2:{handle.stem}"] if long else ())))
    )
