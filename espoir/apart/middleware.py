"""Wherever a placement is asked for and the keeper does not answer: nobody is placed, and a page says so plainly."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from espoir.apart import keeper

TYPED = ("words", "name")  # what was typed by hand is shown again
Answer = Callable[[HttpRequest], HttpResponse]


class KeeperIsAway:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What the view had begun is undone already. What was typed can be sent again."""
        if not isinstance(exception, keeper.KeeperAway):
            return None
        ours = {"csrfmiddlewaretoken", "once"}
        fields = [(name, value) for name, values in request.POST.lists() if name not in ours for value in values]
        words = [value for name, value in fields if name.startswith(TYPED) and value]
        return render(request, "apart/not_now.html", {"fields": fields, "words": words}, status=503)
