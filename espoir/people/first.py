"""Limits first: wherever a person writes about herself, she has seen what cannot always stay private."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from espoir.organisations.gate import MemberRequest
from espoir.people.rules import has_seen_limits

P = ParamSpec("P")
MemberView = Callable[Concatenate[MemberRequest, P], HttpResponse]


def limits_first(view: MemberView[P]) -> MemberView[P]:
    """Stand under the gate: a form sent before she has seen that page leads there, and nothing is written."""

    @wraps(view)
    def first(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not has_seen_limits(request.person):
            return redirect("people:limits", request.organisation.slug)
        return view(request, *args, **kwargs)

    return first
