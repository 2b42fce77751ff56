"""When the keeper does not answer: a plain sentence, and what was typed still there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render

from espoir.apart import keeper
from espoir.organisations.gate import MemberRequest

P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, P], HttpResponse]
OURS = {"csrfmiddlewaretoken", "once"}
SHOWN = ("name", "words")  # what she typed herself, beginning with one of these


def needs_the_keeper(view: View[P]) -> View[P]:
    """Under the gate of every view of this room that asks the keeper something."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except keeper.KeeperAway:
            return _away(request)

    return guarded


def _away(request: MemberRequest) -> HttpResponse:
    fields = [(name, value) for name, values in request.POST.lists() if name not in OURS for value in values]
    words = [value for name, value in fields if name.startswith(SHOWN) and value]
    return render(request, "apart/away.html", {"fields": fields, "words": words}, status=503)
