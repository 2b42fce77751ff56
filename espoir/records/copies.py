"""The file that a person takes away: for people (HTML, in her language) and for other programs (JSON)."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation

from espoir import clock
from espoir.logbook import queries as logbook
from espoir.organisations.models import Person
from espoir.records import queries
from espoir.records.models import Copy
from espoir.vault import boxes

FORMAT = "espoir-copy-1"
A_DAY = 24 * 60 * 60


def path_of(copy: Copy) -> Path:
    return Path(settings.DATA) / "copies" / copy.pk


def write(copy: Copy, content: bytes) -> None:
    path = path_of(copy)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(boxes.seal_bytes(copy.organisation_id, copy.person_id, _place(copy), content))


def read(copy: Copy) -> bytes:
    return boxes.unseal_bytes(copy.organisation_id, copy.person_id, _place(copy), path_of(copy).read_bytes())


def _place(copy: Copy) -> str:
    return f"records.copy|{copy.pk}|file"


def remove_strays() -> None:
    """Files that a stop left without their row. One of today may still be waiting for its row."""
    yesterday = clock.now().timestamp() - A_DAY
    for file in (Path(settings.DATA) / "copies").glob("*"):
        if (
            file.stat().st_mtime < yesterday
            and not Copy.objects.everywhere(because="one file, whoever's").filter(pk=file.name).exists()
        ):
            file.unlink(missing_ok=True)


def remove(copy: Copy) -> None:
    path_of(copy).unlink(missing_ok=True)


def pack(person: Person) -> bytes:
    """Everything about her, as one archive whose names say nothing."""
    with translation.override(person.language):
        page = render_to_string("records/document.html", contents(person))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("document.html", page)
        archive.writestr("document.json", json.dumps(_for_programs(person), cls=DjangoJSONEncoder, indent=1))
    return held.getvalue()


def contents(person: Person) -> dict[str, Any]:
    """For a page that holds everything: the file's, or the one that is printed."""
    seen = logbook.in_words(person, logbook.seen_by(person))
    return {
        "lang": "fr-CA" if person.language.startswith("fr") else "en-CA",
        "today": clock.today(),
        "shelves": [
            (shelf, [words for row in rows if (words := queries.plain_words(row, person))])
            for shelf, rows in queries.everything(person)
        ],
        "elsewhere": queries.elsewhere(person),
        "sightings": seen,
    }


def _for_programs(person: Person) -> dict[str, Any]:
    lines = logbook.seen_by(person)
    return {
        "format": FORMAT,
        "made_on": clock.today(),
        "language": person.language,
        "rows": [
            {"table": row._meta.label_lower, **queries.values_of(row, person)}
            for _shelf, rows in queries.everything(person)
            for row in rows
        ],
        "elsewhere": [{"title": str(apart.title), "lines": apart.lines} for apart in queries.elsewhere(person)],
        "opened": [{"at": line.at, "what": line.verb} for line in lines],
    }
