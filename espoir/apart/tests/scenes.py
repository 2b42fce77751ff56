"""What several tests of her own page begin with."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from espoir.apart import queries
from espoir.ui.tests.reading import as_seen

HERS = "/sentier/e/"
MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)  # 10 in the morning at Le Sentier
PHONE = {"kind": "phone", "words": "514 555-0188", "mode": "sealed"}
NAME = {"kind": "person", "words": "Ronce", "mode": "sealed"}


def blank(page: bytes) -> str:
    """What she sees, without the values that are new on every page."""
    return re.sub(r"/l/[2-9a-z]{12}/", "/l/*/", as_seen(page))


def only_line(person):
    (line,) = queries.shown_to(person)
    return line


def page_of(client, path=HERS):
    return as_seen(client.get(path).content)
