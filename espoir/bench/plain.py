"""The page beside us: plain Django, signed in, as many queries, as many bytes; nothing sealed and no logbook."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import Client, override_settings
from django.urls import path

from espoir.bench.pages import Measured, measure_path
from espoir.bench.plain_rows import Plain, words
from espoir.organisations.models import Account

AT_ONCE = 25
WITHOUT_OURS = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ITS_OWN_QUERIES = 2  # the session, and whose it is
A_WORD = 6  # letters, with the space after it
PAGE = Engine().from_string(
    """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>
<ul>{% for row in rows %}<li><b>{{ row.name }}</b> <span>{{ row.words }}</span></li>{% endfor %}</ul>
<p>{{ filling }}</p></body></html>"""
)


@login_required
def page(request: HttpRequest, queries: int, size: int) -> HttpResponse:
    rows: list[Any] = []
    for number in range(max(1, queries - ITS_OWN_QUERIES)):
        rows = list(Plain.objects.filter(group=number).order_by("-id")[:AT_ONCE])
    bare = len(_rendered(rows, ""))
    return HttpResponse(_rendered(rows, words(size, max(0, size - bare) // A_WORD)))


def _rendered(rows: list[Any], filling: str) -> str:
    return str(PAGE.render(Context({"title": "Plain", "rows": rows, "filling": filling})))


urlpatterns = [path("plain/<int:queries>/<int:size>/", page)]


def measure(account: Account, *, queries: int, size: int, times: int) -> Measured:
    with override_settings(MIDDLEWARE=WITHOUT_OURS, ROOT_URLCONF="espoir.bench.plain"):
        client = Client()
        client.force_login(account)
        return measure_path(client, f"/plain/{queries}/{size}/", times=times)
