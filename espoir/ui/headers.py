"""What every answer says to the browser: keep nothing, show nothing, ask nobody else."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class PrivateByDefault:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
            response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
