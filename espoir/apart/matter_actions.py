"""Verbs of safety leads and the outside ally. The logbook says that one was opened or settled, and names no one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from espoir.apart import keeper, matter_queries
from espoir.apart.codes import Then
from espoir.apart.matter_queries import Matter
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person

PRESSED = verb("apart.pressed", _("asked to open something about preferences"))
OPENED = verb("apart.opened", _("opened something about preferences"))
SETTLED = verb("apart.settled", _("settled something about preferences"))


class NotForThem(Exception):
    """Not a matter that this person may look at, or not yet."""


@transaction.atomic
def press(matter: Matter, *, by: Person) -> bool:
    """Ask to open the reason; true once it is open to them. Two different people press, where there are two."""
    _check(matter, by)
    record(PRESSED, by=by, about=[])
    return keeper.press(matter.row, by=by.pk, readers_needed=matter.needs)


def read(matter: Matter, *, by: Person) -> list[matter_queries.Written]:
    """The reason, noted each time that it is read."""
    _check(matter, by)
    sides = matter_queries.reason(matter, by)
    record(OPENED, by=by, about=[])
    return sides


@transaction.atomic
def settle(matter: Matter, *, by: Person, outcome: str) -> None:
    """Say what was decided. A review is settled once its reason was open to them; an alarm at any time."""
    _check(matter, by)
    if not (matter.is_alarm or matter.is_open_to(by)):
        raise NotForThem
    record(SETTLED, by=by, about=[])
    keeper.settle(matter.row, by=by.pk, outcome=outcome)


@transaction.atomic
def take_apart(matter: Matter, *, by: Person) -> None:
    """End what stands, through its own room's kind way, and settle it so."""
    _check(matter, by)
    if matter.tie is None or not matter.is_open_to(by):
        raise NotForThem
    wrote_first = [side.person for side in sorted(matter_queries.reason(matter, by), key=_asked_to_move)]
    matter.tie.part(by, [*dict.fromkeys([*wrote_first, *matter.people])])
    settle(matter, by=by, outcome="changed")


def _check(matter: Matter, by: Person) -> None:
    if by not in matter.readers or matter.is_settled:
        raise NotForThem


def _asked_to_move(side: matter_queries.Written) -> bool:
    """Whoever asked for a change moves first."""
    return side.then != Then.CHANGE
