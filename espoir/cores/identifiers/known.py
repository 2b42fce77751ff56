"""What the study knows, wherever it stands in a text, whole words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from espoir.cores.identifiers.kinds import Kind, Known, Suggestion, Why
from espoir.cores.identifiers.words import Word, hang_together, words_of

SHORTEST_PART = 3  # letters of a part of a name that is looked for alone
SMALL = frozenset(
    [
        *("de", "du", "des", "la", "le", "les", "l", "d", "et", "aux", "pour", "dit", "dite", "saint", "sainte", "st"),
        *("ste", "da", "das", "dos", "van", "von", "der", "den", "bin", "ben", "al", "el", "mac", "the", "of", "and"),
    ]
)
ARTICLES = frozenset(["le", "la", "les", "l", "the"])


class Form(NamedTuple):
    known: Known
    is_part: bool
    is_one_word: bool


Forms = dict[str, Form]  # by how it is written without spaces


def find(text: str, known: Iterable[Known]) -> Iterator[Suggestion]:
    """Each place where something known stands; the longest that begins at a word."""
    forms, starts = _forms(known)
    words = words_of(text)
    for at in range(len(words)):
        found = _longest(text, words, at, forms, starts)
        if found:
            last, (one, is_part, _) = found
            start, end = words[at].start, words[last].end
            why = Why.PART if is_part and one.why is Why.KNOWN else one.why
            yield Suggestion(start, end, one.kind, text[start:end], why)


def _longest(text: str, words: list[Word], at: int, forms: Forms, starts: frozenset[str]) -> tuple[int, Form] | None:
    best, joined = None, ""
    for last in range(at, len(words)):
        if last > at and not hang_together(text, words[last - 1], words[last]):
            break
        joined += words[last].folded
        form = forms.get(joined)
        if form and not (best and words[last].folded == "s"):  # Kevin’s is Kevin, and an s
            if form.is_one_word and " " in text[words[at].start : words[last].end].replace("\n", " "):
                continue  # `un à` is not Una
            best = last, form
        if joined not in starts:
            break
    return best


def _forms(known: Iterable[Known]) -> tuple[Forms, frozenset[str]]:
    forms: Forms = {}
    parts: Forms = {}
    for one in known:
        words = [word.folded for word in words_of(one.words)]
        if not words:
            continue
        for said in (words, words[1:] if words[0] in ARTICLES else words):
            for form in _with_plural("".join(said), one):
                forms.setdefault(form, Form(one, False, len(said) == 1))
        if one.kind is Kind.PERSON and len(words) > 1:
            for part in (word for word in words if len(word) >= SHORTEST_PART and word not in SMALL):
                for form in _with_plural(part, one):
                    parts.setdefault(form, Form(one, True, True))
    forms = {**parts, **forms}
    return forms, frozenset(form[:length] for form in forms for length in range(1, len(form)))


def _with_plural(form: str, one: Known) -> tuple[str, ...]:
    """The Tremblays, les Émilies, des Moreaux. Not of common names: too many words end on an s."""
    if one.why is Why.COMMON or len(form) < SHORTEST_PART or form[-1] in "sx" or form[-1].isdigit():
        return (form,)
    return (form, form + "s", form + "x") if form.endswith("u") else (form, form + "s")
