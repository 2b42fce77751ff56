"""What can no longer be done is not there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404

from espoir.readiness import rules


def or_404(act: Callable[[], object]) -> None:
    try:
        act()
    except rules.IllegalMove as no:
        raise Http404 from no
