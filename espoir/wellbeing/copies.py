"""The copy that she alone takes, while her journal is open: for people (HTML, in her language), for programs (JSON)."""

from __future__ import annotations

import io
import json
import zipfile

from django.template.loader import render_to_string

from espoir import clock
from espoir.i18n import say
from espoir.wellbeing import queries, results
from espoir.wellbeing.holding import Book

FORMAT = "espoir-journal-1"


def pack(book: Book) -> bytes:
    """Made in memory, and kept nowhere."""
    found = queries.entries(book)
    page = render_to_string(
        "wellbeing/document.html",
        {
            "lang": "fr-CA" if say.in_french() else "en-CA",
            "today": clock.today(),
            "rows": [(entry, results.of(entry)) for entry in found],
        },
    )
    data = {
        "format": FORMAT,
        "made_on": clock.today().isoformat(),
        "entries": [
            {
                "at": entry.at.isoformat(timespec="minutes"),
                "kind": entry.kind,
                "answers": entry.answers,
                "line": entry.line,
                "scores": results.shown(entry).get("scores", {}),
            }
            for entry in found
        ],
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("document.html", page)
        archive.writestr("document.json", json.dumps(data, ensure_ascii=False, indent=1))
    return held.getvalue()
