"""Common first names and towns, as a last net for names that nobody listed."""

from __future__ import annotations

import re
from functools import cache

from espoir.cores.identifiers import Kind, Known, Suggestion, Why
from espoir.cores.identifiers.words import folded
from espoir.cores.likeness.packaged import sections

GIVEN = ("given_french.txt", "given_english.txt", "given_elsewhere.txt")
SHORTEST = 3
# Names that are also words: in small letters, or where a sentence begins, they are taken for the word.
WORDS_TOO = frozenset(
    [
        *("aime", "aimee", "ange", "avril", "blanche", "bon", "bonne", "brune", "carol", "chance", "chase", "claire"),
        *("clair", "clement", "constant", "constance", "dale", "daisy", "dans", "dean", "desire", "desiree", "dawn"),
        *("don", "dot", "drew", "earl", "eve", "faith", "fidele", "fleur", "flora", "frank", "gene", "glen", "grace"),
        *("grant", "guy", "hope", "hui", "hunter", "iris", "ivy", "jack", "jade", "jay", "jean", "jo", "joie", "joy"),
        *("june", "juste", "lance", "lane", "lea", "les", "lien", "lily", "line", "long", "lou", "luc", "mai", "major"),
        *("man", "manuel", "many", "marc", "marine", "mark", "marquis", "max", "may", "mercy", "merci", "miles", "min"),
        *("mina", "mine", "mira", "neige", "noel", "norm", "numbers", "olive", "opal", "pascal", "pat", "pearl"),
        *("penny", "perle", "pierre", "placide", "prudent", "prudence", "ray", "real", "reine", "remi", "rich", "rob"),
        *("rock", "roman", "rose", "royal", "ruby", "rusty", "sage", "said", "salle", "sandy", "see", "serena", "sky"),
        *("sol", "son", "star", "sue", "summer", "sun", "tom", "van", "vic", "victoire", "violette", "will", "willow"),
        *("winter", "august", "avis", "bill", "art", "king", "queen", "love", "precious", "young", "page", "worth"),
        *("amos", "hull", "magog", "perth", "surrey", "midland", "brooks", "hanover", "milton", "delson", "alma"),
        *("lorraine", "lasalle", "thompson", "lindsay", "hudson", "trenton", "jasper", "vernon", "chandler", "penny"),
    ]
)
BEFORE_A_SENTENCE = re.compile(r"(?:^|[.!?…:;«“\"(\n\-–—])\s*$")
BRIEF = 5  # letters: in small letters a shorter name is too often something else


@cache
def names() -> tuple[Known, ...]:
    people = {name for file in GIVEN for group in sections(file).values() for name in group if len(name) >= SHORTEST}
    spelled = {spelling for city in sections("cities.txt")["cities"] for spelling in city.split("=")}
    towns = {town.replace("-", " ") for town in spelled if len(town) >= SHORTEST}
    return (
        *(Known(name, Kind.PERSON, Why.COMMON) for name in sorted(people) if folded(name) != "les"),
        *(Known(town, Kind.PLACE, Why.COMMON) for town in sorted(towns)),
    )


def is_a_name_here(text: str, suggestion: Suggestion) -> bool:
    """In small letters, or where a sentence begins, a name that is also a word is the word."""
    is_small = suggestion.said[:1].islower()
    if folded(suggestion.said) in WORDS_TOO:
        before = text[max(0, suggestion.start - 4) : suggestion.start]
        return not (is_small or (len(before) < 4 and not before.strip()) or BEFORE_A_SENTENCE.search(before))
    return not is_small or len(suggestion.said) >= BRIEF
