"""What is written like something that leads to someone, in Canada, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from espoir.cores.identifiers import addresses, days, introductions, spoken
from espoir.cores.identifiers.kinds import Kind, Suggestion, Why

GAP = r"[ \u00a0\u202f\t.,\-‐‑–/]{0,3}"
TLD = r"(?:ca|com|org|net|info|qc\.ca|on\.ca|gc\.ca|gouv\.qc\.ca|fr|io|me|social|app)"
FSA = r"[ABCEGHJ-NPRSTVXY]\d[A-CEGHJ-NPRSTV-Z]"  # the first half of a postal code; some letters are never used
POINT = r"(?:[ \u00a0](?:point|dot|tiret|underscore)[ \u00a0])"

SHAPES = [
    (Kind.EMAIL, r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+"),
    (
        Kind.EMAIL,
        rf"(?<![\w.+\-])[\w.+\-]{{1,64}}(?:{POINT}[\w.+\-]{{1,64}}){{0,3}}"
        rf"[ \u00a0]*[\[(]?\b(?:arobase|arobas|a[ ]commercial|at)\b[\])]?[ \u00a0]*"
        rf"[\w\-]+(?:{POINT}|\.){TLD}\b",
    ),
    (Kind.LINK, r"(?:https?://|www\.)[^\s<>«»\"“”]+[^\s<>«»\"“”.,;:!?)\]]"),
    (Kind.LINK, rf"(?<![@\w.\-])(?:[\w\-]{{1,63}}\.){{1,5}}{TLD}(?:/[^\s<>«»\"“”]*[\w/])?(?![\w@])"),
    (Kind.HANDLE, r"(?<![\w.@])@\w[\w.]{1,40}\w"),
    (
        Kind.HANDLE,
        r"\b(?:instagram|insta|snapchat|snap|tiktok|tik[ ]tok|facebook|telegram|discord|whatsapp)"
        r"[ \u00a0]*:[ \u00a0]*(?P<it>[\w.\-]{3,40})",
    ),
    (
        Kind.PHONE,
        rf"(?<![\w$])(?:\+?1{GAP})?\(?[2-9]\d\d\)?{GAP}\d{{3}}{GAP}\d{{2}}{GAP}\d{{2}}(?!\w)"
        r"(?:[ \u00a0,]*(?:poste|ext\.?|extension|x)[ \u00a0]*\d{1,6})?",
    ),
    (
        Kind.PHONE,
        r"(?<![\w$.\-])[2-9]\d\d[ \u00a0\u202f.\-‐‑–]\d{4}(?!\w|[.\-]\d)"
        r"(?:[ \u00a0,]*(?:poste|ext\.?|extension|x)[ \u00a0]*\d{1,6})?",
    ),
    (Kind.PHONE, r"(?<!\w)\+\d{1,3}(?:[ \u00a0.\-()]{0,2}\d){7,13}(?!\w)"),
    (Kind.POSTAL_CODE, rf"\b{FSA}[ \u00a0\-]?\d[A-CEGHJ-NPRSTV-Z]\d\b"),
    (Kind.POSTAL_CODE, rf"\b(?-i:{FSA})\b(?![ \u00a0\-]?\d)"),
    (Kind.NUMBER, r"(?<!\w)\d{3}[ \u00a0\-]\d{3}[ \u00a0\-]\d{3}(?!\w|[ \u00a0\-]\d)"),  # social insurance
    (
        Kind.NUMBER,
        r"\b(?:NAS|SIN|num[ée]ro[ ]d[’']assurance[ ]sociale|social[ ]insurance[ ]number)\W{1,4}"
        r"(?:est[ ]|is[ ]|le[ ]|c[’']est[ ])?(?P<it>\d[\d \u00a0\-]{6,12}\d)",
    ),
    (Kind.NUMBER, r"(?<!\w)[A-Z]{4}[ \u00a0\-]?\d{4}[ \u00a0\-]?\d{4}(?!\w)"),  # health insurance, Québec
    (Kind.DATE, days.WHOLE),
    (Kind.DATE, days.OF_BIRTH),
    *((Kind.ADDRESS, shape) for shape in addresses.SHAPES),
]
COMPILED = [(kind, re.compile(shape, re.IGNORECASE)) for kind, shape in SHAPES]


def find(text: str) -> Iterator[Suggestion]:
    """Each thing that has a shape. They may overlap."""
    for kind, shape in COMPILED:
        yield from (_of(found, kind, Why.SHAPE) for found in shape.finditer(text))
    for introduced in introductions.SHAPES:
        yield from (_of(found, Kind.PERSON, Why.INTRODUCED) for found in introduced.finditer(text))
    for start, end in spoken.telephones(text):
        yield Suggestion(start, end, Kind.PHONE, text[start:end], Why.SHAPE)


def _of(found: re.Match[str], kind: Kind, why: Why) -> Suggestion:
    start, end = found.span("it" if "it" in found.re.groupindex else 0)
    return Suggestion(start, end, kind, found.string[start:end], why)
