"""Names as files write them."""

from __future__ import annotations

import re

from espoir.cores.bibliography.records import AND_OTHERS, Author

INITIALS = re.compile(r"(.+?)[ ,]+((?:[A-ZÀ-Ý]\.?[ -]?){1,4})$")  # “Liu R.”, “Adler DG”


def author(said: str) -> Author:
    """“Roy, Anne” and “Roy A.” are a person; “Family Services of Peel” and “Veterans Ombudsman,” are not split."""
    name = " ".join(said.split())
    if re.fullmatch(r"(et al|others)\W*", name, re.IGNORECASE):
        return AND_OTHERS
    family, comma, given = name.partition(",")
    if comma:
        return Author(family.strip(), given.strip(" ,"))
    initials = INITIALS.match(name)
    if initials and len(initials[1].split()) <= 3 and len(initials[2].strip()) <= 7:
        return Author(initials[1].strip(), initials[2].strip())
    return Author(name)


def authors_in(cell: str) -> tuple[Author, ...]:
    """Several names in one cell: `;`, “and”, a Python list, or initials that show where each name ends."""
    text = cell.strip()
    if text.startswith("[") and text.endswith("]"):
        found = re.findall(r"'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"", text)
        return tuple(author(one or other) for one, other in found)
    if ";" in text or re.search(r"\sand\s", text):
        parts = re.split(r"\s*;\s*|\s+and\s+", text)
        return tuple(author(part) for part in parts if part.strip(" ,"))
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(INITIALS.match(part) for part in parts):  # Liu R., Adler D.G.
        return tuple(author(part) for part in parts)
    if len(parts) > 2 and len(parts) % 2 == 0 and all(_is_initials(part) for part in parts[1::2]):
        return tuple(Author(*pair) for pair in zip(parts[::2], parts[1::2], strict=True))
    return (author(text),) if text else ()


def _is_initials(part: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-ZÀ-Ý]\.?[ -]?){1,4}", part))
