"""Pages for when nothing else can be shown. They are the same for everyone and say nothing of what was asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from espoir.i18n.say import in_french
from espoir.ui.frame import WEATHER


def _bare(name: str, status: int) -> HttpResponse:
    """No session, no database, no name: only the language is known."""
    code = "fr" if in_french() else "en"
    return HttpResponse(render_to_string(name, {"lang": f"{code}-CA", "exit_url": WEATHER[code]}), status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare("ui/404.html", 404)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _bare("ui/403.html", 403)


def broken(request: HttpRequest) -> HttpResponse:
    return _bare("ui/500.html", 500)
