"""Fetching is checking: the other person's page opens only while a support relationship binds the two."""

from __future__ import annotations

from django.http import Http404

from espoir.meetings import queries
from espoir.organisations.gate import MemberRequest
from espoir.pairing.models import Relationship


def bound(request: MemberRequest, person: str) -> Relationship:
    relationship = queries.relationship_with(request.person, person)
    if relationship is None:
        raise Http404
    organisation = request.organisation  # known already: nobody asks for it again
    relationship.organisation = relationship.peer.organisation = relationship.supporter.organisation = organisation
    return relationship


def supporting(request: MemberRequest, person: str) -> Relationship:
    """The same, for the one of the two who supports."""
    relationship = bound(request, person)
    if relationship.supporter_id != request.person.pk:
        raise Http404
    return relationship
