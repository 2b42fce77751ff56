"""Invented wording: what is asked here is asked nowhere else."""

from __future__ import annotations

from espoir.cores.scoring import Instrument, find
from espoir.measures import actions, wording

WORDS = {"fr": "Énoncé inventé", "en": "Made-up line"}


def a_file(instrument: Instrument, language: str) -> str:
    lines = ["item,text", f'intro,"{WORDS[language]}, to begin"' if language == "en" else "intro,Pour commencer"]
    lines += [f"{name},{WORDS[language]} {name}" for name in wording.example(instrument.key)[1:]]
    return "\n".join(lines) + "\n"


def brought(by, code="who5", languages=("fr", "en")):
    instrument = find(code)
    for language in languages:
        words = wording.parse(a_file(instrument, language).encode(), instrument.key)
        actions.bring(by=by, instrument=instrument, language=language, wording=words)
    return instrument


def on(by, code="who5", languages=("fr", "en")):
    instrument = brought(by, code, languages)
    actions.switch_on(by=by, instrument=instrument)
    return instrument
