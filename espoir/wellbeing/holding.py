"""For how long a journal stays open, and where its key is meanwhile.

The key lies in her session on the server, closed with a secret that lies in a cookie of her browser alone. Neither the
database nor the cookie opens anything without the other. It ends with the session (sign-out, quick exit, nobody there),
with the button, after twenty minutes, or as the browser is closed: the cookie has no date.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpResponse

from espoir import clock
from espoir.organisations.gate import MemberRequest
from espoir.vault.keys import WrongKey, unwrap, wrap
from espoir.wellbeing.models import Journal

COOKIE = "w"
IN_SESSION = "journal"
OPEN_FOR = timedelta(minutes=20)


@dataclass(frozen=True)
class Book:
    """A journal, open."""

    journal: Journal
    key: bytes
    until: datetime  # by the machine's clock

    @property
    def seconds_left(self) -> int:
        """After which a page that shows something of it leaves the screen."""
        return max(0, int((self.until - clock.machine()).total_seconds())) + 1


def hold(request: MemberRequest, response: HttpResponse, book: Book) -> None:
    """Keep it open until then, for this session and this browser."""
    secret, until = AESGCM.generate_key(256), int(book.until.timestamp())
    closed = wrap(book.key, secret, _label(request, book.journal, until))
    request.session[IN_SESSION] = {"until": until, "key": base64.b64encode(closed).decode()}
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(secret).decode(),
        path=_path(request),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def from_now() -> datetime:
    return clock.machine().replace(microsecond=0) + OPEN_FOR


def held(request: MemberRequest, journal: Journal) -> Book | None:
    """The journal, if it is open in this session and this browser."""
    found = request.session.get(IN_SESSION)
    if not found or found["until"] <= clock.machine().timestamp():
        return None
    try:
        secret = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        key = unwrap(base64.b64decode(found["key"]), secret, _label(request, journal, found["until"]))
    except (WrongKey, ValueError, binascii.Error):
        return None
    return Book(journal, key, datetime.fromtimestamp(found["until"], UTC))


def let_go(request: MemberRequest, response: HttpResponse) -> None:
    request.session.pop(IN_SESSION, None)
    response.delete_cookie(COOKIE, path=_path(request), samesite="Strict")


def _label(request: MemberRequest, journal: Journal, until: int) -> str:
    return f"{request.session.session_key}|{journal.organisation_id}|{journal.person_id}|{journal.pk}|{until}"


def _path(request: MemberRequest) -> str:
    return f"/{request.organisation.slug}/w/"
