"""Who holds a mark."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Mark = TypeVar("Mark", bound=Hashable)
Holder = TypeVar("Holder", bound=Hashable)


class Index(Generic[Mark, Holder]):
    """Holders by mark. Most marks have one holder: it is kept without a set of its own."""

    def __init__(self) -> None:
        self._holders: dict[Mark, Holder | set[Holder]] = {}

    def __contains__(self, mark: object) -> bool:
        return mark in self._holders

    def __len__(self) -> int:
        return len(self._holders)

    def add(self, holder: Holder, marks: Iterable[Mark]) -> None:
        for mark in marks:
            known = self._holders.setdefault(mark, holder)
            if isinstance(known, set):
                known.add(holder)
            elif known != holder:
                self._holders[mark] = {known, holder}

    def take_out(self, holder: Holder, marks: Iterable[Mark]) -> None:
        for mark in marks:
            known = self._holders.get(mark)
            if isinstance(known, set):
                known.discard(holder)
                if len(known) == 1:
                    self._holders[mark] = known.pop()
            elif known == holder:
                del self._holders[mark]

    def holders(self, marks: Iterable[Mark]) -> set[Holder]:
        found: set[Holder] = set()
        for mark in marks:
            known = self._holders.get(mark)
            if isinstance(known, set):
                found |= known
            elif known is not None:
                found.add(known)
        return found
