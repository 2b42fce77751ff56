"""The town of a place: the city named last, or what stands after the last comma."""

from __future__ import annotations

from espoir.cores.likeness.packaged import sections
from espoir.cores.likeness.placewords import cities, names, sorts, table

LONGEST_CITY = 5  # Saint-Jean-sur-Richelieu, Sainte-Agathe-des-Monts


def city_of(parts: list[str], *, corner: bool, halves: frozenset[str]) -> tuple[list[str], list[str], str]:
    """The words but for the city named last; the words of the city; the city."""
    words, town, city = _last_city(parts, corner=corner, halves=halves)
    again, before, other = _last_city(words, corner=corner, halves=halves) if city else ([], [], "")
    if other and (other == city or city == "quebec"):
        return again, before, other  # Granby, Québec
    return words, town, city


def _last_city(parts: list[str], *, corner: bool, halves: frozenset[str]) -> tuple[list[str], list[str], str]:
    provinces = sections("cities.txt")["provinces"]
    words = parts[:-1] if len(parts) > 1 and parts[-1] in provinces and not corner else parts
    for end in range(len(words), 0, -1):
        for start in range(max(end - LONGEST_CITY, 0), end):
            city = cities().get(tuple(words[start:end]))
            half = end - start == 1 and words[start] in halves  # Pierre-Laval
            if city and not half and not _is_a_street(words, start, end, corner=corner):
                return [*words[:start], *words[end:]], words[start:end], city
    return words, [], ""


def _is_a_street(words: list[str], start: int, end: int, *, corner: bool) -> bool:
    """After rue or boulevard a city is a street (unless that has a name already: 8e rue Matane, 45 King Street Guelph);

    and of a corner, when only one is left.
    """
    before = words[start - 1] if start else ""
    rest = [*words[:start], *words[end:]]
    if corner and before != "," and sum(names(part) for part in rest) < 2:
        return not any(part in sorts() for part in rest)
    if before not in table("streets"):
        return False
    numbered = words[start - 2] if start > 1 else ""
    named = words[0][:1].isdigit() and any(map(names, words[1 : start - 1]))
    return not (named or (numbered[:1].isdigit() and numbered.endswith("e")))


def unknown_town(kept: list[str]) -> tuple[list[str], list[str]]:
    """Motel Lido, Val-David: what stands after the last comma, when nothing else can be said of it."""
    last = len(kept) - kept[::-1].index(",") if "," in kept else 0
    tail = kept[last:]
    if not any(map(names, kept[:last])) or not all(
        names(part) or part in ("st", "de", "du", "la", "le") for part in tail
    ):
        return [], kept
    return tail, kept[: last - 1]
