"""Rule 13. Two languages, complete, each written as a thoughtful person of that language would."""

from __future__ import annotations

import re

import polib
import pytest

from espoir.i18n import catalogue

ROOMS = [room for room in catalogue.rooms() if catalogue.words_of(room)]
FRENCH = {room.name: catalogue.read_po(room) for room in ROOMS}
SENTENCES = [(room, entry) for room, po in FRENCH.items() for entry in po]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_french_readers_read_french_everywhere(room):
    assert not catalogue.untranslated(room)


def _forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def test_both_languages_speak_of_the_same_things():
    wrong = [
        (room, entry.msgid)
        for room, entry in SENTENCES
        for form in _forms(entry)
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert not wrong


def test_no_catalogue_is_fuzzy_or_holds_forgotten_sentences():
    for room, po in FRENCH.items():
        said = {words.one for words in catalogue.words_of(catalogue.HOUSE / room)}
        assert not [entry.msgid for entry in po if entry.fuzzy or entry.msgid not in said], room


BANNED = re.compile(
    r"\b(victimes?|clientes?|bénéficiaires?|accompagnées?|jumelage|mentore?s?|mentorées?|dossiers?|rechute|survivantes?|"
    r"victims?|clients?|beneficiar\w+|mentors?|mentees?|no-show|overdue|caseload|case manager|rescue)\b",
    re.IGNORECASE,
)


def test_nobody_is_called_what_they_would_not_call_themselves():
    found = [(room, form) for room, entry in SENTENCES for form in [entry.msgid, *_forms(entry)] if BANNED.search(form)]
    assert not found


DOUBLED = re.compile(r"\w(·|\(e\)|\(ne\)|\(trice\)|/e\b|/trice\b)")
WRONG_SPACES = re.compile(r" [:;?!%»]|« |\w[?!]\s?!|[^\u00a0\s]:(?=\s|$)|\d+h\d*\b|'")


@pytest.mark.parametrize(("rule", "reason"), [(DOUBLED, "reword instead"), (WRONG_SPACES, "voice.md 4.2")])
def test_french_is_set_as_in_quebec(rule, reason):
    found = [
        (room, form, reason)
        for room, entry in SENTENCES
        for form in _forms(entry)
        if rule.search(PLACEHOLDER.sub("x", re.sub(r"<[^>]+>|https?://\S+", "", form)))
    ]
    assert not found


def test_english_uses_canadian_spelling_and_curly_quotes():
    american = re.compile(
        r"\b(center|color|behavior|organisation|organise|program me|counseling|check \(money\))\b|(?<=\w)'(?=\w)"
    )
    assert not [(room, entry.msgid) for room, entry in SENTENCES if american.search(entry.msgid)]


def test_no_exclamation_anywhere():
    assert not [(room, form) for room, entry in SENTENCES for form in [entry.msgid, *_forms(entry)] if "!" in form]
