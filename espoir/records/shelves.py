"""The shelves of « Mes renseignements »: which tables lie together, who sees them, where they are changed.

A table that nobody put on a shelf lies on the last one: it is never forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from espoir.organisations.owned import Owned


@dataclass(frozen=True)
class Shelf:
    code: str  # one letter: it stands in the address
    title: StrOrPromise
    seen_by: StrOrPromise
    tables: tuple[str, ...]
    where: str = ""  # the page where its owner changes it


SHELVES: tuple[Shelf, ...] = (
    Shelf("a", _("My name and role here"), _("Seen by the team, each for their part"),
          ("organisations.person", "organisations.hat"), "people:name"),
    Shelf("z", _("Also kept"), _("Seen by you and the coordinator"), ()),
)  # fmt: skip
LAST = SHELVES[-1]
BY_CODE = {shelf.code: shelf for shelf in SHELVES}
_BY_TABLE = {table: shelf for shelf in SHELVES for table in shelf.tables}


def shelf_of(table: type[Owned]) -> Shelf:
    return _BY_TABLE.get(table._meta.label_lower, LAST)
