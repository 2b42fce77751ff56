"""How questions and answers travel through the socket: a length, then one JSON object, read strictly.

Each verb that may be asked stands in `VERBS` with what each of its words must be; anything else is not understood.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from inspect import signature
from typing import Any

from espoir.apart.keeper import shapes
from espoir.apart.keeper.house import House
from espoir.apart.keeper.shapes import Line, Matter, Mode, Paper, Reason, Side, Someone, Then, Tie

LARGEST = 16 * 1024 * 1024  # of a question or an answer: all that stands in an organisation of ten thousand
LONGEST_TEXT = 500
MOST = 200_000
_LENGTH = 4

Reader = Callable[[Any], object]


class NotUnderstood(Exception):
    """Half a question, or one that is none of ours."""


def send(to: socket.socket, said: object) -> None:
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    to.sendall(len(body).to_bytes(_LENGTH, "big") + body)


def receive(what: socket.socket) -> Any:
    length = int.from_bytes(_exactly(what, _LENGTH), "big")
    if length > LARGEST:
        raise NotUnderstood
    try:
        return json.loads(_exactly(what, length))
    except (ValueError, RecursionError):
        raise NotUnderstood from None


def _exactly(what: socket.socket, length: int) -> bytes:
    """Room is made as it arrives, not as it was announced."""
    found = bytearray()
    while len(found) < length:
        piece = what.recv(min(65536, length - len(found)))
        if not piece:
            raise NotUnderstood
        found += piece
    return bytes(found)


# Questions.


def text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise NotUnderstood
    return value


def number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 10_000:
        raise NotUnderstood
    return value


def or_nothing(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def one_of(kind: type[StrEnum]) -> Reader:
    return lambda value: kind(text(value))


def many(read: Reader) -> Callable[[object], tuple[Any, ...]]:
    def each(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > MOST:
            raise NotUnderstood
        return tuple(read(one) for one in value)

    return each


def someone(value: object) -> Someone:
    return Someone(*_several(value, text, text, text))


def tie(value: object) -> Tie:
    return Tie(*_several(value, text, text, many(someone)))


def _several(value: object, *reads: Reader) -> list[Any]:
    if not isinstance(value, list) or len(value) != len(reads):
        raise NotUnderstood
    return [read(one) for read, one in zip(reads, value, strict=True)]


VERBS: dict[str, dict[str, Reader]] = {
    "lines_of": {"someone": someone},
    "write": {
        "someone": someone, "kind": text, "words": text, "first": or_nothing(number), "last": or_nothing(number),
        "mode": one_of(Mode), "people": many(text), "witness": text, "second": text,
        "instead_of": or_nothing(text),
    },
    "take_out": {"someone": someone, "slot": text},
    "keep_longer": {"someone": someone},
    "choose_then": {"someone": someone, "then": one_of(Then)},
    "then_of": {"someone": someone},
    "papers": {"place": text},
    "confirm": {"place": text, "slot": text, "by": text},
    "offerable": {"seeker": someone, "candidates": many(someone), "asker": text},
    "joinable": {"group": many(someone), "candidates": many(someone), "asker": text},
    "is_whole": {"people": many(someone), "newcomer": text, "asker": text},
    "look": {"place": text, "ties": many(tie)},
    "forget": {"place": text, "person": text},
    "forget_all": {"place": text, "people": many(text)},
    "forget_place": {"place": text},
    "matters": {"place": text},
    "press": {"place": text, "matter": text, "by": text, "readers_needed": number},
    "reason": {"place": text, "matter": text, "by": text},
    "settle": {"place": text, "matter": text, "by": text, "outcome": text},
    "stats": {},
}  # fmt: skip


def question(verb: str, *words: object, **named: object) -> dict[str, object]:
    """A call of one of the keeper's verbs, ready to travel."""
    bound = signature(getattr(House, verb)).bind(None, *words, **named)
    bound.apply_defaults()
    return {"verb": verb, "with": {name: _bare(value) for name, value in bound.arguments.items() if name != "self"}}


def _bare(value: object) -> object:
    if isinstance(value, Someone | Tie):
        return [_bare(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, list | tuple | set | frozenset):
        return [_bare(each) for each in value]
    return value


def understood(asked: object) -> tuple[str, dict[str, Any]]:
    """The verb and its words, each of the kind that it must be. Raise `NotUnderstood`."""
    try:
        verb, named = asked["verb"], asked["with"]  # type: ignore[index]
        reads = VERBS[verb]
        if set(named) != set(reads):
            raise NotUnderstood
        return verb, {name: reads[name](value) for name, value in named.items()}
    except (KeyError, TypeError, ValueError):
        raise NotUnderstood from None


# Answers.

_SHAPES = {shape.__name__: shape for shape in (Line, Matter, Paper, Reason, Side)}
_REFUSALS = {refusal.__name__: refusal for refusal in (shapes.NotAllowed, shapes.WrongKey, shapes.Damaged)}


def answer(value: object) -> dict[str, object]:
    return {"ok": _dressed(value)}


def refusal(error: Exception) -> dict[str, object]:
    """Its kind, and nothing of what was asked."""
    if isinstance(error, shapes.TooMany):
        return {"no": "TooMany", "until": error.until.isoformat()}
    return {"no": type(error).__name__ if type(error).__name__ in _REFUSALS else "KeeperAway"}


def opened(said: Any) -> Any:
    """What was answered; what was refused is raised."""
    if "ok" in said:
        return _undressed(said["ok"])
    if said["no"] == "TooMany":
        raise shapes.TooMany(date.fromisoformat(said["until"]))
    raise _REFUSALS.get(said["no"], shapes.KeeperAway)


def _dressed(value: object) -> object:
    if is_dataclass(value):
        return {"is": type(value).__name__, "has": [_dressed(getattr(value, each.name)) for each in fields(value)]}
    if isinstance(value, datetime | date):
        return {"is": type(value).__name__, "has": value.isoformat()}
    if isinstance(value, list | tuple):
        return [_dressed(each) for each in value]
    return value


def _undressed(value: Any) -> Any:
    if isinstance(value, list):
        return [_undressed(each) for each in value]
    if not isinstance(value, dict) or "is" not in value:
        return value
    if value["is"] == "datetime":
        return datetime.fromisoformat(value["has"])
    if value["is"] == "date":
        return date.fromisoformat(value["has"])
    shape: Any = _SHAPES[value["is"]]
    has: list[Any] = [tuple(each) if isinstance(each, list) else each for each in map(_undressed, value["has"])]
    made = dict(zip((field.name for field in fields(shape)), has, strict=True))
    enums: dict[str, Any] = {"mode": Mode, "then": Then}
    return shape(**{name: enums[name](each) if name in enums else each for name, each in made.items()})
