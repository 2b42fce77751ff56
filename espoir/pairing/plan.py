"""The best whole plan for those who wait, and the order of cards that it proposes. People choose; it decides nothing.

It looks at everyone who waits at once, so that the last one who could support someone is not shown first to a person
who suits many. As many as can be are given someone; then those who have waited longest come first; then comes what
people share, and how much each supporter carries. What is agreed never moves, and what someone is reading stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from espoir import clock
from espoir.apart import placement
from espoir.organisations.models import Organisation, Person
from espoir.pairing import rules
from espoir.pairing.models import Request
from espoir.pairing.placing import Board, turn
from espoir.people.models import Profile

if TYPE_CHECKING:
    from espoir.cores.assignment import Plan

A_CARD_SHOWN = 10  # what it weighs to plan someone else for a person who has cards already


class Cards:
    """What can be laid before one person, in order. `few`: then it is arranged with her, whatever the cause."""

    def __init__(self, supporters: Sequence[Person], *, few: bool) -> None:
        self.supporters, self.few = list(supporters), few


def propose(requests: Sequence[Request], *, asker: Person | None = None) -> dict[str, Cards]:
    """For each of these requests of one organisation, who can be offered, in the order of the whole plan.

    The keeper is asked about twelve people at most for each request, and about none where few suit, unless someone who
    sits with her asks (`asker`).
    """
    if not requests:
        return {}
    organisation = requests[0].organisation
    board = Board(organisation, _all_who_wait(organisation, requests))
    suited = {request.pk: board.suited(request) for request in requests}
    offerable = {request.pk: _offerable(board, request, suited[request.pk], asker) for request in requests}
    ordered = in_order(board, offerable)
    return {
        request.pk: Cards(
            [profile.supporter for profile in ordered[request.pk]],
            few=len(suited[request.pk]) < rules.FEW or len(offerable[request.pk]) < rules.FEW,
        )
        for request in requests
    }


def _offerable(board: Board, request: Request, suited: Sequence[Profile], asker: Person | None) -> list[Profile]:
    if asker is None and len(suited) < rules.FEW:  # nobody new is asked about; what she may be reading is checked
        shown = board.cards.get(request.pk, [])
        suited = [profile for profile in suited if profile.supporter_id in shown]
    shortlist = {profile.supporter_id: profile for profile in board.shortlist(request, suited)}
    asked = [profile.supporter for profile in shortlist.values()]
    return [shortlist[one.pk] for one in placement.offerable(request.peer, asked, asker=asker)] if asked else []


def _all_who_wait(organisation: Organisation, requests: Sequence[Request]) -> list[Request]:
    """These, and those who have cards before them and have not chosen yet: the plan is for all of them."""
    known = {request.pk for request in requests}
    rows = Request.objects.of(organisation).filter(state=Request.State.OPEN, chosen_on=None, offers__state="prepared")
    others = rows.exclude(pk__in=known).select_related("peer").distinct()
    return [*requests, *others.order_by("pk")]


def in_order(board: Board, offerable: Mapping[str, Sequence[Profile]]) -> dict[str, list[Profile]]:
    """The planned supporter first, then the others by what they share, ties by turn. Cards that are shown stay."""
    near = {
        request.pk: sorted(offerable[request.pk], key=lambda profile: board.nearness(request, profile))
        for request in board.requests
        if request.pk in offerable
    }
    new = [pk for pk, profiles in near.items() if len(profiles) > 1 and not board.cards.get(pk)]
    planned = _planned(board, offerable) if new else {}
    return {pk: _arranged(profiles, board.cards.get(pk, []), planned.get(pk)) for pk, profiles in near.items()}


def _arranged(profiles: Sequence[Profile], shown: Sequence[str], planned: str | None) -> list[Profile]:
    if not shown:
        return sorted(profiles, key=lambda profile: profile.supporter_id != planned)
    place = {supporter: number for number, supporter in enumerate(shown)}
    return sorted(profiles, key=lambda profile: place.get(profile.supporter_id, len(place)))


def _planned(board: Board, offerable: Mapping[str, Sequence[Profile]]) -> dict[str, str]:
    """Whom the best whole plan would give to each request: request → supporter."""
    edges = {request.pk: _edges(board, request, offerable) for request in board.requests}
    requests = [request for request in board.requests if edges[request.pk]]
    lines = [edges[request.pk] for request in requests]
    known = {profile.supporter_id for row in lines for profile, _cost in row}
    supporters = [profile for profile in board.profiles if profile.supporter_id in known]
    found = solve(
        [(clock.today() - request.asked_on).days for request in requests],
        [board.burden(profile) for profile in supporters],
        _numbered(lines, supporters),
        _turns(requests, supporters),
    )
    return {requests[row].pk: supporters[column].supporter_id for row, column in found.pairs}


def _edges(board: Board, request: Request, offerable: Mapping[str, Sequence[Profile]]) -> list[tuple[Profile, int]]:
    shown = board.cards.get(request.pk, [])
    if request.pk in offerable:
        profiles = offerable[request.pk]
    else:
        profiles = [profile for profile in board.suited(request) if profile.supporter_id in shown]
    return [(profile, board.distance(request, profile) - _stands(shown, profile)) for profile in profiles]


def _stands(shown: Sequence[str], profile: Profile) -> int:
    return A_CARD_SHOWN if shown and shown[0] == profile.supporter_id else 0


Turns = tuple[Sequence[int], Sequence[int]]


def _turns(requests: Sequence[Request], supporters: Sequence[Profile]) -> Turns:
    """Whose turn it is among equals: drawn anew with each new request, and the same whenever it is asked again."""
    newest = max(requests, key=lambda request: (request.asked_on, request.pk))
    people = [request.pk for request in requests], [profile.supporter_id for profile in supporters]
    hers, theirs = ([int(turn(newest, person), 16) for person in side] for side in people)
    return hers, theirs


def _numbered(
    lines: Sequence[Sequence[tuple[Profile, int]]], supporters: Sequence[Profile]
) -> list[tuple[int, int, int]]:
    number = {profile.supporter_id: column for column, profile in enumerate(supporters)}
    return [(row, number[profile.supporter_id], cost) for row, line in enumerate(lines) for profile, cost in line]


def solve(
    waited: Sequence[int], burdens: Sequence[Sequence[int]], edges: Sequence[tuple[int, int, int]], turns: Turns
) -> Plan:
    """The proven best plan. NumPy is imported here: the processes that serve pages never plan."""
    import numpy as np  # noqa: PLC0415

    from espoir.cores import assignment  # noqa: PLC0415

    lines = np.array(edges, np.int64)
    rows = assignment.by_row(lines[:, 0], lines[:, 1], lines[:, 2], peers=len(waited))
    longest = max(len(row) for row in burdens)
    load = [[*row, *[row[-1]] * (longest - len(row))] for row in burdens]
    waiting = assignment.first_pair_everyone(waited, rows, load)
    problem = assignment.Problem.of(waiting, [len(row) for row in burdens], rows, load)
    return assignment.solve(problem, order=assignment.Keys(*turns))
