"""Names on platforms: with or without @, as an address, with other signs, digits at the end, digits for letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from espoir.cores.likeness.clues import NOTHING, Likeness, Tokens, strong, weak
from espoir.cores.likeness.letters import LEET, cleaned, deletions, folded
from espoir.cores.likeness.matching import slipped
from espoir.cores.likeness.packaged import sections

SHORTEST, LONG = 4, 8
ADDRESS = re.compile(r"(?:https?:?//)?(?:[a-z0-9-]+\.)+(?:com|net|org|me|ca|gg|co|tv|ly|app|fr|be|io)/(\S+)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
TAG = re.compile(r"#(\d{4})\b")
FRAME = re.compile(r"^x{2,}(.{3,}?)x{2,}$")
TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Handle:
    whole: str  # letters and digits as typed
    stem: str  # without ornaments, digits for letters undone, no letter twice
    digits: str  # at the end
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
    idle = {"", *sections("handles.txt")["platforms"]}
    rest = [word for word in words if word.strip("@-–—.") not in idle or word.startswith("@")]
    return "".join(named[:1] or rest or words)


def _from_path(path: str) -> str:
    number = re.search(r"[?&]id=(\d+)", path)
    if number:
        return number.group(1)
    parts = [part for part in re.split(r"[/?&#]", path.partition("?")[0]) if part]
    kept = [part for part in parts if part not in sections("handles.txt")["folders"] and not part.endswith(".php")]
    return kept[0] if kept else ""


def _handle(name: str, *, tag: str = "", domain: str = "") -> Handle:
    whole = re.sub(r"[^a-z0-9]", "", name)
    frame = FRAME.match(whole)
    core = frame.group(1) if frame else whole
    letters = core.rstrip("0123456789")
    digits = core[len(letters) :]
    stem = TWICE.sub(r"\1", _without_ornament(letters.translate(LEET)))
    return Handle(whole, stem, digits, tag, domain)


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
    return frozenset(found - {""}) | (deletions(handle.whole) if len(handle.whole) >= LONG else frozenset())


def compared(a: Handle, b: Handle) -> Likeness:
    if not a.whole or not b.whole or _clash(a.tag, b.tag) or _clash(a.domain, b.domain):
        return NOTHING
    if a.whole == b.whole:
        return strong() if len(a.whole) >= SHORTEST else weak(0.9, 2, same=True)
    if a.stem == b.stem and len(a.stem) > SHORTEST:
        return _same_stem(a, b)
    return weak(0.85, 3, same=True) if a.digits == b.digits and _is_slip(a.whole, b.whole) else NOTHING


def _is_slip(mine: str, hers: str) -> bool:
    """A letter more or less, or two swapped; another letter makes another name."""
    if min(len(mine), len(hers)) < LONG or not slipped(mine, hers):
        return False
    return abs(len(mine) - len(hers)) == 1 or sorted(mine) == sorted(hers)


def _clash(mine: str, hers: str) -> bool:
    return bool(mine) and bool(hers) and mine != hers


def _same_stem(a: Handle, b: Handle) -> Likeness:
    if _clash(a.digits, b.digits):
        return weak(0.5, 1, same=False) if len(a.stem) >= LONG else NOTHING
    if a.digits == b.digits or len(a.stem) >= LONG:
        return strong(0.9)
    return weak(0.8, 3, same=True)


def tokens(handle: Handle) -> Tokens:
    if not handle.whole:
        return Tokens(frozenset(), frozenset())
    long = len(handle.stem) >= LONG
    whole = {handle.whole, handle.stem + handle.digits} if len(handle.whole) >= SHORTEST else set[str]()
    return Tokens(frozenset(whole), frozenset({f"2:{handle.stem}"} if long else ()))
