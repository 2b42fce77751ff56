"""What the house tests walk through: every address, every table, every page a person can reach."""

from __future__ import annotations

import html
import importlib
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec

import lxml.html
from django.apps import apps
from django.db import connection, models
from django.urls import URLPattern, get_resolver

from espoir.organisations.owned import Owned

ROOMS = [config.name for config in apps.get_app_configs() if config.name.startswith("espoir.")]
OUR_MODELS: list[type[models.Model]] = [model for model in apps.get_models() if model.__module__.startswith("espoir.")]
OWNED: list[type[Owned]] = [model for model in OUR_MODELS if issubclass(model, Owned)]


def routes(patterns=None, prefix="") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here, pattern
        else:
            yield from routes(pattern.url_patterns, here)


ROUTES = dict(routes())
INSIDE = [route for route in ROUTES if route.startswith("<slug:org>/")]
NOUN = re.compile(r"<(\w+):(\w+)>")


def nouns(route: str) -> list[str]:
    """What the address holds of someone's: `<id:…>`. A `<slug:…>` names a page, not an object."""
    return [name for kind, name in NOUN.findall(route) if kind == "id"]


def objects(cast) -> dict[str, str]:
    """One object of Le Sentier for every noun of every address, made by the rooms' own actions."""
    found: dict[str, str] = {}
    for room in ROOMS:
        name = f"{room}.tests.objects"
        if find_spec(f"{room}.tests") and find_spec(name):
            found.update(importlib.import_module(name).objects(cast))
    return found


def address(route: str, org: str, things: dict[str, str]) -> str:
    """Fill `<id:meeting>` with Le Sentier's meeting, and so on for every noun of the address."""
    return "/" + NOUN.sub(lambda noun: org if noun[2] == "org" else str(things[noun[2]]), route)


PARSER = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)


@dataclass
class Page:
    path: str
    status: int
    text: str
    written: tuple[str, ...] = ()  # what this GET wrote besides the logbook

    @cached_property
    def tree(self):
        return lxml.html.document_fromstring(self.text, parser=PARSER)

    def all(self, tag: str) -> list:
        return list(self.tree.iter(tag))

    def title(self) -> str:
        return "".join(self.all("title")[0].itertext()) if self.all("title") else ""

    def words(self) -> str:
        """What it says in its own language: a field meant for the other one says so with `lang`."""
        body = self.all("body")
        for field in self.all("textarea"):
            if field.get("lang", self.language) != self.language:
                field.text = ""
        return " ".join("".join(body[0].itertext()).split()) if body else self.text

    @property
    def language(self) -> str:
        return str(self.all("html")[0].get("lang", ""))


WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


@contextmanager
def noticing_writes() -> Iterator[list[str]]:
    """The statements that change a table, besides the logbook's own."""
    written: list[str] = []

    def notice(execute, sql, params, many, context):
        if WRITES.match(sql) and "logbook_" not in sql:
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(notice):
        yield written


LINK, HREF = re.compile(r"<a\b[^>]*>"), re.compile(r'\bhref="([^"#]*)')


def links(text: str) -> Iterator[str]:
    """Where the page leads, but not the way out: that one ends the session."""
    for link in LINK.findall(text):
        if "nofollow" not in link and (target := HREF.search(link)) and not target[1].startswith("/x/m/"):
            yield html.unescape(target[1])


def every_page(client, start: str, *, at_most: int = 400, files: bool = True) -> Iterator[Page]:
    """Follow every link from `start`, as someone would, and yield each page once. Files are made too, unless said."""
    queue, seen = deque([start]), {start}
    shapes: dict[str, int] = {}
    while queue:
        path = queue.popleft()
        with noticing_writes() as written:
            response = client.get(path, follow=path == "/")  # the site's own address leads on
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        page = Page(path, response.status_code, response.content.decode(), tuple(written))
        yield page
        for target in links(page.text):
            if not files and "/document." in target:
                continue
            shape = re.sub(r"/[2-9a-z]{12}(?=/|$)|\d+", "/*", target)
            # three pages of one shape are as good as a hundred
            if target.startswith("/") and target not in seen and shapes.get(shape, 0) < 3 and len(seen) < at_most:
                shapes[shape] = shapes.get(shape, 0) + 1
                seen.add(target)
                queue.append(target)
