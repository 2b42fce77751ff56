"""The middleware that closes a session left alone, and keeps one that is not complete on its own pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from espoir.accounts import openings

ALWAYS_OPEN = {"accounts", "open"}  # what anyone may reach: the rooms of the door, and help without a session


class IdleClock:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if openings.is_open(request) and (openings.is_over(request) or openings.has_rested_too_long(request)):
            request.rested = request.session[openings.IDLE]  # type: ignore[attr-defined]
            request.rests_at = request.session.get(openings.CLOSED, "accounts:closed")  # type: ignore[attr-defined]
            openings.close(request)
        if openings.is_open(request):
            request.idle_minutes = request.session[openings.IDLE]  # type: ignore[attr-defined]
        response = self.get_response(request)
        if openings.is_open(request):
            openings.date_the_request(request, response)
        elif openings.COOKIE in request.COOKIES:
            response.delete_cookie(openings.COOKIE)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or ("org" not in match.kwargs and set(match.app_names) & ALWAYS_OPEN):
            return None
        if getattr(view[0], "gate", None) == "public":
            return None
        minutes = getattr(request, "rested", None)
        if minutes is not None:
            return HttpResponseRedirect(reverse(request.rests_at, args=[minutes]))  # type: ignore[attr-defined]
        if openings.is_open(request) and request.session.get(openings.ONLY):
            return HttpResponseRedirect(reverse("accounts:factor"))
        return None
