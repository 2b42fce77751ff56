"""How a test reads a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# A short word could stand in these by chance, and they differ each time the page opens.
NEW_EACH_TIME = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*')


def as_seen(page: str | bytes) -> str:
    """What stands on a page, without the values of its forms that are new each time."""
    return NEW_EACH_TIME.sub(r"\1", page if isinstance(page, str) else page.decode())


@contextmanager
def hearing_queries() -> Iterator[list[str]]:
    """Every question put to the database meanwhile, without the values in it (which would take a question more)."""
    asked: list[str] = []

    def hear(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield asked
