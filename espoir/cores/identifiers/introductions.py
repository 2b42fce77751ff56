"""A name that says itself: after `je m’appelle`, whatever its capitals; after a title, when it has one."""

from __future__ import annotations

import re

SP = r"[ \u00a0]"
REST = r"[^\W\d_]*(?:[\-‐‑’'][^\W\d_]+)*"
CAPITAL = rf"[A-ZÀ-Ý]{REST}"
MORE = rf"(?:{SP}(?:(?:de|du|la|le|van|von){SP})*{CAPITAL}){{0,2}}"
SAYING_SO = (
    r"je m[’']appelle", r"(?:il|elle|iel|qui|on) s[’']appel(?:le|ait)", r"je me nomme",
    r"(?:mon|son) (?:pré)?nom,? (?:est|c[’']est|était)",
    r"(?:my|his|her|their) name(?:[’']s| is| was)", r"(?:i[’']m|am|was|is|he[’']s|she[’']s) called",
)  # fmt: skip
TITLES = (
    "M", "Mr", "Mme", "Mmes", "Mlle", "Mrs", "Ms", "Miss", "Dr", "Dre", "Docteur", "Docteure", "Doctor", "Monsieur",
    "Madame", "Maître", "Me", "Sgt", "Sergent", "Sergente", "Sergeant", "Agent", "Agente", "Constable", "Officer",
    "Père", "Father", "Sœur", "Sister", "Rev", "Prof", "monsieur", "madame", "docteur", "docteure", "officer",
)  # fmt: skip

SHAPES = (
    re.compile(rf"(?i:\b(?:{'|'.join(SAYING_SO)})){SP}+(?P<it>[^\W\d_]{REST}{MORE})"),
    re.compile(rf"\b(?:{'|'.join(TITLES)})\.?{SP}+(?P<it>{CAPITAL}{MORE})"),
)
