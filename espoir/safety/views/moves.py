"""How each move ends: it is said, and its page opens again. What can no longer be done is not there."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from espoir.organisations.gate import MemberRequest
from espoir.safety import rules
from espoir.safety.models import Incident


def or_404(act: Callable[[], object]) -> None:
    try:
        act()
    except rules.IllegalMove as no:
        raise Http404 from no


def done(request: MemberRequest, row: Incident, words: str, act: Callable[[], object], *, page: str) -> HttpResponse:
    """Do it, say so, and go back to the page it was done on."""
    or_404(act)
    messages.success(request, words)
    return redirect(page, request.organisation.slug, row.pk)
