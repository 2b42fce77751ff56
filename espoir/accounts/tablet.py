"""A device that an office shares: only peers sign in on it, and a session rests three minutes at most."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from espoir.organisations.models import Organisation

COOKIE = "g"
IDLE = 3
_SALT = "shared device"


def is_shared(request: HttpRequest) -> bool:
    return of_organisation(request) is not None


def of_organisation(request: HttpRequest) -> str | None:
    try:
        found: str = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT)
    except signing.BadSignature:
        return None
    return found


def share(response: HttpResponse, organisation: Organisation) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(organisation.pk, salt=_SALT),
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def unshare(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE)
