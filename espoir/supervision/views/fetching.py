"""What several pages fetch: fetching is checking."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from espoir.organisations.gate import MemberRequest
from espoir.organisations.models import Person
from espoir.supervision import queries, rules
from espoir.supervision.models import Supervision


def one_i_supervise(request: MemberRequest, supervised: str) -> Person:
    return get_object_or_404(queries.supervised_by(request.person), pk=supervised)


def session_i_share(request: MemberRequest, session: str) -> Supervision:
    return get_object_or_404(queries.sessions_i_share(request.person), pk=session)


def or_404(act: Any) -> None:
    """What can no longer be done is not there."""
    try:
        act()
    except rules.IllegalMove as no:
        raise Http404 from no
