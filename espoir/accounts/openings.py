"""Opening and closing a session: when it began, how long it may rest, what it may reach."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout, user_logged_in
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from espoir import clock
from espoir.accounts import factors, tablet
from espoir.accounts.models import Doorstep
from espoir.accounts.queries import CALLED, is_staff_somewhere, people_of
from espoir.accounts.sessions import SINCE
from espoir.organisations.models import Account

IDLE = "idle"  # minutes without a request after which the session is closed
PROVED = "proved"  # when she last showed who she is
ONLY = "only"  # she may reach nothing but the pages where her means are completed
CLOSED = "closed"  # the name of the page where it goes by itself then; `accounts:closed` when it says nothing
WAY_OUT = "out"  # where “Quick exit” leads from there
COOKIE = "t"
IDLE_AT_FIRST = 20
FRESH_SECONDS = 10 * 60
BACKEND = "django.contrib.auth.backends.ModelBackend"


def open_session(request: HttpRequest, account: Account) -> None:
    """The one place where somebody is let in."""
    if CLOSED in request.session:  # someone without an account had it before: nothing of hers stays in it
        request.session.flush()
    login(request, account, backend=BACKEND)
    look_again(request, account)


def open_without_account(
    request: HttpRequest, *, says: dict[str, str], minutes: int, closed: str, way_out: str
) -> None:
    """For someone who has no account here: her session rests and ends like the others."""
    logout(request)  # whoever was signed in on this device is not any more
    request.session.update(says)
    request.session[SINCE] = int(clock.machine().timestamp())
    request.session[IDLE] = tablet.IDLE if tablet.is_shared(request) else minutes
    request.session[CLOSED], request.session[WAY_OUT] = closed, way_out
    request.session.cycle_key()
    rotate_token(request)
    request.idle_minutes = request.session[IDLE]  # type: ignore[attr-defined]


def look_again(request: HttpRequest, account: Account) -> None:
    """Until what opens this account is complete, the session reaches only the pages that complete it."""
    if is_complete(account):
        request.session.pop(ONLY, None)
    else:
        request.session[ONLY] = True


def is_complete(account: Account) -> bool:
    """A passphrase or a passkey; for staff, a second factor too."""
    if is_staff_somewhere(account):
        return factors.has_second(account)
    return account.has_usable_password() or factors.has_passkey(account)


@receiver(user_logged_in)
def _note_the_hour(request: HttpRequest, user: Account, **kwargs: object) -> None:
    request.session[SINCE] = request.session[PROVED] = int(clock.machine().timestamp())
    request.session[IDLE] = tablet.IDLE if tablet.is_shared(request) else idle_minutes(user)


def idle_minutes(account: Account) -> int:
    """As the organisation set it; the shortest where someone belongs to several."""
    lengths = [
        person.organisation.staff_idle_minutes if person.is_staff_here else person.organisation.idle_minutes
        for person in people_of(account)
    ]
    return min(lengths, default=IDLE_AT_FIRST)


def is_open(request: HttpRequest) -> bool:
    return SINCE in request.session


def has_rested_too_long(request: HttpRequest) -> bool:
    """The last request is dated by a signed cookie of this session, so that reading a page writes nothing."""
    seconds = request.session[IDLE] * 60
    try:
        _signer(request).unsign(request.COOKIES.get(COOKIE, ""), max_age=seconds)
    except SignatureExpired:
        return True
    except BadSignature:  # none, or another session's: good only while this session is young
        return bool(_age(request, SINCE) > seconds)
    return False


def is_over(request: HttpRequest) -> bool:
    return _age(request, SINCE) > float(settings.SESSION_COOKIE_AGE)


def is_fresh(request: HttpRequest) -> bool:
    """She showed who she is a few minutes ago: enough to change what opens her account."""
    return _age(request, PROVED) < FRESH_SECONDS


def proved(request: HttpRequest) -> None:
    request.session[PROVED] = int(clock.machine().timestamp())


def _age(request: HttpRequest, mark: str) -> float:
    return clock.machine().timestamp() - float(request.session.get(mark, 0))


def date_the_request(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie(
        COOKIE,
        _signer(request).sign(""),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _signer(request: HttpRequest) -> TimestampSigner:
    return TimestampSigner(salt=f"idle|{request.session.session_key}")


def close(request: HttpRequest) -> None:
    logout(request)


def call_this_session(request: HttpRequest, name: str) -> None:
    """A name of her own for the session she is in, sealed."""
    if isinstance(request.user, Account):
        request.session[CALLED] = factors.seal(request.user, name) if name else ""


def step_pending(account: Account) -> str | None:
    """The page to show before anything else, if there is one."""
    doorstep = Doorstep.objects.filter(account=account).first()
    if doorstep is None:
        return None
    if doorstep.renewed_on:
        return "accounts:renewed"
    return None if doorstep.knows_the_way_out else "accounts:way_out"
