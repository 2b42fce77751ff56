"""The keeper's end of the socket: who may ask, one question at a time, and nothing that is said can stop it."""

from __future__ import annotations

import contextlib
import math
import os
import socket
import struct
import sys
import threading
import time
from pathlib import Path

from espoir.apart.keeper import wire
from espoir.apart.keeper.client import short
from espoir.apart.keeper.house import House

LISTENING = 0.5  # seconds at a time: a TERM signal that comes just before `accept` waits no longer than this
SLOT = 0.025  # seconds: an answer about a placement leaves at a multiple of it, whatever it is
PADDED = ("offerable", "joinable", "is_whole")
AT_ONCE = 32  # connections
PATIENCE = 10.0  # seconds for a question to arrive whole
_CREDENTIALS = struct.Struct("3i")


class Server:
    def __init__(self, house: House, path: Path, allowed: frozenset[int]) -> None:
        self._house = house
        self._allowed = allowed
        self._path = path
        self._stopped = False
        self._room = threading.Semaphore(AT_ONCE)
        self._socket = _listening(path, 0o600 if allowed <= {os.geteuid()} else 0o660)

    def serve(self) -> None:
        """Until `stop`."""
        while True:
            try:
                asker, _address = self._socket.accept()
            except TimeoutError:
                continue
            except OSError:
                if self._stopped:
                    return
                time.sleep(0.05)  # out of something for a moment
                continue
            if not self._room.acquire(blocking=False):
                asker.close()
                continue
            threading.Thread(target=self._meet, args=(asker,), daemon=True).start()

    def stop(self) -> None:
        """No more questions; what is being written is finished first."""
        self._stopped = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._path.unlink(missing_ok=True)
        self._house.close()

    def _meet(self, asker: socket.socket) -> None:
        try:
            with asker:
                asker.settimeout(PATIENCE)
                if _uid(asker) in self._allowed:
                    wire.send(asker, self._answer(wire.receive(asker)))
        except (OSError, wire.NotUnderstood):
            pass  # gone, too slow, or not one of ours
        finally:
            self._room.release()

    def _answer(self, asked: object) -> dict[str, object]:
        began = time.monotonic()
        verb, named = wire.understood(asked)
        try:
            said = wire.answer(getattr(self._house, verb)(**named))
        except Exception as error:
            said = wire.refusal(error)
            if said["no"] == "KeeperAway":
                _say(f"{verb} stopped with {type(error).__name__}.")  # its words could hold someone's
        if verb in PADDED:
            time.sleep(until_the_slot(time.monotonic() - began))
        return said


def until_the_slot(taken: float) -> float:
    """What is left to the next multiple of the slot."""
    return max(1, math.ceil(taken / SLOT)) * SLOT - taken


def _uid(asker: socket.socket) -> int:
    """Whose process is at the other end, as the kernel says."""
    found = asker.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    uid: int = _CREDENTIALS.unpack(found)[1]
    return uid


def _listening(path: Path, mode: int) -> socket.socket:
    """In the place of a socket that another keeper left behind."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    ours = socket.socket(socket.AF_UNIX)
    try:
        with short(fresh) as address:
            ours.bind(address)
        fresh.chmod(mode)
        ours.listen(AT_ONCE)
        ours.settimeout(LISTENING)
        fresh.replace(path)
    except BaseException:
        ours.close()
        raise
    return ours


def _say(sentence: str) -> None:
    sys.stderr.write(f"keeper: {sentence}\n")
    sys.stderr.flush()
