"""Taguette beside us: in an environment of its own, for one person, driven as its own pages drive it."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from espoir.bench.browser import FORM, JSON, Answer, Browser, as_form, as_json, with_file
from espoir.bench.cluster import free_port
from espoir.bench.places import stop
from espoir.bench.research_words import Marked, Size, Talk, code_name

VERSION = "1.5.2"
TO_INSTALL, TO_START = 600, 60  # seconds
BETWEEN = "\n"  # what its text holds between two paragraphs of ours


class NotHere(Exception):
    """It cannot be installed or started; the sentence says why."""


def installed(folder: Path) -> Path:
    """Its program, put into an environment in that folder if it is not there yet."""
    program = folder / "bin" / "taguette"
    if not program.exists():
        try:
            venv.create(folder, with_pip=True)
            python = str(folder / "bin" / "python")
            command = [python, "-m", "pip", "install", "--quiet", f"taguette=={VERSION}"]
            subprocess.run(command, check=True, timeout=TO_INSTALL, capture_output=True)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            raise NotHere(f"Taguette {VERSION} could not be installed: is there a network?") from error
    return program


@contextmanager
def running(program: Path) -> Iterator[Taguette]:
    """One process, one person, SQLite, in a folder that goes afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, Path(folder, "log").open("wb") as log:
        database = str(Path(folder, "taguette.sqlite3"))
        command = [str(program), "--no-browser", "--port", str(port), "--database", database]
        surroundings = {**os.environ, "HOME": folder, "PYTHONUNBUFFERED": "1"}
        child = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=log)  # noqa: S603
        try:
            yield Taguette(port, _token(child))
        finally:
            stop(child)


def _token(child: subprocess.Popen[bytes]) -> str:
    """It prints the address that lets its one person in."""
    until = time.monotonic() + TO_START
    assert child.stdout is not None
    for line in child.stdout:
        if found := re.search(rb"\?token=([0-9a-f]+)", line):
            return found[1].decode()
        if time.monotonic() > until:
            break
    raise NotHere("Taguette did not start.")


def _created(answer: Answer, name: str) -> int:
    number: int = json.loads(answer.body)[name]
    return number


class Taguette:
    name = f"Taguette {VERSION}"

    def __init__(self, port: int, token: str) -> None:
        self.browser = Browser(port)
        self.browser.get(f"/?token={token}", expect=302)
        self.browser.get("/project/new")  # gives the cookie against forged requests
        self.talks: list[Talk] = []
        self.documents: list[int] = []
        self.codes: list[int] = []

    def load(self, talks: list[Talk], passages: list[Marked], size: Size) -> None:
        """Through its own doors, one by one."""
        self.talks = talks
        made = self._send("/project/new", as_form({"name": "Bench", "description": "", **self._secret()}), FORM, 303)
        self.project = int(re.findall(r"\d+", made.headers["location"])[-1])
        self.documents = [self._import(talk) for talk in talks]
        self.codes = [self._code(number) for number in range(size.codes)]
        for passage in passages:
            self.adding(passage)()

    def _import(self, talk: Talk) -> int:
        paragraphs = BETWEEN.join(f"<p>{html.escape(turn)}</p>" for turn in talk.turns)
        page = f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{paragraphs}</body></html>'
        body, kind = with_file({"name": talk.name, "description": ""}, f"{talk.name}.html", page.encode())
        return _created(self._send(f"/api/project/{self.project}/document/new", body, kind), "created")

    def _code(self, number: int) -> int:
        body = as_json({"path": code_name(number), "description": ""})
        return _created(self._send(f"/api/project/{self.project}/tag/new", body, JSON), "id")

    def adding(self, passage: Marked) -> Callable[[], int]:
        """Its page counts bytes of UTF-8, and sends what was selected with its codes."""
        talk = self.talks[passage.document]
        start, end = passage.within(talk, BETWEEN)
        text = talk.text(BETWEEN)
        first, last = len(text[:start].encode()), len(text[:end].encode())
        body = as_json({"start_offset": first, "end_offset": last, "tags": [self.codes[passage.code]]})
        path = f"/api/project/{self.project}/document/{self.documents[passage.document]}/highlight/new"
        return lambda: len(self._send(path, body, JSON).sent)

    def document(self, number: int) -> int:
        """What its page asks for when a document is opened: the text, then what is marked in it."""
        path = f"/api/project/{self.project}/document/{self.documents[number]}"
        return len(self.browser.get(f"{path}/contents").sent) + len(self.browser.get(path).sent)

    def code(self, number: int) -> int:
        """The first fifty passages of a code."""
        path = f"/api/project/{self.project}/highlights/{quote(code_name(number))}?page=1"
        return len(self.browser.get(path).sent)

    def csv(self) -> int:
        return len(self.exported("highlights/.csv").sent)

    def whole_project(self) -> int:
        return len(self.exported("project.sqlite3").sent)

    def exported(self, what: str) -> Answer:
        return self.browser.get(f"/project/{self.project}/export/{what}")

    def _send(self, path: str, body: bytes, kind: str, expect: int = 200) -> Answer:
        secret = self._secret()["_xsrf"]
        return self.browser.post(path, body, kind=kind, expect=expect, **{"x-xsrftoken": secret})

    def _secret(self) -> dict[str, str]:
        return {"_xsrf": self.browser.cookies["_xsrf"]}
