"""The erasure ledger: who asked to be erased, as marks that say nothing without our key.

A line is on the disk before anything is destroyed, so an erasure that was cut short, or undone by putting an older
backup back, is done again. It travels with the anchors and with every backup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from espoir import clock
from espoir.logbook import anchors
from espoir.organisations.ids import ALPHABET
from espoir.organisations.models import Account, Person
from espoir.vault import keys

HORIZON = timedelta(days=30)  # the longest that a copy of the keys is kept


@dataclass(frozen=True)
class Receipt:
    code: str
    at: datetime

    @property
    def last_day(self) -> date:
        """From this day on, no copy can be read."""
        return clock.local_day(self.at + HORIZON)


def path() -> Path:
    return Path(settings.DATA) / anchors.LEDGER


def new_code() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3)).upper()


def key() -> bytes:
    return keys.key_of_the_installation("ledger", needed_by=path())


def mark(scope: str, subject: str) -> str:
    said = f"{scope}|{subject}".encode()
    return hmac.digest(key(), said, "sha256").hex()


def write(person: Person, accounts: list[Account]) -> Receipt:
    """Promise this erasure, for good."""
    return promise([mark(person.organisation_id, person.pk), *(mark(keys.HOUSE, account.pk) for account in accounts)])


def promise(marks: list[str], *, beside: bytes = b"") -> Receipt:
    """What bears these marks goes, and stays gone. The receipt's code is known to its holder only.

    `beside`: sealed, what whoever keeps the promise needs after a stop or an older backup.
    """
    receipt = Receipt(new_code(), clock.now().replace(second=0, microsecond=0))
    line = {"at": receipt.at.isoformat(), "marks": marks, "receipt": digest(receipt.code)}
    line |= {"beside": beside.hex()} if beside else {}
    anchors.append(path(), json.dumps(line))
    return receipt


def digest(code: str) -> str:
    """What is kept of a receipt's code."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def changed_since(moment: float) -> bool:
    """Has someone been erased since this moment of the machine's clock?"""
    return path().exists() and path().stat().st_mtime >= moment


def lines() -> list[dict[str, object]]:
    if not path().exists():
        return []
    found = []
    for line in path().read_text(encoding="utf-8").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue  # half a line: nothing had been destroyed yet
    return found


def marks() -> frozenset[str]:
    """Everyone who must stay erased."""
    return frozenset(str(one) for line in lines() for one in line["marks"])  # type: ignore[attr-defined]


def promise_with(mark: str) -> dict[str, object] | None:
    """The line in which this mark stands, if what bears it was promised to go."""
    return next((line for line in lines() if mark in line["marks"]), None)  # type: ignore[operator]


def erased_on(code: str) -> datetime | None:
    """When what this receipt stands for was erased; None when it is not one of ours."""
    for line in lines():
        if line["receipt"] == digest(code):
            return datetime.fromisoformat(str(line["at"]))
    return None
