"""What people read before they say yes: short sentences, everyday words (voice.md § 4), only what is true of them."""

import re
from itertools import product

from espoir.research import shipped

WAYS = [
    dict(zip(("by_interview", "in_writing", "call_offered"), ways, strict=True))
    for ways in product((True, False), repeat=3)
]
FACTS = {
    "study": "What helps people stay", "about": "We want to learn what helps.", "thanks": "A card.", "kind": "Helper",
    "contact": "Call Maxime.", "length": "one hour", "take_out_until": "March 3", "raw_until": "June 3",
    "étude": "Ce qui aide à durer", "sujet": "Nous voulons voir ce qui aide.", "merci": "Une carte.", "groupe": "Aide",
    "durée": "une heure", "retrait": "3 mars", "destruction": "3 juin",
}  # fmt: skip


def words_and_sentences(text: str) -> tuple[list[str], int]:
    return re.findall(r"[^\W\d_]+", text), max(1, len(re.findall(r"[.?!:](?:\s|$)", text)))


def grade(text: str) -> float:
    """Flesch–Kincaid."""
    words, sentences = words_and_sentences(text)
    sounds = sum(english_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59


def english_syllables(word: str) -> int:
    sounds = len(re.findall(r"[aeiouy]+", word))
    return max(1, sounds - (word.endswith("e") and not word.endswith("le") and sounds > 1))


def kandel_moles(text: str) -> float:
    words, sentences = words_and_sentences(text)
    sounds = sum(french_syllables(word.lower()) for word in words)
    return 207 - 1.015 * len(words) / sentences - 73.6 * sounds / len(words)


def french_syllables(word: str) -> int:
    """A silent e is not counted."""
    heard = re.sub(r"(?<=[^aeiouyéèêàâîïôû])(e|es|ent)$", "", word) if len(word) > 3 else word
    return max(1, len(re.findall(r"[aeiouyàâéèêëîïôùûœ]+", heard)))


def said(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: FACTS[name[1]], text)


def all_that_people_read(language: str) -> dict[str, str]:
    pages = {"sheet": shipped.sheet(language, **WAYS[0]), "consent": shipped.statements(language, by_interview=True)}
    pages |= {kind: shipped.questions(language, kind) for kind in shipped.QUESTIONS}
    return {name: said(" ".join(part["text"] for part in parts)) for name, parts in pages.items()}


# RES-2
def test_what_people_read_is_easy_to_read_in_both_languages():
    english, french = all_that_people_read(shipped.EN), all_that_people_read(shipped.FR)

    assert {name: round(found, 1) for name, text in english.items() if (found := grade(text)) > 6} == {}
    assert {name: round(found) for name, text in french.items() if (found := kandel_moles(text)) < 80} == {}
    for text in (*english.values(), *french.values()):
        for sentence in re.split(r"(?<=[.?!:;])\s", text):
            assert len(re.findall(r"[^\W_]+", sentence.replace("’", ""))) <= 21, sentence


def test_a_sheet_speaks_only_of_the_ways_there_are():
    for ways in WAYS:
        english = " ".join(part["text"] for part in shipped.sheet(shipped.EN, **ways))
        french = " ".join(part["text"] for part in shipped.sheet(shipped.FR, **ways))
        assert ("interview" in english) == ("entrevue" in french) == ways["by_interview"]
        assert ("To write" in english) == ("Pour écrire" in french) == ways["in_writing"]
        assert ("15-minute" in english) == ("15 minutes" in french) == ways["call_offered"]
        assert len(shipped.sheet(shipped.EN, **ways)) == len(shipped.sheet(shipped.FR, **ways))


# RES-3
def test_seven_statements_and_two_that_stand_apart_in_both_languages():
    for language in (shipped.FR, shipped.EN):
        codes = [part["code"] for part in shipped.statements(language, by_interview=True)]
        assert codes == ["read", "asked", "free", "control", "kept", "anonymous", "yes", "transcription", "quotations"]
        in_writing = [part["code"] for part in shipped.statements(language, by_interview=False)]
        assert in_writing == [*shipped.SEVEN, "quotations"]
    for kind, french in shipped.QUESTIONS.items():
        assert 5 <= len(french) <= 8, kind
