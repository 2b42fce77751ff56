"""The one place that says in which organisation a request or a task happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from espoir.organisations.models import Organisation
from espoir.vault import keys

_current: ContextVar[Organisation | None] = ContextVar("organisation", default=None)


def current() -> Organisation | None:
    return _current.get()


@contextmanager
def inside(organisation: Organisation, *, writing: bool) -> Iterator[None]:
    """Be in `organisation`, within its transaction when something may be written.

    A reading request opens no transaction: its logbook line has a short one of its own.
    """
    token = _current.set(organisation)
    try:
        with ExitStack() as stack:
            stack.enter_context(keys.held())
            if writing:
                stack.enter_context(transaction.atomic())
                if connection.vendor == "postgresql":  # SET LOCAL: gone with the transaction
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT set_config('espoir.organisation', %s, true)", [organisation.pk])
            yield
    finally:
        _current.reset(token)
