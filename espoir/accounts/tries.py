"""How often one may try: counted in the database for every worker, kept an hour, under tags that say nothing."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from espoir import clock
from espoir.accounts.models import Try

WINDOW = timedelta(minutes=15)
KEPT = timedelta(hours=1)
AT_MOST = {"here": 5, "account": 12, "address": 40}  # here: this account from this address


def count(request: HttpRequest, who: str = "") -> datetime | None:
    """Count a try before it is judged; when there were too many, say when one may try again.

    `who` is what was typed, if anything was.
    It is written first and counted after, so that tries sent at the same moment all count.
    """
    now = clock.machine()
    Try.objects.filter(at__lt=now - KEPT).delete()
    tags = _tags(request, who)
    mine = Try.objects.bulk_create(Try(tag=tag, at=now) for tag in tags.values())
    again = [moment for kind, tag in tags.items() if (moment := _when_again(tag, AT_MOST[kind], now))]
    if not again:
        return None
    Try.objects.filter(pk__in=[row.pk for row in mine]).delete()
    return max(again)


def forget(request: HttpRequest, who: str = "") -> None:
    """It was right: what was counted for this account is forgotten, and this try for its address."""
    tags = _tags(request, who)
    newest = Try.objects.filter(tag=tags.pop("address")).order_by("-at", "-pk").first()
    if newest:
        newest.delete()
    Try.objects.filter(tag__in=tags.values()).delete()


def _when_again(tag: str, at_most: int, now: datetime) -> datetime | None:
    newest = Try.objects.filter(tag=tag, at__gt=now - WINDOW).order_by("-at").values_list("at", flat=True)
    times = list(newest[: at_most + 1])
    return times[-1] + WINDOW if len(times) > at_most else None


def _tags(request: HttpRequest, who: str) -> dict[str, str]:
    address = _address(request)
    tags = {"address": _tag(f"address|{address}")}
    if who:
        tags |= {"here": _tag(f"here|{who}|{address}"), "account": _tag(f"account|{who}")}
    return tags


def _tag(text: str) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), f"tries|{clock.machine():%Y-%m-%d}".encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()[:32]


def _address(request: HttpRequest) -> str:
    """Behind a proxy, what the proxy itself saw: the last address it wrote."""
    forwarded = request.headers.get("x-forwarded-for", "") if settings.BEHIND_HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
