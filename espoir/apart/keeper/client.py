"""The application's end of the socket. One question, one connection; if it fails in any way, the keeper is away."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from espoir.apart.keeper import wire
from espoir.apart.keeper.shapes import KeeperAway

PATIENCE = 30.0  # seconds: a whole organisation may have to be read first


def socket_path() -> Path:
    return Path(settings.KEEPER_SOCKET or Path(settings.DATA) / "apart" / "keeper.sock")


@contextmanager
def short(path: Path) -> Iterator[str]:
    """The same address in few letters: a socket's may have no more than about a hundred."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


class Client:
    """Every verb of the keeper, asked through its socket."""

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        if verb not in wire.VERBS:
            raise AttributeError(verb)
        return partial(ask, verb)


def ask(verb: str, *words: object, **named: object) -> Any:
    question = wire.question(verb, *words, **named)
    try:
        with short(socket_path()) as address, socket.socket(socket.AF_UNIX) as keeper:
            keeper.settimeout(PATIENCE)
            keeper.connect(address)
            wire.send(keeper, question)
            said = wire.receive(keeper)
    except (OSError, wire.NotUnderstood):
        raise KeeperAway from None
    return wire.opened(said)


def answers() -> bool:
    """Is it there?"""
    try:
        ask("stats")
    except KeeperAway:
        return False
    return True
