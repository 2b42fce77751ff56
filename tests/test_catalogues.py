"""The catalogues of all rooms are one for Django: the first room that says an English sentence speaks for all."""

from __future__ import annotations

import re
from collections import defaultdict

from espoir.i18n import catalogue


def test_one_english_sentence_has_one_french_one_in_every_room():
    """Where it means two things, each says which: `pgettext("line", "Keep it")`."""
    said: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for room in catalogue.rooms():
        for entry in catalogue.read_po(room):
            french = " / ".join(entry.msgstr_plural.values()) or entry.msgstr
            said[entry.msgctxt or "", entry.msgid, entry.msgid_plural].setdefault(french, room.name)
    assert not {words: rooms for words, rooms in said.items() if len(rooms) > 1}


def test_pages_written_whole_in_french_are_set_as_in_quebec():
    """A help page is no sentence of a catalogue: its marks are looked at here."""
    tags, wrong = (
        re.compile(r"\{[%{].*?[%}]\}|<[^>]+>"),
        re.compile(r"«(?!\u202f)|(?<!\u202f)»| [:;?!%]|(?<=\w)'(?=\w)"),
    )
    pages = [*catalogue.HOUSE.glob("*/templates/**/fr/**/*.html")]
    assert pages
    assert not [page for page in pages if wrong.search(tags.sub("", page.read_text(encoding="utf-8")))]
