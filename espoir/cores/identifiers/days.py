"""Dates with their year, and the day someone was born, however little of it is said."""

from __future__ import annotations

MONTHS = (
    r"(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|janv|févr|fevr|juill|sept|oct|nov|déc|jan|feb|mar|apr|jun|jul|aug|dec)\.?"
)
YEAR = r"(?:19|20)\d\d"
NUMBER = r"(?:1er|\d{1,2})(?:st|nd|rd|th)?"
DAY = (
    rf"(?:{NUMBER}\s+(?:of\s+)?{MONTHS},?\s+{YEAR}|{MONTHS}\s+{NUMBER},?\s+{YEAR}"
    rf"|{YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
    rf"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.]{YEAR})"
)
BORN = (
    r"(?:n[ée]e?s?\s+(?:le|en)|date\s+de\s+naissance|ddn|naissance|anniversaire|fête"
    r"|born(?:\s+on|\s+in)?|date\s+of\s+birth|d\.?o\.?b\.?|birthday)"
)
PART_OF_A_DAY = rf"{NUMBER}\s+(?:of\s+)?{MONTHS}|{MONTHS}\s+{NUMBER}|(?:{MONTHS}\s+)?{YEAR}"

WHOLE = rf"\b{DAY}\b"
OF_BIRTH = rf"\b{BORN}[ \u00a0]*:?[ \u00a0]*(?:(?:le|the|on|in|est|is|c[’']est)[ ])*(?P<it>{DAY}|{PART_OF_A_DAY})\b"
