"""How the lines of a logbook hold together."""

from __future__ import annotations

import hmac
import json
from datetime import UTC

from espoir.logbook.models import Entry
from espoir.vault import keys

CHAIN = "logbook"  # the name of an organisation's chain key, and the purpose of a person's mark in it


def chain_mac(organisation_id: str, previous: str, entry: Entry) -> str:
    """The mark of a line: keyed, over everything it says and the mark before it."""
    at = entry.at.astimezone(UTC).isoformat()  # the same, whichever clock wrote it and whichever database gave it back
    said = json.dumps([previous, entry.seq, at, entry.who, entry.verb, entry.tag, entry.what])
    key = keys.subject_key(organisation_id, CHAIN)
    return hmac.digest(key, said.encode(), "sha256").hex()
