"""What an operator types: `espoir serve`, `espoir backup keys --to DIR`… One module a command, each with `run(argv)`.

Exit status: 0 done, 1 done but something needs a person, 2 refused or not understood, with a sentence that says what to
do. Progress and sentences go to standard error; with `--json`, one object goes to standard output and nothing else.
"""

from __future__ import annotations

import fcntl
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder


class Refused(Exception):
    """The command does not do this; the sentence says what to do instead."""


def say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def answer(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def answer_json(values: dict[str, Any]) -> None:
    answer(json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False))


@contextmanager
def while_in_use() -> Iterator[None]:
    """Held by whatever serves or works, so that nothing is put back underneath it."""
    with _locked(fcntl.LOCK_SH):
        yield


@contextmanager
def while_nobody_uses_it() -> Iterator[None]:
    with _locked(fcntl.LOCK_EX):
        yield


def is_in_use() -> bool:
    """Does something serve or work on this data now?"""
    try:
        with while_nobody_uses_it():
            return False
    except Refused:
        return True


@contextmanager
def _locked(how: int) -> Iterator[None]:
    path = Path(settings.DATA) / "in-use"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("w") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Refused(
                "Espoir is running on this data. Stop `espoir serve`, `espoir worker` and `espoir keeper` first."
            ) from busy
        yield
