"""The keeper as a process of its own: alone on its file, and closed to whoever shares the machine."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import pwd
import resource
import signal
import time
from collections.abc import Iterator
from types import FrameType

from django.conf import settings

from espoir.apart.keeper import inside
from espoir.apart.keeper.client import socket_path
from espoir.apart.keeper.server import Server
from espoir.apart.keeper.store import store_path

LOCK_PATIENCE = 10.0  # seconds: the one before may still be stopping
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4


class Another(Exception):
    """Another keeper holds this file."""


def keep(*, with_parent: int = 0) -> None:
    """Answer until a TERM signal. With a parent, also until that one is gone."""
    close_the_curtains()
    if with_parent:
        stop_with(with_parent)
    with alone(patience=LOCK_PATIENCE):
        server = Server(inside.house(), socket_path(), allowed())

        def stop(number: int, frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        try:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, stop)
            server.serve()
        except KeyboardInterrupt:
            pass
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            server.stop()


@contextlib.contextmanager
def alone(*, patience: float = 0) -> Iterator[None]:
    """Nobody else keeps this file meanwhile. Raise `Another`."""
    path = store_path().with_name("lock")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    last = time.monotonic() + patience
    with path.open("w") as file:
        path.chmod(0o600)
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= last:
                    raise Another from None
                time.sleep(0.1)
        yield


@contextlib.contextmanager
def inside_if_alone() -> Iterator[None]:
    """For a command that may run while nothing else does: if no keeper is up, be it, within this process."""
    if settings.KEEPER == "inside" or settings.KEEPER_SOCKET:  # a keeper under another account is never replaced
        yield
        return
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(alone())
        except Another:
            yield
            return
        settings.KEEPER = "inside"
        try:
            yield
        finally:
            settings.KEEPER = "socket"
            inside.close()


def allowed() -> frozenset[int]:
    """Accounts of this machine that may ask: ours, and those that `ESPOIR_KEEPER_ALLOWS` names."""
    others = [name.strip() for name in settings.KEEPER_ALLOWS.split(",") if name.strip()]
    return frozenset({os.geteuid(), *(_uid_of(name) for name in others)})


def _uid_of(name: str) -> int:
    return int(name) if name.isdecimal() else pwd.getpwnam(name).pw_uid


def close_the_curtains() -> None:
    """What is in memory leaves no trace: no core file, no debugger of the same account, and no swap if permitted."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    unlimited = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY
    if unlimited or os.geteuid() == 0:  # under a limit, memory could no longer grow
        libc.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT)


def stop_with(parent: int) -> None:
    """End when our parent does, however it ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(0)
