"""The keeper within this process: tests, benches, the demonstration's lived weeks, the keeper's own."""

from __future__ import annotations

import threading
from pathlib import Path

from django.conf import settings

from espoir.apart.keeper.house import House
from espoir.apart.keeper.store import Store, key_path, store_path

_turn = threading.Lock()
_open: list[tuple[tuple[Path, Path], House]] = []


def house() -> House:
    """The keeper of the folder that the settings name now."""
    where = store_path(), key_path()
    with _turn:
        if _open and _open[0][0] == where:
            return _open[0][1]
        _let_go()
        fresh = House(Store(*where, quick=settings.TESTING))
        _open.append((where, fresh))
        return fresh


def close() -> None:
    """Let go of the file and of all that was read, so that it can be replaced (restore, tests)."""
    with _turn:
        _let_go()


def _let_go() -> None:
    while _open:
        _open.pop()[1].close()
