"""Our side of the bench of research: someone of a study’s team at her browser."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlencode

from django.urls import reverse

from espoir.bench.browser import FORM, Answer
from espoir.bench.research_rows import BETWEEN, SLUG
from espoir.bench.research_words import Marked, Talk

SECRET = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Door(Protocol):
    """What a browser does: tests bring one that needs no server."""

    def get(self, path: str, *, expect: int = 200) -> Answer: ...

    def post(self, path: str, body: bytes, *, kind: str, expect: int, **headers: str) -> Answer: ...


class Ours:
    def __init__(self, door: Door, written: Mapping[str, Any], made: Sequence[Talk]) -> None:
        self.door, self.made = door, made
        self.study, self.documents, self.codes = written["study"], written["documents"], written["codes"]
        found = SECRET.search(door.get(self._text(0)).text)
        assert found is not None
        self.secret = found[1]

    def adding(self, passage: Marked) -> Callable[[], int]:
        """What our page sends when words are selected and a code is pressed: each form with a key that works once."""
        start, end = passage.within(self.made[passage.document], BETWEEN)
        body = self._form(start=start, end=end, code=self.codes[passage.code], edition=1)
        path = reverse("coding:add", args=[SLUG, self.documents[passage.document]])
        more = {"x-requested-with": "fetch"}
        return lambda: len(self.door.post(path, body, kind=FORM, expect=204, **more).sent)

    def adding_by_form(self, passage: Marked) -> Callable[[], int]:
        """The same by a form without any script, and the page that follows it."""
        talk = self.made[passage.document]
        start, end = passage.within(talk, BETWEEN)
        body = self._form(at=start - passage.start, start=start, end=end, code=self.codes[passage.code], edition=1)
        path = reverse("coding:pick", args=[SLUG, self.documents[passage.document]])

        def send() -> int:
            answer = self.door.post(path, body, kind=FORM, expect=302)
            return len(self.door.get(answer.headers["location"].partition("#")[0]).sent)

        return send

    def _form(self, **values: object) -> bytes:
        return urlencode({"csrfmiddlewaretoken": self.secret, "once": secrets.token_urlsafe(12), **values}).encode()

    def document(self, number: int) -> int:
        """The first twenty-five turns, with what is marked in them."""
        return len(self.door.get(self._text(number)).sent)

    def _text(self, number: int) -> str:
        return reverse("coding:text", args=[SLUG, self.documents[number]])

    def code(self, number: int) -> int:
        """The first twenty-five passages of a code."""
        return len(self.door.get(reverse("coding:code", args=[SLUG, self.codes[number]])).sent)

    def csv(self) -> int:
        return len(self.exported("csv").sent)

    def whole_project(self) -> int:
        return len(self.exported("qdpx").sent)

    def exported(self, kind: str) -> Answer:
        return self.door.get(reverse(f"coding:{kind}", args=[SLUG, self.study]))
