"""A plain client for HTTP: one connection kept open, cookies sent back, answers read to their last byte."""

from __future__ import annotations

import gzip
import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PATIENCE = 120.0  # seconds for an answer
RESTED = 5.0  # seconds after which a server may have closed a connection
BOUNDARY = "a-line-that-nobody-says"


class Unexpected(Exception):
    """An answer other than the one that was asked for."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    sent: bytes  # as it came over the wire

    @property
    def body(self) -> bytes:
        return gzip.decompress(self.sent) if self.headers.get("content-encoding") == "gzip" else self.sent

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """One person at one browser: she accepts compressed answers, and follows no redirect by herself."""

    def __init__(self, port: int) -> None:
        self.address = f"localhost:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}
        self.last = time.monotonic()

    def get(self, path: str, *, expect: int = 200) -> Answer:
        return self._ask("GET", path, None, {}, expect)

    def post(self, path: str, body: bytes, *, kind: str, expect: int, **headers: str) -> Answer:
        return self._ask("POST", path, body, {"content-type": kind, **headers}, expect)

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str], expect: int) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"host": self.address, "accept-encoding": "gzip", "cookie": cookies, **more}
        if time.monotonic() - self.last > RESTED:
            self.connection.close()  # the next request opens another
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        sent = answer.read()
        self.last = time.monotonic()
        for line in answer.headers.get_all("set-cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status != expect:
            raise Unexpected(f"{method} {path} answers {answer.status}, not {expect}")
        return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, sent)


def as_form(values: Mapping[str, str]) -> bytes:
    return urlencode(values).encode()


def as_json(values: object) -> bytes:
    return json.dumps(values).encode()


def with_file(values: Mapping[str, str], file_name: str, content: bytes) -> tuple[bytes, str]:
    """A form with one file in it: its bytes and its content type."""
    parts = [f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in values.items()]
    head = f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="{file_name}"\r\n'
    head += "content-type: text/html\r\n\r\n"
    body = "".join(parts).encode() + head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return body, f"multipart/form-data; boundary={BOUNDARY}"
